import sys
n = int(sys.argv[1])
from collections import Counter
print(len(list(Counter(a=n).elements())))
