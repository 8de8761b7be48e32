import sys
n = int(sys.argv[1])
exec(''.join(' ' * i + 'if 1:\n' for i in range(n)) + ' ' * n + 'pass')
print('done')
