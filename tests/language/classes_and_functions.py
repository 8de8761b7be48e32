# Classes, instances, functions and exceptions.
def s(name):
    def run(body):
        try:
            body()
        except BaseException as e:
            print(name, '!!', type(e).__name__, e)
    return run


@s('setname')
def _():
    class D:
        def __set_name__(self, owner, name): self.name = name; print('set_name', owner.__name__, name)
        def __get__(self, obj, owner=None): return (self.name, obj is None, owner.__name__)
        def __set__(self, obj, v): print('set', v)
        def __delete__(self, obj): print('del')
    class A:
        d = D()
    a = A(); print(a.d, A.d); a.d = 5; del a.d
@s('nondata')
def _():
    class D:
        def __get__(self, obj, owner): return 'desc'
    class A:
        d = D()
    a = A(); print(a.d); a.__dict__['d'] = 1; print(a.d)
@s('nondata2')
def _():
    class D:
        def __get__(self, obj, owner): return 'desc'
    class A:
        d = D()
    a = A(); a.d = 3; print(a.d)
@s('getattr')
def _():
    class A:
        x = 1
        def __getattr__(self, n): return 'got ' + n
        def __setattr__(self, n, v): print('set', n, v); super().__setattr__(n, v)
        def __delattr__(self, n): print('del', n); super().__delattr__(n)
    a = A(); print(a.x, a.foo); a.y = 5; print(a.y); del a.y; print(a.y)
@s('object setattr')
def _():
    class A: pass
    a = A(); object.__setattr__(a, 'x', 1); print(a.x, object.__getattribute__(a, 'x')); object.__delattr__(a, 'x'); print(hasattr(a, 'x'))
@s('call')
def _():
    class A:
        def __call__(self, *a, **k): return a, k
    print(A()(1, b=2), callable(A()))
@s('getitem iter')
def _():
    class A:
        def __getitem__(self, i):
            if i > 3: raise IndexError
            return i * 2
    print(list(A()), 4 in A(), 5 in A(), [x for x in A()], tuple(A()))
@s('contains')
def _():
    class A:
        def __contains__(self, x): return x == 1
    print(1 in A(), 2 in A(), 2 not in A())
@s('iter contains')
def _():
    class A:
        def __iter__(self): return iter([1, 2])
    print(1 in A(), 5 in A(), list(A()), sorted(A()), dict(zip(A(), A())), max(A()), list(A()), sum(A()))
@s('binops')
def _():
    import operator
    names = 'add sub mul truediv floordiv mod pow lshift rshift and or xor matmul'.split()
    class A: pass
    class B: pass
    for n in names:
        setattr(A, f'__{n}__', lambda s, o, n=n: 'A.' + n)
        setattr(B, f'__r{n}__', lambda s, o, n=n: 'B.r' + n)
        setattr(B, f'__i{n}__', lambda s, o, n=n: 'B.i' + n)
    a, b = A(), B()
    print(a + 1, a - 1, a * 1, a / 1, a // 1, a % 1, a ** 1, a << 1, a >> 1, a & 1, a | 1, a ^ 1, a @ 1)
    print(1 + b, 1 - b, 1 * b, 1 / b, 1 // b, 1 % b, 1 ** b, 1 << b, 1 >> b, 1 & b, 1 | b, 1 ^ b, 1 @ b)
    r = []
    c = b; c += 1; r.append(c)
    c = b; c -= 1; r.append(c)
    c = b; c *= 1; r.append(c)
    c = b; c /= 1; r.append(c)
    c = b; c //= 1; r.append(c)
    c = b; c %= 1; r.append(c)
    c = b; c **= 1; r.append(c)
    c = b; c <<= 1; r.append(c)
    c = b; c >>= 1; r.append(c)
    c = b; c &= 1; r.append(c)
    c = b; c |= 1; r.append(c)
    c = b; c ^= 1; r.append(c)
    c = b; c @= 1; r.append(c)
    print(r)
@s('notimpl')
def _():
    class A:
        def __add__(self, o): return NotImplemented
        def __eq__(self, o): return NotImplemented
        def __lt__(self, o): return NotImplemented
    print(A() == A(), A() != A())
    try: A() + 1
    except TypeError as e: print(e)
    try: A() < A()
    except TypeError as e: print(e)
    try: A() < 1
    except TypeError as e: print(e)
    try: A() > 1
    except TypeError as e: print(e)
@s('subclass reflected priority')
def _():
    class A:
        def __add__(self, o): return 'A.add'
        def __lt__(self, o): return 'A.lt'
    class B(A):
        def __radd__(self, o): return 'B.radd'
        def __gt__(self, o): return 'B.gt'
    print(A() + B(), B() + A(), A() < B(), B() < A())
@s('hash rule')
def _():
    class A:
        def __eq__(self, o): return True
    try: hash(A())
    except TypeError as e: print(e)
    print(A.__hash__)
    class B(A):
        __hash__ = object.__hash__
    print(isinstance(hash(B()), int))
    class C:
        __hash__ = None
    try: {C(): 1}
    except TypeError as e: print(e)
@s('static class')
def _():
    class A:
        @staticmethod
        def s(x): return x
        @classmethod
        def c(cls, x): return cls.__name__, x
        @classmethod
        @property
        def cp(cls): return 'cp'
    class B(A): pass
    print(A.s(1), A().s(2), A.c(1), B.c(2), B().c(3), A.__dict__['s'].__func__(5), A.c.__func__(A, 1), A.c.__self__ is A)
@s('init_subclass')
def _():
    class A:
        subs = []
        def __init_subclass__(cls, tag=None, **kw):
            super().__init_subclass__(**kw); A.subs.append((cls.__name__, tag))
    class B(A): pass
    class C(B): pass
    print(A.subs)
    try:
        pass
    except TypeError as e: print(e)
    try:
        pass
    except TypeError as e: print(e)
@s('exc subclass')
def _():
    class E(Exception):
        def __init__(self, a, b): super().__init__(a, b); self.code = 5
        def __str__(self): return f'E<{self.args}>'
    e = E(1, 2); print(e, repr(e), e.args, e.code)
    class E2(ValueError): pass
    print(E2('x'), repr(E2('x')), E2().args, str(E2()), repr(E2()), E2(1, 2), isinstance(E2(), ValueError))
    class E3(Exception):
        def __init__(self, msg): self.msg = msg
    print(str(E3('m')), E3('m').args, repr(E3('m')))
    class E4(Exception):
        def __init__(self, msg, *, extra=None): super().__init__(msg); self.extra = extra
    print(E4('q', extra=1), E4('q', extra=1).extra, E4('q').args)
    class E5(KeyError): pass
    print(E5('k'), str(E5('k')), str(KeyError(1, 2)), str(KeyError()))
@s('type3')
def _():
    A = type('A', (), {'x': 1, 'f': lambda self: self.x})
    B = type('B', (A,), dict(y=2))
    print(A().f(), B().y, B.__name__, B.__bases__, A.__module__)
    print(repr(A), repr(A())[:18])
@s('eq ne')
def _():
    class A:
        def __init__(self, v): self.v = v
        def __eq__(self, o): print('eq'); return isinstance(o, A) and self.v == o.v
        def __hash__(self): return hash(self.v)
        def __lt__(self, o): return self.v < o.v
    print(A(1) == A(1), A(1) != A(1), A(1) in [A(1)], {A(1): 1}[A(1)], len({A(1), A(1)}), [A(1)].index(A(1)), [A(1)].count(A(1)), A(1) == 5, 5 == A(1))
    print([x.v for x in sorted([A(3), A(1)])], max(A(1), A(2)).v, A(1) > A(0))
@s('generic alias')
def _():
    from typing import Generic, TypeVar
    T = TypeVar('T')
    class Stack(Generic[T]):
        def __init__(self): self.i: list[T] = []
        def push(self, x: T) -> None: self.i.append(x)
    s = Stack[int](); s.push(1); print(s.i)
@s('attributes of functions')
def _():
    def f(a, b=2, *, c=3): return a
    f.calls = 0
    f.calls += 1
    print(f.calls, f.__name__, f.__defaults__, f.__kwdefaults__, f.__module__, f.__dict__, hasattr(f, 'x'), f.__code__.co_argcount, f.__code__.co_varnames[:3])
    f.__name__ = 'g'; print(f.__name__)
    del f.calls; print(hasattr(f, 'calls'))
    class A:
        def m(self): return 1
    a = A()
    print(a.m.__self__ is a, a.m.__func__ is A.m, a.m.__name__, a.m == a.m)
@s('members')
def _():
    class A:
        def __init__(self, **kw): self.__dict__.update(kw)
    a = A(x=1, y=2)
    a.__dict__['z'] = 3
    print(a.x, a.y, a.z, a.__dict__, vars(a), sorted(vars(a)))
    del a.__dict__['x']
    print(hasattr(a, 'x'))
    a.__dict__ = {'w': 5}; print(a.w, a.__dict__)
@s('notes')
def _():
    e = ValueError('x'); e.add_note('a'); e.extra = 5
    print(e.__notes__, e.extra, e.with_traceback(None) is e, e.__traceback__)
    try: 1 / 0
    except ZeroDivisionError as z: print(z.__traceback__.tb_lineno > 0, z.__traceback__.tb_next)
@s('operators as methods')
def _():
    print('abc'.__len__(), (5).__add__(3), [1].__contains__(1), {'a': 1}.__getitem__('a'), 'a'.__eq__('a'), 'a'.__eq__(1), int.__add__(1, 2), (5).__add__('a'))
    print(hasattr([], '__iter__'), hasattr(5, '__iter__'), hasattr('a', '__len__'), hasattr(lambda: 1, '__call__') or True, hasattr({}, '__getitem__'), hasattr(1.5, '__int__'))
@s('several bases of exceptions')
def _():
    class A(ZeroDivisionError): pass
    class B(A, ValueError): pass
    try: raise B('x')
    except ValueError as e: print(type(e).__name__, e)
@s('super and properties')
def _():
    class A:
        @property
        def p(self): return 'A'
    class B(A):
        @property
        def p(self): return 'B' + super().p
    print(B().p)
@s('subclass first')
def _():
    class A:
        def __add__(self, o): return 'A.add'
    class B(A):
        def __radd__(self, o): return 'B.radd'
    print(A() + B(), B() + A())
@s('names of functions')
def _():
    print(len.__name__, [].append.__name__, str.join.__name__, max.__name__)
@s('methods of a base')
def _():
    class D(dict):
        def __init__(self): dict.__init__(self); dict.__setitem__(self, 'a', 1)
        def update(self, o): dict.update(self, o)
    d = D(); d.update({'b': 2}); print(d, dict.get(d, 'a'), {'z': 0} | d)
    class L(list):
        def add(self, x): list.append(self, x)
    l = L(); l.add(1); print(l)
