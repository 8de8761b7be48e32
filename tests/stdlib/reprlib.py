import reprlib
from collections import deque

print(reprlib.repr(list(range(100))), reprlib.repr(tuple(range(3))), reprlib.repr((1,)), reprlib.repr([]), reprlib.repr(set("abcdefghij")), reprlib.repr(frozenset([3, 1, 2])), reprlib.repr(set()), reprlib.repr(frozenset()))
print(reprlib.repr("x" * 100), reprlib.repr("short"), reprlib.repr(10**100), reprlib.repr(5), reprlib.repr({i: i * i for i in range(10)}), reprlib.repr({}), reprlib.repr(deque(range(9))))
nested = 1
for _ in range(10):
    nested = [nested]
print(reprlib.repr(nested), reprlib.repr({"a": {"b": {"c": {"d": {"e": {"f": {"g": {}}}}}}}}))
print(reprlib.repr("it's a \"quoted\" text that is longer than thirty"), reprlib.repr(b"y" * 50), reprlib.repr(3.14159), reprlib.repr(None))
r = reprlib.Repr()
r.maxlist = 2
r.maxstring = 10
r.maxlevel = 2
print(r.repr([1, 2, 3]), r.repr("abcdefghijklmnop"), r.repr([[[1]], 2]), r.repr([[], [1], [[2], [3]]]))


class Mine(reprlib.Repr):
    def repr_Thing(self, x, level):
        return "<thing>"


class Thing:
    pass


class Bad:
    def __repr__(self):
        raise ValueError


class Long:
    def __repr__(self):
        return "<" + "long" * 20 + ">"


print(Mine().repr([Thing()]), reprlib.repr(Bad())[:13], reprlib.repr(Long()), reprlib.aRepr.maxdict)


class Node:
    def __init__(self):
        self.items = [self, 1]

    @reprlib.recursive_repr()
    def __repr__(self):
        return "Node(" + ", ".join(map(repr, self.items)) + ")"


print(Node())
