import sys
n = int(sys.argv[1])
from itertools import groupby
def key(x):
    if n > 10:
        try: next(g)
        except Exception: pass
    return x
g = groupby([1, 2, 3] * n, key)
print(sum(1 for _ in g) > 0)
