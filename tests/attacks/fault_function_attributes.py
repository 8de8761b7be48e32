# Attributes of a function that changes them as they are looked for.
import sys, gc
n = int(sys.argv[1])
def f(): return 1
class Key:
    def __hash__(self): return hash('y')
    def __eq__(self, other): f.__dict__.clear(); gc.collect(); return False
if n:
    f.me = f
    f.__dict__[Key()] = 1
    for name in ('y', 'me', '__doc__', '__name__'):
        try: getattr(f, name)
        except (AttributeError, RuntimeError): pass
    for i in range(1000): setattr(f, 'name%d' % i, [i])
    gc.collect()
    if f.name500 != [500]: raise SystemError('lost')
print(f())
