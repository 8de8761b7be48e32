import sys
n = int(sys.argv[1])
bases = (object,)
for i in range(n):
    a = type('A', bases, {'x': i})
    b = type('B', bases, {'y': i})
    bases = (a, b)
print(a.x)
