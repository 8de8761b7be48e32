# No jump backwards anywhere, and 2 to the 100 calls.
import sys
n = int(sys.argv[1])
def twice(level): return level and (twice(level - 1), twice(level - 1)) and 0
twice(n)
print('done')
