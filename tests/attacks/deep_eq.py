import sys
n = int(sys.argv[1])
a, b = [], []
for i in range(n): a, b = [a], [b]
print(a == b)
