import sys
n = int(sys.argv[1])
a, b = [], []
if n > 10: a.append(b); b.append(a)
print(a == b)
