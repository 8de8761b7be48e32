# needs annotations
from typing import NamedTuple, Protocol, TypedDict, Optional, get_type_hints, runtime_checkable


class Point(NamedTuple):
    x: int
    y: int = 0


class Named(NamedTuple):
    """A person."""

    name: str
    age: int = 5

    def greet(self) -> str:
        return "hi " + self.name

    @property
    def older(self):
        return self._replace(age=self.age + 1)


p = Point(1)
print(p, p.x, p._fields, Point._field_defaults, p == (1, 0), Point.__annotations__, isinstance(p, tuple), Point(*[3, 4]), Point(y=2, x=1))
n = Named("Al")
print(n, n.greet(), n.older, n.older.older.greet(), Named.__doc__, n._asdict())
a, b = n
print(a, b, Named._make(["B", 1]).greet())


class Movie(TypedDict):
    title: str
    year: int


class Sequel(Movie, total=False):
    number: int


m: Movie = {"title": "X", "year": 1999}
s = Sequel(title="Y", year=2, number=3)
print(m["title"], s, type(s) is dict, sorted(Sequel.__annotations__), sorted(Sequel.__required_keys__), sorted(Sequel.__optional_keys__))


@runtime_checkable
class HasSize(Protocol):
    size: int


class Box:
    size = 3


print(isinstance(Box(), HasSize), isinstance(3, HasSize))


class Tree:
    left: "Optional[Tree]"
    value: int = 0


def f(a: int, b: "str" = "x", *args, c: list[int] = None) -> Optional[bool]:
    pass


print(get_type_hints(Tree), get_type_hints(f), f.__annotations__)
