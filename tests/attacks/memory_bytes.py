import sys
n = int(sys.argv[1])
x = bytes(n)
print(len(x))
