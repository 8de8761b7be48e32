# Annotations: kept for classes, modules and functions.
from __future__ import division
from dataclasses import dataclass, field
from typing import Any, Callable, ClassVar, Dict, List, NamedTuple, Optional, TypedDict, Union


class A:
    x: int
    y: str = "a"
    z: "A"
    w: List[int] = []
    u: int | None = None
    t: list[int] | dict[str, int]
    if True:
        inner: float = 1.5

    def method(self, a: int, b: "str" = "x", *args: int, c: float = 1.0, **kw: Any) -> None:
        local: int = a
        unused: undefined_name
        self.attr: int = local
        return local


print(A.__annotations__["x"] is int, list(A.__annotations__), A.y, A.u, A.w)
print(A().method(3), sorted(A.method.__annotations__.items(), key=str))
print(list(A.method.__annotations__))


class B(A):
    q: int


print(list(B.__annotations__), hasattr(A, "x"), hasattr(A, "y"))


class Plain:
    pass


print(getattr(Plain, "__annotations__", {}))
m: int
n: str = "n"
print(list(__annotations__), n)
try:
    m
except NameError:
    print("m has no value")


def f(x, y: int, /, z: str = "z") -> list[int]:
    return [x, y, z]


print(f.__annotations__["y"] is int, sorted(f.__annotations__), f(1, 2))


def nothing(x):
    return x


print(nothing.__annotations__, (lambda: 0).__annotations__)
f.attribute = 1
f.attribute += 1
print(f.attribute, hasattr(nothing, "attribute"), f.__dict__["attribute"])
del f.attribute
print(hasattr(f, "attribute"), f.__name__, f.__qualname__, f.__module__)
f.__name__ = "g"
print(f.__name__)


def outer():
    captured = 1

    def inner(a: int) -> str:
        return captured

    inner.mark = True
    return inner


print(outer().__annotations__, outer().mark, outer()(1))


async def coroutine(a: int) -> None:
    pass


def generator(a: int):
    yield a


print(coroutine.__annotations__, generator.__annotations__, list(generator(2)))


@dataclass
class Item:
    name: str
    price: float = 0.0
    tags: list[str] = field(default_factory=list)
    count: ClassVar[int] = 7

    def total(self) -> float:
        return self.price * 2


print(Item("a"), Item("b", 2.5, ["t"]).total(), Item("a") == Item("a"), Item.count)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0


print(sorted([Version(2), Version(1, 5), Version(1, 2)]))


class Pair(NamedTuple):
    left: int
    right: str = "r"


print(Pair(1), Pair(1, "b").right)


class Movie(TypedDict):
    title: str
    year: int


print(Movie(title="t", year=1))


def log(value):
    print("log", value)
    return value


def order(a: log(1) = log(0)) -> log(2):
    pass


class Order:
    first: log("ann") = log("value")


x: log("module")
target = {}
target["k"]: int = 1
A.extra: int = 2
print(target, A.extra)
