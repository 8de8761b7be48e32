import sys
n = int(sys.argv[1])
from collections import OrderedDict
class Key:
    def __hash__(self): return 1
    def __eq__(self, other):
        if n: d.clear()
        return False
d = OrderedDict()
d[Key()] = 1
d[Key()] = 2
print('done')
