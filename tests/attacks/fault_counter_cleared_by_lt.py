import sys
n = int(sys.argv[1])
from collections import Counter
class Count:
    def __lt__(self, other):
        c.clear()
        return False
c = Counter({i: Count() for i in range(n)})
print(len(c.most_common()))
