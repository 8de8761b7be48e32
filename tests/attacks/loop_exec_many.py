import sys
n = int(sys.argv[1])
for i in range(n): exec('i')
print('done')
