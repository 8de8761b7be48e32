import sys
n = int(sys.argv[1])
data = bytearray(n)
for i in range(n): data.insert(0, 1)
print('done')
