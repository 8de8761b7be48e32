import sys
n = int(sys.argv[1])
print(len(bytes(1 for i in range(n))))
