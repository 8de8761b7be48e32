import sys
n = int(sys.argv[1])
if n > 10: raise type('x' * n, (Exception,), {})()
print('done')
