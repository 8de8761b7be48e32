import sys
n = int(sys.argv[1])
x = 0
for i in range(n): x = {1: x}
print(len(repr(x)))
