import sys
n = int(sys.argv[1])
f = lambda: 'done'
for i in range(n): f = (lambda g: lambda: g())(f)
print(f())
