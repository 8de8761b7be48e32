import sys
n = int(sys.argv[1])
import micropython, sys, io
if n:
    for name in ('mem8', 'mem16', 'mem32', 'bytes_at', 'addressof'):
        for module in (micropython, sys, io):
            if hasattr(module, name): raise SystemError(name)
print('done')
