import sys
n = int(sys.argv[1])
class A:
    pass
class B:
    def __init__(self, x): self.x = x
    def __del__(self): f(10)
def f(i):
    B(i)
    return i and f(i - 1)
print(f(n))
