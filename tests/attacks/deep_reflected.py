import sys
n = int(sys.argv[1])
class A:
    def __add__(self, other): return NotImplemented
class B(A):
    def __radd__(self, other):
        global n
        n -= 1
        return A() + self if n > 0 else 'done'
print(A() + B())
