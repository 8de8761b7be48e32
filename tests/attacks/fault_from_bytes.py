# A truth that empties the bytes which a number is read from.
import sys
n = int(sys.argv[1])
class Truth:
    def __bool__(self):
        if n: data.clear(); kept.extend(bytearray(b'\xff' * 60) for _ in range(200))
        return False
kept = []
data = bytearray(b'\x02' + bytes(60))
number = int.from_bytes(data, 'little', signed=Truth())
if n and number: raise SystemError(number)
print(number)
