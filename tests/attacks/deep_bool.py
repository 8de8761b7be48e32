import sys
n = int(sys.argv[1])
class S:
    def __bool__(self): return bool(self) if n > 10 else True
print(bool(S()))
