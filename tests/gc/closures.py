# Closures over cells that are shared, replaced and returned.
def counter(start):
    count = [start]
    history = ""

    def bump(by):
        nonlocal history
        count[0] += by
        history += str(by) + ","
        return count[0]

    def past():
        return history + "=" + str(count)

    return bump, past


pairs = [counter(i * 10) for i in range(6)]
for step in range(5):
    for bump, past in pairs:
        bump(step)
print([past() for _, past in pairs])


def compose(*functions):
    def run(value):
        for f in functions:
            value = f(value)
        return value

    return run


pipeline = compose(*[lambda v, n=n: v + [str(n) * n] for n in range(6)])
print(pipeline(["start"]), pipeline([]))


def memo(f):
    known = {}

    def inner(*args):
        if args not in known:
            known[args] = f(*args)
        return known[args]

    inner_known = lambda: sorted(known)
    return inner, inner_known


def slow(a, b):
    return "ab" if a + b == 0 else str(a) + fast(max(a - 1, 0), max(b - 2, 0))


fast, known = memo(slow)
print(fast(6, 8), len(known()), known()[:3])


def chain(n):
    value = [n]
    return (lambda: value) if n == 0 else (lambda: value + chain(n - 1)())


print(chain(15)())


def decorate(tag):
    def outer(f):
        def inner(*args, **kwargs):
            return "<" + tag + ">" + f(*args, **kwargs) + "</" + tag + ">"

        return inner

    return outer


@decorate("b")
@decorate("i" * 2)
@decorate("u")
def greet(who, mark="!"):
    return "hello " + who + mark


print(greet("you"), greet("me", mark="?" * 3))
late = []
for i in range(4):
    late.append(lambda: [i])
print([f() for f in late], (lambda *a, **k: (a, sorted(k)))(1, [2], z=3, y="4"))
