import sys
n = int(sys.argv[1])
from itertools import permutations
print(sum(1 for _ in permutations(range(n))))
