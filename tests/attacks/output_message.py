import sys
n = int(sys.argv[1])
if n > 10: raise ValueError('x' * n)
print('done')
