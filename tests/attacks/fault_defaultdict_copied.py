import sys
n = int(sys.argv[1])
from collections import defaultdict
class D(defaultdict):
    def copy(self): return super().copy()
d = D(list)
d['x'].append(1)
copies = [super(defaultdict, d).copy() for _ in range(n)]
for c in copies:
    try: c['y']
    except KeyError: pass
print(len(copies[0]))
