import sys
n = int(sys.argv[1])
import gc
gc.threshold(1)
for i in range(n): [i]
gc.threshold(-1)
print('done')
