import sys
n = int(sys.argv[1])
import struct
print(len(struct.unpack('%dQ' % n, bytes(8))))
