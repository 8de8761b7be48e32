import sys
n = int(sys.argv[1])
exec('for i in range(n): pass')
print('done')
