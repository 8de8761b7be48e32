import sys
n = int(sys.argv[1])
eval('-' * n + '1')
print('done')
