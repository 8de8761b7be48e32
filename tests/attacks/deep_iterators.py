import sys
n = int(sys.argv[1])
g = iter([1])
for i in range(n): g = map(abs, g)
print(next(g))
