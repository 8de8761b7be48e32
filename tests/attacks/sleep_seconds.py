import sys
n = int(sys.argv[1])
import time
time.sleep(n)
print('done')
