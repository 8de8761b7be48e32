import sys
n = int(sys.argv[1])
from collections import OrderedDict
d = OrderedDict()
for i in range(n): d['a' * 10000 + str(i)] = 1
print(len(d))
