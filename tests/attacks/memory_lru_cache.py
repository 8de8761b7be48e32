import sys
n = int(sys.argv[1])
from functools import lru_cache
@lru_cache(None)
def f(x): return 'y' * 1000 + str(x)
for i in range(n): f(i)
print(f.cache_info().currsize)
