"""Generators, closures and comprehensions, put one behind the other."""


def numbers(seed, count):
    for _ in range(count):
        seed = (seed * 1103 + 12345) & 0x7FFF
        yield seed


def only(test, items):
    for item in items:
        if test(item):
            yield item


def groups(items, size):
    group = []
    for item in items:
        group.append(item)
        if len(group) == size:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def flattened(nested):
    for item in nested:
        if isinstance(item, (list, tuple)):
            yield from flattened(item)
        else:
            yield item


def running_mean():
    total = count = 0
    mean = None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total // count


def composed(*functions):
    def all_of_them(value):
        for function in functions:
            value = function(value)
        return value

    return all_of_them


def counted(function):
    calls = 0

    def wrapper(*args, **kwargs):
        nonlocal calls
        calls += 1
        return function(*args, **kwargs)

    def count():
        return calls

    wrapper_and_count = (wrapper, count)
    return wrapper_and_count


def scaled(value, factor=2, offset=0):
    return value * factor + offset


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        self.left = self.start
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left


def main():
    odd = only(lambda n: n % 2, numbers(3, 18000))
    sums = [a + b + c for a, b, c in (group for group in groups(odd, 3) if len(group) == 3)]
    print(len(sums), max(sums), sums[:4])
    print(sum(flattened([[1, [2, 3]], (4, [5, [6, (7,)]])] * 350)))
    mean = running_mean()
    next(mean)
    for n in numbers(9, 9000):
        value = mean.send(n)
    mean.close()
    print(value)
    wrapper, count = counted(scaled)
    change = composed(lambda v: v + 1, lambda v: wrapper(v, offset=3), str, len)
    print(sum(map(change, range(5000))), count(), wrapper(4, factor=5), wrapper(*[1], **{"offset": 9}))
    print(sum(n for n in Countdown(9000)), list(zip("abc", Countdown(3), range(9, 0, -4))))
    table = {name: [i * j for j in range(12)] for i, name in enumerate("abcdefghijkl")}
    print(sum(row[k] for row in table.values() for k, _ in enumerate(row)), any(v > 120 for v in table["l"]))
    squares = {n * n % 97 for n in range(1500)}
    print(len(squares), all(n < 97 for n in squares), sorted(filter(lambda n: n > 85, squares)))


main()
