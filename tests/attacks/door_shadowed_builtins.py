# A program that redefines names harms only itself.
import sys
n = int(sys.argv[1])
import builtins
if n:
    builtins.LimitExceeded = ValueError
    builtins.BaseException = int
    def f():
        for i in range(10 ** 9): pass
    f()
print('done')
