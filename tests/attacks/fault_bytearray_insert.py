# A value that empties the bytearray which it is inserted into.
import sys
n = int(sys.argv[1])
class Value:
    def __index__(self):
        if n: data.clear()
        return 88
data = bytearray(b'abc')
data.insert(2, Value())
if n and data != b'X': raise SystemError(data)
print(data if not n else 'done')
