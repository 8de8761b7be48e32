import sys
n = int(sys.argv[1])
a = (1,)
for i in range(n): a = (a, a)
hash(a)
print('done')
