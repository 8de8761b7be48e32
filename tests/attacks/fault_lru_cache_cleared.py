import sys
n = int(sys.argv[1])
from functools import lru_cache
class Key:
    def __hash__(self): return 1
    def __eq__(self, other):
        if n > 10: f.cache_clear()
        return True
@lru_cache(maxsize=2)
def f(x): return 1
print(sum(f(Key()) for _ in range(n)))
