import sys
n = int(sys.argv[1])
import struct
print(len(struct.pack('%ds' % n, b'')))
