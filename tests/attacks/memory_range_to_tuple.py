import sys
n = int(sys.argv[1])
print(len(tuple(range(n))))
