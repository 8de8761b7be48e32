import sys
n = int(sys.argv[1])
x = [0] * n
print(len(x))
