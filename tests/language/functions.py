# Parameters, decorators, names and scopes.


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


def po(a, b=2, /, c=3, *, d=4, e):
    return a, b, c, d, e


attempt(lambda: po(1, e=5))
attempt(lambda: po(1, 9, 8, d=7, e=6))
attempt(lambda: po(1, c=8, e=6))
attempt(lambda: po(a=1, e=6))
attempt(lambda: po(1, b=1, e=6))
attempt(lambda: po(e=6))
attempt(lambda: po(1))


def only(a, /):
    return a


def collects(a, /, **kw):
    return a, kw


def many(a, b, /, c, *args, d=1, **kw):
    return a, b, c, args, d, kw


attempt(lambda: only(1))
attempt(lambda: only(a=1))
attempt(lambda: only())
attempt(lambda: collects(1, a=2))
attempt(lambda: many(1, 2, 3, 4, 5, d=6, e=7, a=8))
attempt(lambda: many(1, 2, c=3))
attempt(lambda: (lambda x, /, y: (x, y))(1, y=2))
attempt(lambda: (lambda x, /: x)(2))
attempt(lambda: (lambda *, k=1: k)(k=3))
attempt(lambda: (lambda *a, k, **kw: (a, k, kw))(1, k=3, z=4))


def closure(n, /):
    def inner(m, /):
        return n + m

    return inner


attempt(lambda: closure(1)(2))

decorators = [lambda f: lambda *a: ("zero", f(*a)), lambda f: f]
table = {"k": decorators[0]}


@decorators[0]
@(lambda f: lambda *a: ("second", f(*a)))
@table["k"]
def decorated(x):
    return x


print(decorated(1))


def make(tag):
    def decorator(f):
        f.tag = tag
        return f

    return decorator


class Registry:
    all = []

    def register(self, f):
        self.all.append(f.__name__)
        return f


registry = Registry()


@registry.register
@make("t")
def tagged():
    pass


@make("a" if 1 else "b")
class Tagged:
    pass


print(registry.all, tagged.tag, Tagged.tag)


@(saved := make)("walrus")
def w():
    pass


print(w.tag, saved is make)

# comprehensions
print([y := 1, y + 1], y)
print([last := i for i in range(3)], last)
print([[inner := j for j in range(i)] for i in range(3)], inner)


def comp():
    any((found := i) > 2 for i in range(9))
    total = 0
    sums = [total := total + v for v in range(5)]
    [[deep := (a, b) for a in "x"] for b in "yz"]
    return found, total, sums, deep


print(comp())
print({k: v for k, v in zip("ab", range(2))}, {i % 2 for i in range(4)}, list(i * j for i in range(2) for j in range(3) if j))


class Scope:
    base = 10
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
    pairs = [(i, j) for i in items for j in "a"]
    value = base + 1
    base = base + 5

    def method(self):
        return __class__.__name__, self.base

    def nested(self):
        return [__class__.__name__ for _ in "ab"], [super(Scope, self).__init__() for _ in "a"]

    @classmethod
    def cls(cls):
        return cls.base

    @staticmethod
    def static(x=value):
        return x


print(Scope.doubled, Scope.pairs, Scope.value, Scope.base, Scope().method(), Scope().nested(), Scope.cls(), Scope.static())
name = "global"


class Reads:
    name = name + " in class"

    def get(self):
        return name


print(Reads.name, Reads().get())


def function_scope():
    name = "enclosing"

    class Inner:
        seen = name

        def get(self):
            return name

    return Inner.seen, Inner().get()


print(function_scope())


def counter():
    count = 0

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count = 0

    def deep():
        def deeper():
            nonlocal count
            count += 100
            return count

        return deeper()

    return increment, reset, deep


increment, reset, deep = counter()
print(increment(), increment(5), deep(), reset(), increment())
global at_module
at_module = 1


def sets():
    global at_module, new_name
    at_module, new_name = 2, 3


sets()
print(at_module, new_name)


class Private:
    __count = 0

    def __init__(self, __value=1):
        self.__value = __value
        Private.__count += 1

    def __hidden(self):
        return "base", self.__value

    def call(self):
        return self.__hidden()

    def __dunder__(self):
        return "not mangled"


class Derived(Private):
    def __hidden(self):
        return "derived"

    def own(self):
        return self.__hidden()


p = Derived(5)
print(p.call(), p.own(), p._Private__value, Private._Private__count, p.__dunder__())
print(sorted(n for n in dir(p) if "hidden" in n), hasattr(p, "__value"))


def defaults(a, b=[], *, c={}, d=lambda x=1: x):
    b.append(a)
    return b, c, d()


print(defaults(1), defaults(2))
f = lambda x: "pos" if x > 0 else "neg" if x < 0 else "zero"
print(f(1), f(-1), f(0))
print((lambda: (yield))().send(None))
print([(lambda i: i * n)(2) for n in range(3)], [g() for g in [lambda i=i: i for i in range(3)]])
print(sorted([3, 1, 2], key=lambda v: -v), (lambda *a, **k: (a, k))(1, x=2))
a = b = c = []
a.append(1)
print(b, c is a)


# Docstrings, and what only looks like one.
def documented():
    """Words of several
    lines, kept as they are.
    """
    return documented.__doc__


def short(): "one"


def in_bytes():
    b"bytes"


def formatted():
    f"{1}"


def later():
    x = 1
    "not the first"
    return x


def generating():
    "generates"
    yield 1


async def waiting():
    'waits'


class Documented:
    """Of the class."""

    def method(self):
        """Of the method."""
        return self.method.__doc__

    @property
    def value(self):
        "Of the property."

    @staticmethod
    def static():
        "Of the static method."

    @classmethod
    def of_class(cls):
        "Of the class method."


def enclosing(x):
    def enclosed():
        "Of the one inside."
        return x

    return enclosed


print(repr(documented()), short(), enclosing(1)(), list(generating()))
print([f.__doc__ for f in (short, in_bytes, formatted, later, generating, waiting, enclosing(1), lambda: "x")])
print(Documented.__doc__, Documented().method(), Documented.method.__doc__, Documented.value.__doc__)
print(Documented.static.__doc__, Documented().of_class.__doc__)
short.__doc__ = "other"
print(short.__doc__)

# Leaving.
for leave in (lambda: exit(), lambda: exit(3), lambda: quit("why")):
    try:
        leave()
    except SystemExit as e:
        print(repr(e.code))
for code in ("a = 1\nb c", "  x = 1"):
    try:
        compile(code, "s", "exec")
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.lineno)


class Leaving(SystemExit):
    pass


try:
    raise Leaving(5)
except SystemExit as e:
    print(e.code)


class Undocumented:
    def __call__(self, it):
        return 1


print(property(Undocumented()).__doc__, property(None).__doc__)


# What never runs counts for names and for yields.
def dead(a):
    b = 2
    if False:

        def inner():
            return a + b

        class Inner:
            def method(self):
                nonlocal b
                b = 3

    while 0:
        break
    else:
        b += 1
    if 1:
        return a + b
    else:
        yield


def unbound():
    if 0:
        x = 1
    try:
        return x
    except UnboundLocalError:
        return "unbound"


print(list(dead(1)), unbound())
