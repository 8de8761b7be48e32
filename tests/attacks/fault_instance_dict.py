# Members that are another's, are emptied as one is looked for, or contain themselves.
import sys
n = int(sys.argv[1])
class A:
    def __init__(self): self.x = 1
a, b = A(), A()
if n:
    class Key:
        def __hash__(self): return hash('y')
        def __eq__(self, other): a.__dict__.clear(); return False
    a.__dict__[Key()] = 2
    for name in ('y', 'x', 'z'):
        try: getattr(a, name)
        except (AttributeError, RuntimeError): pass
    a.__dict__ = b.__dict__
    b.__dict__ = a.__dict__
    b.me = b.__dict__
    repr(b.__dict__), dir(b), vars(a)
    for i in range(1000): setattr(a, 'name%d' % i, i)
    if b.name999 != 999: raise SystemError('not one dict')
    b.__dict__.clear()
    b.x = 1
print(b.x)
