import sys
n = int(sys.argv[1])
eval('[' * n + ']' * n)
print('done')
