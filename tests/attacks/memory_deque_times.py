import sys
n = int(sys.argv[1])
from collections import deque
print(len(deque([1]) * n))
