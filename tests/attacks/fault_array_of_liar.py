# What says that it is shorter than it is.
import sys
from array import array
n = int(sys.argv[1])
class Liar:
    def __len__(self): return 1 if n else 3
    def __iter__(self): return iter(range(3 + 10000 * n))
kept = [bytearray(16) for _ in range(100)]
data = array('i', Liar())
if any(any(b) for b in kept): raise SystemError('written beyond its end')
print(len(data) if not n else list(data) == list(range(10003)))
