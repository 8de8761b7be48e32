import struct, sys
n = int(sys.argv[1])
print(len(struct.pack("%dx3s" % n, b"abc")))
