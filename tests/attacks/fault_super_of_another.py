import sys
n = int(sys.argv[1])
class A(list):
    def f(self):
        if n > 10: self = n
        return len(super().copy())
print(A().f())
