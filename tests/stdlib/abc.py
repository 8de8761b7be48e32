import abc
from abc import ABC, ABCMeta, abstractmethod
import collections.abc as cabc


class Shape(ABC):
    def __init__(self, name):
        self.name = name

    @abstractmethod
    def area(self):
        """The area."""

    @property
    @abstractmethod
    def sides(self):
        pass

    def describe(self):
        return "%s of %s" % (self.name, self.area())


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side**2

    @property
    def sides(self):
        return 4


class Half(Shape):
    def area(self):
        return 0


class One(ABC):
    @classmethod
    @abstractmethod
    def make(cls):
        pass

    @staticmethod
    @abstractmethod
    def stat():
        pass


for cls in (Shape, Half, One):
    try:
        cls()
    except TypeError as e:
        print(e)
s = Square(3)
print(s.describe(), s.sides, isinstance(s, Shape), issubclass(Square, Shape), sorted(Shape.__abstractmethods__), Square.__abstractmethods__ == frozenset())


class Duck(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Duck:
            return any("quack" in base.__dict__ for base in other.__mro__)
        return NotImplemented


class Mallard:
    def quack(self):
        return "quack"


class Plain(ABC):
    def hook(self):
        return self.implemented()

    @abstractmethod
    def implemented(self):
        return "base"


class Real(Plain):
    def implemented(self):
        return super().implemented() + " derived"


print(isinstance(Mallard(), Duck), issubclass(int, Duck), isinstance(3, Duck), Real().hook())
Shape.register(float)


@Shape.register
class Virtual:
    pass


print(isinstance(2.5, Shape), isinstance(Virtual(), Shape), isinstance("", Shape), issubclass(Virtual, Shape))


class Iterates:
    def __iter__(self):
        return iter([1])


class Gets:
    def __getitem__(self, i):
        return i


def generator():
    yield 1


values = {
    "list": [], "tuple": (), "str": "", "bytes": b"", "dict": {}, "set": set(), "frozenset": frozenset(), "range": range(1),
    "int": 1, "float": 1.0, "None": None, "iterator": iter([]), "generator": generator(), "function": len, "lambda": lambda: 0,
    "class": int, "Iterates": Iterates(), "Gets": Gets(), "zip": zip(),
    "bytearray": bytearray(), "instance": s, "enumerate": enumerate([]), "map": map(len, []),
}
names = "Hashable Iterable Iterator Generator Sized Container Collection Callable Sequence MutableSequence Set MutableSet Mapping MutableMapping KeysView".split()
for name in sorted(values):
    print(name, [each for each in names if isinstance(values[name], getattr(cabc, each))])


class Numbers(cabc.Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError(i)
        return i * i


n = Numbers(5)
print(list(n), 9 in n, 10 in n, list(reversed(n)), n.index(4), n.count(16), isinstance(n, cabc.Sequence))


class Store(cabc.MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


st = Store()
st["a"] = 1
st.update(b=2)
st.update({"c": 3})
print(sorted(st.items()), sorted(st.keys()), sorted(st.values()), st.get("z", 0), st.pop("a"), st.setdefault("q", 5), "b" in st, st == {"b": 2, "c": 3, "q": 5}, len(st))


class Bits(cabc.Set):
    def __init__(self, items=()):
        self.items = sorted(set(items))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


x, y = Bits([1, 2, 3]), Bits([2, 3, 4])
print(list(x & y), list(x | y), list(x - y), list(x ^ y), x < y, Bits([2]) <= x, x == Bits([3, 2, 1]), x.isdisjoint(Bits([9])))
try:
    cabc.Sequence()
except TypeError as e:
    print(e)


class Stack(cabc.MutableSequence):
    def __init__(self):
        self.l = []

    def __getitem__(self, i):
        return self.l[i]

    def __setitem__(self, i, v):
        self.l[i] = v

    def __delitem__(self, i):
        del self.l[i]

    def __len__(self):
        return len(self.l)

    def insert(self, i, v):
        self.l.insert(i, v)


k = Stack()
k.append(1)
k.extend([2, 3])
k += [4]
k.reverse()
print(list(k), k.pop(), k.pop(0), k.remove(3), list(k), k.clear(), len(k))


class Late(abc.ABC):
    @abc.abstractmethod
    def later(self):
        pass


class Given(Late):
    pass


Given.later = lambda self: "given"
abc.update_abstractmethods(Given)
print(Given().later(), sorted(Late.__abstractmethods__))
