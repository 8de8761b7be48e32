import sys
n = int(sys.argv[1])
exec('\n'.join(' ' * i + 'class A:' for i in range(n)) + '\n' + ' ' * n + 'pass')
print('done')
