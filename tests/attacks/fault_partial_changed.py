import sys
n = int(sys.argv[1])
from functools import partial
p = partial(dict, a=1)
for i in range(n): p.keywords['k%d' % i] = i
print(len(p()))
