import sys
n = int(sys.argv[1])
import binascii
x = binascii.hexlify(b'a' * n)
print(len(x))
