class Meta(type):
    reg = {}
    def __new__(mcs, name, bases, ns, **kw):
        cls = super().__new__(mcs, name, bases, ns)
        cls.tag = kw.get('tag', 'none')
        mcs.reg[name] = cls
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.inited = True
    def __call__(cls, *a, **k):
        o = super().__call__(*a, **k)
        o.via = 'meta'
        return o
    def __iter__(cls): return iter([1,2,3])
    def __len__(cls): return 3
    def __getitem__(cls, k): return k*2
    def __contains__(cls, x): return x == 2
    @property
    def size(cls): return 42
class A(metaclass=Meta, tag='x'):
    def __init__(self, v=1): self.v = v
class B(A): pass
print(A.tag, B.tag, A.inited, list(A), len(B), A[5], 2 in A, 3 in A, A.size)
print(A(3).v, B().via, type(A) is Meta, isinstance(A, Meta), isinstance(A, type), isinstance(A(), A), sorted(Meta.reg))
print(A, type(A), Meta, type(Meta))
class Singleton(type):
    _i = {}
    def __call__(cls, *args, **kwargs):
        if cls not in cls._i:
            cls._i[cls] = super().__call__(*args, **kwargs)
        return cls._i[cls]
class S(metaclass=Singleton):
    def __init__(self): self.x = 0
print(S() is S())
class Base:
    subs = []
    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        cls.kw = kw
        Base.subs.append(cls.__name__)
class C1(Base): pass
class C2(Base, flag=3): pass
print(Base.subs, C2.kw)
class P:
    def __init__(self): print('P')
class Q(P):
    def __init__(self): print('Q'); super().__init__()
class R(P):
    def __init__(self): print('R'); super().__init__()
class D(Q, R):
    def __init__(self): print('D'); super().__init__()
D()
print([c.__name__ for c in D.__mro__], [c.__name__ for c in Q.mro()], D.__bases__ == (Q, R))
class X1: 
    def f(self): return 'X1'
class X2(X1): pass
class X3(X1):
    def f(self): return 'X3' + super().f()
class X4(X2, X3): pass
print(X4().f())
try:
    class Bad(X1, X2): pass
except TypeError as e: print('TypeError')
print(isinstance(True, int), isinstance(1, (str, (int, float))), isinstance(None, int | None), isinstance(3, int | str), issubclass(bool, int))
print(list[int], dict[str, int], int | None, int | str | None, tuple[int, ...], list[int] | None, set[str]([1]))
print(list[int] == list[int], int | str == str | int, hash(int|str)==hash(str|int))
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    @property
    def a(self): return self[0]
print(T(1, 2), T(1,2).a, len(T(3,4)), isinstance(T(1,2), tuple))
class F(float):
    def __new__(cls, v): return float.__new__(cls, v * 2)
print(F(1.5) + 1)
class W(str):
    def shout(self): return self.upper() + '!'
print(W('hi').shout(), W('hi') + 'x')
class E1(Exception):
    def __init__(self, a, b):
        Exception.__init__(self, a, b)
        self.a = a
try: raise E1(1, 2)
except E1 as e: print(e.args, e.a)
class L(list):
    def __init__(self, *a):
        list.__init__(self, *a)
        self.extra = 1
print(L([1, 2]), L([1]).extra)
class G:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(G[int][0])
class N:
    pass
N.__name__ = 'Renamed'
print(N.__name__, N.__qualname__, N.__module__, N.__doc__)
class Desc:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, o, t): return self.name
class HD: foo = Desc()
print(HD().foo)
try: isinstance(1, 5)
except TypeError as e: print(e)
try: int[3]
except TypeError as e: print(e)
class Q1(metaclass=lambda n, b, d: (n, b, sorted(k for k in d if not k.startswith('__')))):
    zz = 1
print(Q1)
class Outer:
    def __new__(cls, *a):
        o = object.__new__(cls)
        o.a = a
        return o
    def __init__(self, *a): self.n = len(a)
print(Outer(1,2).a, Outer(1,2).n)
class cm:
    @classmethod
    def make(cls): return cls.__name__
class cm2(cm):
    @classmethod
    def make(cls): return 'sub' + super().make()
print(cm2.make(), cm2().make())
