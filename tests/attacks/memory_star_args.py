import sys
n = int(sys.argv[1])
def f(*a): return len(a)
print(f(*[0] * n))
