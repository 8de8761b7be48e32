import sys
n = int(sys.argv[1])
for i in range(n): exec('x%d%s = 1; del x%d%s' % (i, 'y' * 200, i, 'y' * 200))
print('done')
