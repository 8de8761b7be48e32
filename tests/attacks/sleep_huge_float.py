import sys
n = int(sys.argv[1])
import time
time.sleep(float(10 ** n))
print('done')
