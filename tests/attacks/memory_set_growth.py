import sys
n = int(sys.argv[1])
s = set()
for i in range(n): s.add(i)
print(len(s))
