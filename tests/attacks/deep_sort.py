import sys
n = int(sys.argv[1])
def key(i): return i and sorted([i - 1] * 2, key=key)[0]
print(key(n))
