import sys
n = int(sys.argv[1])
class S:
    def __add__(self, x): return self + x if n > 10 else 'done'
print(S() + 1)
