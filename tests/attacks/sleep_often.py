import sys
n = int(sys.argv[1])
import time
for i in range(n): time.sleep(0.001)
print('done')
