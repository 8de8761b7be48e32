import sys
n = int(sys.argv[1])


class Grows:
    def __init__(self, count):
        self.count = count

    def keys(self):
        return ("k%d" % i for i in range(self.count))

    def __getitem__(self, key):
        self.count += 1 if n > 100 and self.count < 5000 else 0
        return key


def show(*args, **kwargs):
    return len(args), len(kwargs)


def grow(names):
    for i in range(n):
        names["n%d" % i] = i
        yield i


g = Grows(n)
print(show(**g, x=1) >= (0, n + 1), show(x=1, **g, y=2, **{"z": 3})[1] > n)
names = {"first": 1}
print(show(*grow(names), **names))
names = {"first": 1}
print(show(1, *grow(names), 2, a=1, **names))
print('done' if n <= 100 else 'attacked')
if n > 100:
    raise KeyError
