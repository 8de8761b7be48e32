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


# Iterators beside sequences, and many arguments after a star.
class Claims:
    def __init__(self, claimed, items):
        self.claimed = claimed
        self.items = items

    def __len__(self):
        return self.claimed

    def __iter__(self):
        return iter(self.items)


def fresh(n):
    for i in range(n):
        yield str(i) + "."


for i in range(8):
    items = [str(j) * 2 for j in range(i * 10)]
    print(show(*fresh(i * 5), *items))
    print(show(*fresh(i), "x" * i, *items, *fresh(i), k=i * [i], **{"l": "l" * i}))
    print(show(*Claims(0, items), *items, 1, 2))
    print(show(*Claims(0, items)), len(show(*Claims(i * 50, items))))
    print("{} {} {}".format(*fresh(1), *["y" * i, i]))
    print(show(*(i,), *[[j] for j in range(4)], *fresh(2), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
        14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, k=[i]))
try:
    show(*fresh(3), *items, **{"k": 1}, k=2)
except TypeError:
    print("TypeError")
try:
    show(1, *5)
except TypeError:
    print("TypeError")
