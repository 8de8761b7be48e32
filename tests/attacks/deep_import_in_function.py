import sys
n = int(sys.argv[1])
def f(i):
    import json
    return i and f(i - 1)
print(f(n))
