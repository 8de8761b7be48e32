import sys
n = int(sys.argv[1])
class S:
    def __str__(self): return str(self) if n > 10 else 'done'
print(str(S()))
