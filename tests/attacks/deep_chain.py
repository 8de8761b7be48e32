import sys
n = int(sys.argv[1])
from itertools import chain
x = [1]
for i in range(n): x = chain(x)
print(list(x))
