import sys
n = int(sys.argv[1])
a, b = [1], [1]
for i in range(n): a, b = [a, a], [b, b]
print(a == b)
