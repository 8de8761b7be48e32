import sys
n = int(sys.argv[1])
x = [0] * n
for i in range(n): 1 in x
print('done')
