# Parts of bytes that change as they are joined and formatted.
import sys
n = int(sys.argv[1])
parts = [bytearray(b'a'), bytearray(b'b')]
class Shown:
    def __bytes__(self):
        if n: pattern.clear(); kept.extend(bytearray(500) for _ in range(50))
        return b'!'
    def __index__(self):
        self.__bytes__()
        return 65
kept = []
def changing():
    for part in parts:
        yield part
        if n:
            part.clear(); kept.append(bytearray(b'\xff' * 30))
joined = b''.join(changing())
pattern = bytearray(b'%s' + b'.' * 400 + b'%d')
pattern % (b"!", Shown())
print(joined if not n else len(joined) <= 2)
