import sys
n = int(sys.argv[1])
from collections import deque
d = deque()
for i in range(n): d.append(i)
print(len(d))
