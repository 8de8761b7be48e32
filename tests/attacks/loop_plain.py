# A loop that does nothing.
import sys
n = int(sys.argv[1])
for i in range(n): pass
print('done')
