import sys
n = int(sys.argv[1])
def up(g): yield from g
g = iter([1])
for i in range(n): g = up(g)
print(next(g))
