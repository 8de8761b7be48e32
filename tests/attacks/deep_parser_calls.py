import sys
n = int(sys.argv[1])
x = compile('x' + '()' * n, '', 'exec')
print('done')
