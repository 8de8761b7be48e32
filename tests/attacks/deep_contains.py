import sys
n = int(sys.argv[1])
class S:
    def __contains__(self, x): return x in self if n > 10 else True
print(1 in S())
