import sys
n = int(sys.argv[1])
from itertools import combinations_with_replacement
print(len(next(combinations_with_replacement([1], n))))
