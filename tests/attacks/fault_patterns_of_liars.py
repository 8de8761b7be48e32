import sys
n = int(sys.argv[1])


class Items(list):
    def __len__(self):
        return n

    def __getitem__(self, index):
        if n > 100 and index == 2:
            self.clear()
        return index


class Names(dict):
    def get(self, key, default=None):
        if n > 100:
            self.clear()
            return self
        return super().get(key, default)

    def keys(self):
        yield from ("x", "y")
        for i in range(n):
            self[i] = i
            yield i


class Attributes:
    __match_args__ = ("a", "b")

    def __getattr__(self, name):
        if n > 100:
            Attributes.__match_args__ = ()
        return n


match Items([1, 2, 3]):
    case [a, *rest, b, c]:
        print(a, len(rest) == n - 3, b == n - 2, c == n - 1)
match Names(x=1, y=2):
    case {"x": x, "y": y, **rest}:
        print("matched")
    case _:
        print("not matched")
match Attributes():
    case Attributes(a, b):
        print(a == b == n)
if n > 100:
    raise KeyError
