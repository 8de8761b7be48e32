import sys
n = int(sys.argv[1])
from itertools import filterfalse, count
print(next(filterfalse(lambda x: x != n, count())))
