import sys
n = int(sys.argv[1])
x = 1
for i in range(1, n): x *= i
print('done')
