import sys
n = int(sys.argv[1])
f = lambda i: i and f(i - 1)
print(f(n))
