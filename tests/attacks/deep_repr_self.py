import sys
n = int(sys.argv[1])
x = []
if n > 10: x.append(x)
print(x)
