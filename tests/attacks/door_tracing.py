# Nothing runs behind the program's back.
import sys
n = int(sys.argv[1])
if n:
    for name in ('settrace', '_getframe'):
        if hasattr(sys, name): raise SystemError(name)
    import micropython
    for name in ('schedule',):
        if hasattr(micropython, name): raise SystemError(name)
print('done')
