import sys
n = int(sys.argv[1])
eval('9' * n)
print('done')
