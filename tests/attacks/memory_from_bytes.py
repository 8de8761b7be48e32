import sys
n = int(sys.argv[1])
x = int.from_bytes(bytes([255]) * n, 'big')
print(x)
