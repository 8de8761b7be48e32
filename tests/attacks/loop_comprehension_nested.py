import sys
n = int(sys.argv[1])
x = {i for i in range(n) for j in range(n) if i < 0}
print('done')
