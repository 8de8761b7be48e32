# Bounds that resize what is copied to, and what is copied from.
import sys
n = int(sys.argv[1])
class Bound:
    def __init__(self, at, what): self.at, self.what = at, what
    def __index__(self):
        if n:
            self.what.clear()
            kept.extend(bytearray(b'\xff' * 64) for _ in range(50))
        return self.at
kept = []
data, source = bytearray(b'x' * 5000), bytearray(b'y' * 5000)
data[:Bound(3, source)] = source
data[:Bound(3, data)] = b'abc'
taken = bytearray(b'abc' * 1000)
taken = taken[:Bound(3, taken)]
if n and taken: raise SystemError(taken)
del data[Bound(1, data):4000]
print(taken)
