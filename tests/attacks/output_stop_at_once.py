# A single call that prints more than it may.
import sys
n = int(sys.argv[1])
print('x' * n)
print('done')
