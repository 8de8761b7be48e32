import sys
n = int(sys.argv[1])
x = 1 << n
print(x)
