# Calls with * and **, built from fresh objects.
def show(*args, **kwargs):
    return str(args) + "|" + ",".join(k + "=" + str(kwargs[k]) for k in sorted(kwargs))


def mixed(a, b=[1], *rest, c, d="d" * 3, **more):
    return [a, b, rest, c, d, sorted(more.items())]


for i in range(15):
    args = [str(j) * 2 for j in range(i)]
    kwargs = {"k" + str(j): [j] * j for j in range(i % 5)}
    print(show(*args, **kwargs))
    print(mixed(*([i] + args), c=str(i), **kwargs))
    print(show(0, *(x + "!" for x in args), extra={"i": i}, **dict((k, len(kwargs[k])) for k in kwargs)))


def forward(f, *args, **kwargs):
    return f(*args, **kwargs)


def deep(n, *args, **kwargs):
    if n == 0:
        return show(*args, **kwargs)
    kwargs["n" + str(n)] = str(n)
    return forward(deep, n - 1, *(args + (n * 10,)), **kwargs)


print(deep(12, "start", x="y" * 4))
print(max(*[str(i) for i in range(12)]), min(*(i * i - 20 for i in range(9))))
print("{0} {b} {0}".format("zero" + "!", b="bee" * 2))
try:
    mixed(*["a"], **{"a": 1, "c": 2})
except TypeError:
    print("TypeError")
a, *b, c = [str(i) for i in range(6)]
print(a, b, c, b + list(range(2)))
print(dict(zip("abc", map(lambda *xs: list(xs), "def", [1, 2, 3])))["b"])
