import sys
n = int(sys.argv[1])
from collections import deque
d = deque((), n)
print('done')
