import sys
n = int(sys.argv[1])
for x in zip(map(abs, range(n)), filter(None, range(n))): pass
print('done')
