import sys
n = int(sys.argv[1])
class A:
    @property
    def x(self): return self.x if n > 10 else 'done'
print(A().x)
