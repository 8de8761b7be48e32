# needs annotations
import dataclasses
from dataclasses import KW_ONLY, FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace
from typing import ClassVar, List, Optional


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


@dataclass
class Point:
    x: int
    y: int = 0


p = Point(1, 2)
print(p, Point(3), p == Point(1, 2), p != Point(1, 3), p == (1, 2), Point(y=5, x=4), repr(p), str(p))
print([f.name for f in fields(Point)], fields(p)[1].default, is_dataclass(Point), is_dataclass(p), is_dataclass(3), asdict(p), astuple(p))
p.x = 10
print(p, replace(p, y=7), error(hash, p)[0], Point.__match_args__, Point.__doc__)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    tags: tuple = ()

    @property
    def text(self):
        return f"{self.major}.{self.minor}"


v = Version(1, 2)
print(v < Version(1, 3), v <= v, v > Version(0, 9), sorted([Version(2), Version(1, 5), Version(1)]), hash(v) == hash(Version(1, 2)), {v: "a"}[Version(1, 2)], v.text)
print(error(setattr, v, "major", 5), error(delattr, v, "minor"), isinstance(FrozenInstanceError("x"), AttributeError), replace(v, minor=9))


@dataclass
class Inventory:
    name: str
    items: List[str] = field(default_factory=list)
    price: float = field(default=1.5, repr=False)
    count: int = field(default=0, compare=False)
    total: float = field(init=False)
    kind: ClassVar[str] = "inv"
    scale: InitVar[int] = 2

    def __post_init__(self, scale):
        self.total = self.price * scale


i, j = Inventory("a"), Inventory("a", count=5)
i.items.append("x")
print(i, j, i == j, j.items, i.total, Inventory("b", ["q"], 3.0, scale=10).total, [f.name for f in fields(i)], Inventory.kind)
j.items.append("x")
print(i == j, asdict(i), error(lambda: i.scale) if False else "")


@dataclass
class Base:
    a: int
    b: int = 2

    def total(self):
        return self.a + self.b


@dataclass
class Derived(Base):
    c: int = 3
    b: int = 20


print(Derived(1), Derived(1, 2, 3), Derived(1).total(), isinstance(Derived(1), Base), Derived(1) == Base(1))


@dataclass(kw_only=True)
class Options:
    verbose: bool = False
    level: int


@dataclass
class Mixed:
    a: int
    _: KW_ONLY
    b: int = 5
    c: int


print(Options(level=3), Mixed(1, c=2), error(Mixed, 1, 2)[0], error(Options, 1)[0])


@dataclass
class Node:
    value: int
    children: Optional[List["Node"]] = None
    parent: Optional["Node"] = field(default=None, repr=False)


tree = Node(1, [Node(2), Node(3, [Node(4)])])
print(tree, asdict(tree), astuple(Node(1, [Node(2)])))


@dataclass
class Custom:
    x: int

    def __repr__(self):
        return "<%d>" % self.x

    def __eq__(self, other):
        return True


@dataclass(eq=False)
class Identity:
    x: int


@dataclass(unsafe_hash=True)
class Hashed:
    x: int
    y: list = field(default_factory=list, hash=False)


print(Custom(3), Custom(1) == Custom(2), Identity(1) == Identity(1), hash(Hashed(1)) == hash(Hashed(1)), repr(Identity(4)))


def mutable():
    @dataclass
    class M:
        x: list = []


def order():
    @dataclass
    class M:
        x: int = 1
        y: int


print(error(mutable), error(order), error(Point)[0], error(Point, 1, 2, 3)[0], error(replace, 5)[0], error(asdict, Point)[0])
Made = make_dataclass("Made", ["a", ("b", int), ("c", int, field(default=9))])
print(Made(1, 2), Made(1, 2, 3).c, make_dataclass("E", [("x", int, 1)], namespace={"double": lambda self: self.x * 2})().double())


@dataclass(frozen=True)
class Celsius:
    degrees: float

    def __post_init__(self):
        if self.degrees < -273.15:
            raise ValueError("too cold")

    def __add__(self, other):
        return Celsius(self.degrees + other.degrees)


print(Celsius(1.5) + Celsius(2.0), error(Celsius, -300.0))


@dataclass
class Stack:
    items: list[int] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    maybe: int | None = None

    def push(self, x: int) -> "Stack":
        self.items.append(x)
        return self


print(Stack().push(1).push(2), len(fields(Stack)), dataclasses.MISSING is dataclasses.MISSING)
loop = Node(1)
loop.children = [loop]
print(loop)
