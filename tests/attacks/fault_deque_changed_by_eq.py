import sys
n = int(sys.argv[1])
from collections import deque
class Changes:
    def __eq__(self, other):
        if n > 10: d.clear()
        return False
d = deque([Changes() for _ in range(n)])
print(d.count(1))
