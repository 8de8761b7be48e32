import sys
n = int(sys.argv[1])
exec('x = 1\n' * n)
print('done')
