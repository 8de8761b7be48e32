import sys
n = int(sys.argv[1])
sys.stderr.write('x' * n)
print('done')
