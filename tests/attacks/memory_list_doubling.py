import sys
n = int(sys.argv[1])
x = [1]
for i in range(n): x += x
print('done')
