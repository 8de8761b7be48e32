import sys
n = int(sys.argv[1])
x = [0 for i in range(n) if i < 0]
print('done')
