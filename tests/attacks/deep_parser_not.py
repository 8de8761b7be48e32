import sys
n = int(sys.argv[1])
eval('not ' * n + '1')
print('done')
