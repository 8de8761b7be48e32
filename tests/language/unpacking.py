# Stars in displays, calls, subscripts, statements and targets.


def show(*args, **kwargs):
    print(args, list(kwargs.items()))


def log(name, value):
    print("eval", name)
    return value


a, b, c, d = [1, 2], (3,), {"x": 1, "y": 2}, {"y": 3, "z": 4}
print([*a, *b], [*a], [0, *a, 9, *b, 8, 7], [*range(3), *"xy", *{5: 0}])
print((*a,), (*a, *b), (0, *a, 9), (*(), *[]))
print(sorted({*a, *b, 1}), {*()}, len({*a, 1, 2}), type({*a}).__name__)
print({**c}, {**c, "x": 5}, {"x": 5, **c}, {**c, **d}, {**d, **c, "q": 0}, {**{}})
print({"k": 1, **c, "k": 2})
print([*log("a", a), log("b", 1), *log("c", b)])
print({log("k1", "x"): log("v1", 1), **log("m", c), log("k2", "y"): log("v2", 2)})

show(*a, *b, 4, *"z", **c)
show(**c, q=1)
show(q=1, **c, r=2)
show(*a, k=1, *b)
show(*log("p", a), k=log("kw", 1), *log("q", b), **log("m", {"w": 1}))
show(*[], **{})
print(*a, *b, sep="-")
print(max(*a, *b), "{}{}".format(*a), "{x}{y}".format(**c))
print([*map(lambda *v: sum(v), *[[1, 2], [3, 4]])])


class Base:
    pass


class Other:
    pass


bases = (Base, Other)


class Derived(*bases, **{}):
    pass


print([k.__name__ for k in Derived.__mro__])


class Method:
    def call(self, *args, **kwargs):
        return args, kwargs


print(Method().call(*a, 0, *b, **c, **{"w": 1}))


def returns():
    return *a, *b


def returns_one():
    return *a,


def yields():
    got = yield *a, 7
    print("got", got)
    yield 1, *b


print(returns(), returns_one(), list(yields()))
for item in *a, *b, 9:
    print(item, end=" ")
print()


class Index:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


t = Index()
print(t[*a], t[0, *a], t[*a, ...], t[*()], t[1:2, *b])
t[*a] = 1
t[*a, 5] = 2
del t[*b]

x = *a, 5
print(x)
first, *rest = 1, 2, 3
print(first, rest)
*init, last = "abc"
print(init, last)
head, *middle, tail = range(5)
print(head, middle, tail)
(p, *q), r = [1, 2, 3], 4
print(p, q, r)
[p, [q, *r]] = 1, (2, 3, 4)
print(p, q, r)
*only, = "ab"
print(only)
[*only] = (1,)
(*only2,) = "z"
print(only, only2)
one, *none = [1]
print(one, none)
x = y = *z, w = 1, 2, 3
print(x, y, z, w)
for i, *others in [(1, 2, 3), "ab"]:
    print(i, others)
print([o for _, *o in [(1, 2, 3)]])
() = []
[] = ()
obj = Index()
obj.a, *obj.b = 1, 2, 3
print(obj.a, obj.b)
m, n = *b, 4
print(m, n)
m, n, k = *b, *a
print(m, n, k)
with_dict = dict(**c, w=5)
print(with_dict, dict(c, **d))


class Mapping:
    def __init__(self, items):
        self.items = items

    def keys(self):
        return [k for k, _ in self.items]

    def __getitem__(self, key):
        return dict(self.items)[key]


mapping = Mapping([("x", 1), ("n", 2)])
print({**mapping, "x": 3}, {"n": 0, **mapping})
show(**mapping, more=1)
show(more=1, **mapping)


def attempt(code):
    try:
        exec(code, globals())
        print("fine:", code)
    except Exception as error:
        print(type(error).__name__, "|", code)


attempt("show(**c, **c)")
attempt("show(x=1, **c)")
attempt("show(**c, x=1)")
attempt("dict(**c, **c)")
attempt("dict(x=1, **c)")
attempt("show(**{1: 2})")
attempt("[*1]")
attempt("{**1}")
attempt("show(*1)")
attempt("show(**1)")
attempt("{*[[]]}")
attempt("show(x=1, 2)")
attempt("show(**c, 2)")
attempt("show(**c, *a)")
attempt("show(x=1, x=2)")
attempt("show(a.b=1)")
attempt("x = *a")
attempt("*a")
attempt("*a, *b = 1, 2")
attempt("*a = 1")
attempt("{**x for x in y}")
attempt("[*x for x in y]")
attempt("print(*x for x in y)")
attempt("show(i for i in a, 1)")
attempt("del *a")
attempt("{*a: 1}")
attempt("{**a, 1}")
attempt("{1, **a}")
attempt("a, b = 1")
attempt("a, b = 1, 2, 3")
attempt("a, *b, c = 1,")
attempt("if *a: pass")
many = eval("[" + "*[1]," * 1000 + "]")
print(len(many), len(eval("show.__class__ and (" + "1," * 1000 + ")")))
print(len(eval("{" + ",".join(str(i) for i in range(600)) + "}")))
exec("def count(*a, **k): return len(a), len(k)")
print(eval("count(" + "1," * 400 + ")"), eval("count(" + "*(1, 2)," * 400 + ")"))
print(eval("count(" + ",".join("k%d=1" % i for i in range(400)) + ")"))
print(eval("count(5, *a, " + ",".join("k%d=1" % i for i in range(300)) + ", **c)"))
