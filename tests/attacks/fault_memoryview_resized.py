# A bytearray that moves under a memoryview, and is added to itself through it.
import sys
n = int(sys.argv[1])
data = bytearray(b'a' * 1000)
view = memoryview(data)
kept = []
if n:
    for i in range(200):
        data.extend(bytes(1000)); kept.append(bytearray(b'\xff' * 1000))
    data += view
    data[:0] = view
    for i in range(1000): view[i] = 98
    if any(b != b'\xff' * 1000 for b in kept): raise SystemError('written to another')
    if bytes(view) != b'b' * 1000: raise SystemError('not what was written')
print(bytes(view[:4]))
