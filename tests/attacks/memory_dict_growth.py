import sys
n = int(sys.argv[1])
d = {}
for i in range(n): d[i] = i
print(len(d))
