import sys
n = int(sys.argv[1])
int('9' * n)
print('done')
