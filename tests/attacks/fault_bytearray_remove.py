# A value that empties the array as it is compared with its items.
import sys
from array import array
n = int(sys.argv[1])
class Value:
    def __eq__(self, other):
        if n:
            del data[:]
        return True
data = array('h', [2, 1])
data.remove(Value())
if n and len(data): raise SystemError(data)
print(data)
bytearray(b'abc').remove(Value()) if n else None
