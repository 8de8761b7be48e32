import functools
import inspect


def plain(a, b=2, *args, c, **kwargs):
    return a


def none():
    pass


def stars(*args, **kwargs):
    pass


def only(*, key, other=None):
    pass


def gen():
    yield 1


async def coro():
    pass


class Base:
    """Doc of Base.

        indented
      less
    """

    attr = 1

    def __init__(self, x, y="z"):
        self.x = x

    def method(self, p, q=(1, 2)):
        pass

    @classmethod
    def make(cls, n):
        pass

    @staticmethod
    def static(m):
        pass

    @property
    def prop(self):
        return 1


class Child(Base):
    pass


class Empty:
    pass


class Callable:
    def __call__(self, one, two=2):
        pass


def outer(k):
    def inner(a, b=k):
        return k

    return inner


def wrapper(function):
    @functools.wraps(function)
    def wrapped(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapped


obj = Base(1)
for thing in (plain, none, stars, only, Base, Child, Empty, Base.method, obj.method, Base.make, obj.make, Base.static, Callable(), Callable, outer(5), lambda x, y=[]: 0, gen, wrapper(plain), functools.partial(plain, 1), functools.partial(plain, c=3), functools.partial(plain, b=5)):
    print(inspect.signature(thing))
sig = inspect.signature(plain)
print(list(sig.parameters), [str(p.kind) for p in sig.parameters.values()], [p.kind.name for p in sig.parameters.values()], sig.parameters["b"].default, sig.parameters["a"].default is inspect.Parameter.empty, sig.parameters["a"].kind == inspect.Parameter.POSITIONAL_OR_KEYWORD, sig.return_annotation is inspect.Signature.empty)
print(repr(sig), repr(sig.parameters["c"]), sig.parameters["args"], sig.parameters["kwargs"].kind.description, len(sig.parameters))
print(sum(1 for p in sig.parameters.values() if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)))
b = sig.bind(1, 5, 6, c=7, e=8)
print(b.arguments, b.args, b.kwargs, b)
b = sig.bind(1, c=2)
b.apply_defaults()
print(b.arguments, b.args, b.kwargs)
print(sig.bind_partial().arguments)


def error(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


error(sig.bind)
error(sig.bind, 1, a=2, c=1)
error(inspect.signature(none).bind, 1)
error(inspect.signature(none).bind, x=1)
error(inspect.signature, 3)
things = [plain, gen, coro, gen(), Base, obj, obj.method, Base.method, len, [].append, inspect, 3, "x", Base.prop, outer(1)]
for name in ("isfunction", "isclass", "ismethod", "isbuiltin", "ismodule", "isgenerator", "isroutine", "isabstract"):
    test = getattr(inspect, name)
    print(name, [i for i, thing in enumerate(things) if test(thing)])
print(inspect.isgeneratorfunction(gen), inspect.isgeneratorfunction(plain), inspect.iscoroutinefunction(coro), inspect.iscoroutinefunction(plain), callable(plain))
c = coro()
print(inspect.iscoroutine(c), inspect.isawaitable(c), inspect.isawaitable(3))
c.close()
print(inspect.getdoc(Base), inspect.getdoc(Child), inspect.getmro(Child) == (Child, Base, object))
print([name for name, value in inspect.getmembers(Base, inspect.isfunction)], [name for name, value in inspect.getmembers(obj, inspect.ismethod)], [m for m in inspect.getmembers(obj) if m[0] in ("attr", "x")])
print(repr(inspect.cleandoc("""  First.

      Second
        third

    """)), repr(inspect.cleandoc("one")), repr(inspect.cleandoc("\n\n  a\n\tb")))
print(inspect.unwrap(wrapper(plain)) is plain, inspect.getattr_static(obj, "prop") is Base.__dict__["prop"], inspect.getattr_static(obj, "nope", 5))
print(tuple(inspect.getfullargspec(plain))[:6], inspect.getfullargspec(none).args, inspect.getfullargspec(obj.method).args, inspect.getfullargspec(stars).varargs)
p = inspect.Parameter("x", inspect.Parameter.KEYWORD_ONLY, default=3, annotation=int)
print(p, p.replace(name="y"), p == p.replace(), inspect.Signature([p]), inspect.Signature([p], return_annotation=str), inspect.Signature([inspect.Parameter("a", inspect.Parameter.POSITIONAL_ONLY), p]))
