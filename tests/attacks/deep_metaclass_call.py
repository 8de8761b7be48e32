import sys
n = int(sys.argv[1])
class Meta(type):
    def __call__(cls, k): return cls(k - 1) if k else super().__call__()
class A(metaclass=Meta): pass
print(type(A(n)) is A)
