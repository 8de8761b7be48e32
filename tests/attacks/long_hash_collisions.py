import sys
n = int(sys.argv[1])
class Same:
    def __hash__(self): return 1
d = {}
for i in range(n): d[Same()] = i
print(len(d))
