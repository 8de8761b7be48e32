import itertools


def primes():
    composites = {}
    n = 2
    while True:
        if n not in composites:
            yield n
            composites[n * n] = [n]
        else:
            for p in composites.pop(n):
                composites.setdefault(p + n, []).append(p)
        n += 1


def chunked(seq, size):
    it = iter(seq)
    while chunk := list(itertools.islice(it, size)):
        yield chunk


def window(seq, n):
    it = iter(seq)
    buf = tuple(itertools.islice(it, n))
    if len(buf) == n:
        yield buf
    for x in it:
        buf = buf[1:] + (x,)
        yield buf


def averager():
    total = count = 0
    value = None
    while True:
        value = yield total / count if count else None
        if value is None:
            return f"{count} values"
        total += value
        count += 1


def flatten(nested):
    for x in nested:
        if isinstance(x, (list, tuple)):
            yield from flatten(x)
        else:
            yield x


print(list(itertools.islice(primes(), 12)), list(itertools.takewhile(lambda p: p < 20, primes())))
print(list(chunked(range(7), 3)), list(window("abcd", 2)))
avg = averager()
next(avg)
print([avg.send(x) for x in (10, 20, 60)])
try:
    avg.send(None)
except StopIteration as stop:
    print(stop.value)
print(list(flatten([1, [2, (3, [4])], [], 5])))
pipeline = (x * x for x in range(10) if x % 3)
print(next(pipeline), sum(pipeline), next(pipeline, "empty"))


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


print(list(Countdown(3)), *Countdown(2), sum(Countdown(4)), max(Countdown(5)), 2 in Countdown(3))


def resource(log):
    log.append("open")
    try:
        yield 1
        yield 2
    finally:
        log.append("close")


log = []
for value in resource(log):
    if value == 1:
        pass
g = resource(log)
next(g)
g.close()
print(log)
a, b, *rest = itertools.count(3)if False else (1, 2, 3, 4)
print(a, b, rest, dict(enumerate("xy", start=1)), list(zip("ab", itertools.count(5))))
for key, group in itertools.groupby(sorted(["apple", "ant", "bee", "bat"]), key=lambda s: s[0]):
    print(key, list(group))
