import sys
n = int(sys.argv[1])
from collections import OrderedDict
d = OrderedDict()
kept = []
try:
    while len(kept) < n: kept.append(bytes(50))
except MemoryError: pass
try:
    for i in range(n): d[i] = i
except MemoryError: pass
kept.clear()
print(all(d[i] == i for i in range(len(d))), len(d) < 1000)
