import sys
n = int(sys.argv[1])
class M(type): pass
for base in (type, M):
    try: print(type(base.__new__(base)))
    except TypeError: pass
    try: object.__new__(M)
    except TypeError: pass
print(n)
