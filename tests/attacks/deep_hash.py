import sys
n = int(sys.argv[1])
x = ()
for i in range(n): x = (x,)
hash(x)
print('done')
