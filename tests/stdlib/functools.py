import functools
from functools import cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch, total_ordering, wraps


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 5), error(reduce, lambda a, b: a, []))


def show(*args, **keywords):
    return args, sorted(keywords.items())


p = partial(show, 1, a=2)
print(p(), p(3, b=4), p(a=9), p.args, p.keywords, p.func is show, partial(p, 7)(8, c=1), error(partial, 3))
print(list(map(partial(pow, 2), [1, 2, 3])), partial(int, "101")(2), sorted([3, 1], key=partial(lambda s, x: s * x, -1)))


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info(), fib.__name__)
fib.cache_clear()
print(fib.cache_info(), fib(5), fib.__wrapped__(1), fib.cache_parameters() == {"maxsize": None, "typed": False})
calls = []


@lru_cache(maxsize=2)
def square(x):
    calls.append(x)
    return x * x


print([square(x) for x in (1, 2, 1, 3, 1, 2, 3, 3)], calls, square.cache_info())


@lru_cache
def bare(x, y=0):
    """Doc of bare."""
    calls.append((x, y))
    return x, y


calls.clear()
print(bare(1), bare(1, 0), bare(1, y=0), bare(x=1), bare(1), len(calls), bare.cache_info())
print(error(bare, [])[0], bare.cache_info().currsize, bare.cache_info().maxsize)


@lru_cache(maxsize=0)
def none(x):
    return x


print(none(1), none(1), none.cache_info())


@lru_cache(typed=True)
def typed(x):
    return x


print(typed(1), typed(1.0), typed(1), typed.cache_info())


@cache
def grid(r, c):
    return 1 if r == 0 or c == 0 else grid(r - 1, c) + grid(r, c - 1)


print(grid(16, 16), grid.cache_info().misses)


class Solver:
    def __init__(self, k):
        self.k = k

    @lru_cache(maxsize=None)
    def solve(self, n):
        return self.k if n == 0 else self.solve(n - 1) + 1

    @cached_property
    def slow(self):
        calls.append("slow")
        return self.k * 2


calls.clear()
s = Solver(5)
print(s.solve(10), s.slow, s.slow, calls, Solver(1).solve(3))


def logged(function):
    @wraps(function)
    def wrapper(*args, **keywords):
        """Doc of wrapper."""
        wrapper.count += 1
        return "<%s>" % (function(*args, **keywords),)

    wrapper.count = 0
    return wrapper


@logged
def greet(name, punctuation="!"):
    return "hi " + name + punctuation


print(greet("bob"), greet("al", punctuation="?"), greet.count, greet.__name__, greet.__wrapped__("x"))


class Methods:
    @logged
    def method(self, x):
        return (self.v, x)

    v = 9

    def base(self, a, b=0):
        return a + b + self.v

    plus_one = partialmethod(base, 1)
    with_b = partialmethod(base, b=5)


print(Methods().method(3), Methods.method(Methods(), 4), Methods().plus_one(), Methods().plus_one(2), Methods().with_b(1))


@total_ordering
class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts


print(Version(1, 2) < Version(1, 3), Version(1, 2) <= Version(1, 2), Version(2) > Version(1), Version(1) >= Version(2), Version(1) != Version(2))


@total_ordering
class Ge:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return self.v == other.v

    def __ge__(self, other):
        return self.v >= other.v


print(Ge(1) < Ge(2), Ge(1) <= Ge(1), Ge(2) > Ge(1), Ge(1) > Ge(1))
print(error(total_ordering, type("Nothing", (), {})))
print(sorted([5, 2, 9, 1], key=cmp_to_key(lambda a, b: b - a)), max(["aa", "b", "ccc"], key=cmp_to_key(lambda a, b: len(a) - len(b))))
largest = sorted(["3", "30", "34", "5", "9"], key=cmp_to_key(lambda a, b: (a + b > b + a) - (a + b < b + a)), reverse=True)
print("".join(largest), cmp_to_key(lambda a, b: a - b)(3) < cmp_to_key(lambda a, b: a - b)(4) if 0 else "")


@singledispatch
def describe(x):
    return "something"


@describe.register(int)
def _(x):
    return "int %d" % x


@describe.register(list)
def _(x):
    return "list of %d" % len(x)


describe.register(str, lambda x: "str " + x)
print(describe(3), describe([1, 2]), describe("s"), describe(2.5), describe(True), describe.dispatch(int)(4), describe.__name__)


class Animal:
    pass


class Dog(Animal):
    pass


@describe.register(Animal)
def _(x):
    return "animal"


print(describe(Dog()), error(describe))
