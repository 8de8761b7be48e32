import sys
n = int(sys.argv[1])
t = (str,)
for i in range(n): t = (t,)
print(isinstance(1, t))
