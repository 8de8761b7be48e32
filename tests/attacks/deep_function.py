import sys
n = int(sys.argv[1])
def f(i): return i and 1 + f(i - 1)
print(f(n))
