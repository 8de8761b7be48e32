import sys
n = int(sys.argv[1])
import gc
x = [[i] for i in range(3000)]
for i in range(n): gc.collect()
print('done')
