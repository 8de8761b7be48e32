import sys
n = int(sys.argv[1])
print(*range(n), sep='x' * n)
