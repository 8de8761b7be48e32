import sys
n = int(sys.argv[1])
print(repr([0] * n))
