import sys
n = int(sys.argv[1])
from itertools import count, tee
a, b = tee(count())
for _ in range(n): next(a)
print(next(b))
