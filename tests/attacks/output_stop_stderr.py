import sys
n = int(sys.argv[1])
for i in range(n): sys.stderr.write('x' * 9)
print('done')
