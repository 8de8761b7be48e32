import sys
n = int(sys.argv[1])
x = []
for i in range(n): x.append(bytes(10000))
print('done')
