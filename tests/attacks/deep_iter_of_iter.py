import sys
n = int(sys.argv[1])
class S:
    def __iter__(self): return iter(self) if n > 10 else iter('d')
for x in S(): print(x)
