import sys
n = int(sys.argv[1])
print(len(list(range(n))))
