import sys
n = int(sys.argv[1])
x = compile('x' + '.a' * n, '', 'exec')
print('done')
