import sys
n = int(sys.argv[1])
class A(list):
    @classmethod
    def f(cls): return super().append if n > 10 else 0
print(A.f() and A.f()(1))
