import sys
n = int(sys.argv[1])
import time
time.sleep_us(n)
print('done')
