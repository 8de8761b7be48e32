import sys
n = int(sys.argv[1])
class A:
    def f(self, i): return i and self.f(i - 1)
print(A().f(n))
