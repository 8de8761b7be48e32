# Iterators of one's own, zip, map, filter, enumerate, reversed, chained lazily.
class Countdown:
    def __init__(self, n):
        self.n = [n]

    def __iter__(self):
        return self

    def __next__(self):
        if self.n[0] == 0:
            raise StopIteration
        self.n = [self.n[0] - 1]
        return str(self.n[0]) * 2


class Indexed:
    def __getitem__(self, i):
        if i > 6:
            raise IndexError
        return ["i" + str(i)]


print(list(Countdown(9)), [x for x in Indexed()], list(zip(Countdown(4), Indexed())))
print(list(map(lambda a, b: a + "/" + str(b), Countdown(5), range(10))))
print(list(filter(lambda pair: pair[0] % 2, enumerate([str(i) for i in range(9)], 3))))
print(list(reversed([[i] for i in range(5)])), list(enumerate(zip("abc", map(str, range(3))))))
stages = iter([str(i) for i in range(50)])
stages = (s + "!" for s in stages if int(s) % 3)
stages = map(lambda s: [s, len(s)], stages)
stages = filter(lambda p: p[1] == 3, stages)
stages = zip(stages, range(100))
print([p for p in stages][:5], next(iter([("only",)])), next(iter([]), "default" + "!"))


def take(n, source):
    source = iter(source)
    return [next(source) for _ in range(n)]


def repeat_all(things):
    while True:
        for t in things:
            yield t + "+"


print(take(7, repeat_all(["a" * 2, "b"])), sum(map(len, Countdown(12))), max(Countdown(11)), sorted(Countdown(6)))
a, (b, *c), d = ["1" + "a", ["2", "3", "4"], Countdown(2)]
print(a, b, c, list(d), tuple(Countdown(3)), set(Countdown(1)), dict(zip(Countdown(3), Indexed()))["11"])
print(list(map(str, range(3))) + list(Countdown(2)), "".join(Countdown(4)), all(Countdown(3)), ["x"] in Indexed(), "00" in Countdown(3))
rows = [[i * j for j in range(4)] for i in range(4)]
print(list(map(list, zip(*rows))), [sum(c) for c in zip(*rows)], list(map(max, rows, [[9], [1], [2], [3]])))
