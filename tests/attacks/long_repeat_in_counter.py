import sys
n = int(sys.argv[1])
from collections import Counter
from itertools import repeat
print(Counter(repeat(1, n))[1])
