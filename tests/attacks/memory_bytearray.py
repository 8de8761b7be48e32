import sys
n = int(sys.argv[1])
x = bytearray(n)
print(len(x))
