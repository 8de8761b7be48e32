import sys
n = int(sys.argv[1])
class A: pass
for i in range(n): A = type('A', (A,), {})
print(hasattr(A(), 'x'))
