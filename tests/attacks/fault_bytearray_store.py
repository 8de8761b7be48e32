# A value that empties the bytearray which it is stored in.
import sys
n = int(sys.argv[1])
class Value:
    def __index__(self):
        if n: data.clear(); kept.extend(bytearray(8000) for _ in range(20))
        return 65
kept = []
data = bytearray(8000)
data[7000] = Value()
data = bytearray(1)
data[0] = Value()
print(data)
