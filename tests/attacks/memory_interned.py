# Interned names are never given back.
import sys
n = int(sys.argv[1])
class A: pass
a = A()
for i in range(n): setattr(a, 'name%d' % i + 'x' * 200, 1); delattr(a, 'name%d' % i + 'x' * 200)
print('done')
