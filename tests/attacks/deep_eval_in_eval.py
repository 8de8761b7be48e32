import sys
n = int(sys.argv[1])
s = '1'
for i in range(n): s = 'eval(%r)' % s if n < 10 else 'eval(s)'
print(eval(s))
