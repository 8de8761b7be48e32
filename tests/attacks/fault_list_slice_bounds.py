# A bound of a slice that empties the list, which is then copied from.
import sys
n = int(sys.argv[1])
class Bound:
    def __index__(self):
        if n: items.clear(); kept.append([7] * 1000)
        return 3
kept = []
items = [1] * 100000
taken = items[:Bound()]
if n and taken: raise SystemError(taken)
items = [1] * 100000
del items[:Bound()]
items = [1] * 100000
items[:Bound()] = [2] * 3
print([1, 1, 1] if n else taken)
