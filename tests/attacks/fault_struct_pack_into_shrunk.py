import struct, sys
n = int(sys.argv[1])
data = bytearray(64)
class Value:
    def __index__(self):
        if n > 10:
            del data[:]
            keep.extend([bytearray(64) for _ in range(100)])
        return 7
keep = []
struct.pack_into("<i", data, 60, Value())
print(data[60])
