import sys
n = int(sys.argv[1])
from itertools import product
print(len(next(product([1, 2], repeat=n))))
