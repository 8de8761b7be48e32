from __future__ import annotations

from typing import Any, Callable, Dict, Generic, Iterable, Iterator, List, NamedTuple, Optional, Protocol, Tuple, TypeVar, Union

T = TypeVar("T")
K = TypeVar("K")
Number = Union[int, float]


class Point(NamedTuple):
    x: float
    y: float = 0.0

    def norm(self) -> float:
        return (self.x ** 2 + self.y ** 2) ** 0.5


class Stack(Generic[T]):
    def __init__(self, items: Optional[Iterable[T]] = None) -> None:
        self._items: List[T] = list(items or [])

    def push(self, item: T) -> Stack[T]:
        self._items.append(item)
        return self

    def pop(self) -> T:
        if not self._items:
            raise IndexError("pop from an empty stack")
        return self._items.pop()

    def peek(self) -> T | None:
        return self._items[-1] if self._items else None

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return reversed(self._items)

    def __bool__(self) -> bool:
        return bool(self._items)


class Greeter(Protocol):
    def greet(self) -> str: ...


class English:
    def greet(self) -> str:
        return "hello"


def group_by(items: Iterable[T], key: Callable[[T], K]) -> Dict[K, List[T]]:
    groups: Dict[K, List[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def pairs(mapping: dict[str, Any]) -> list[tuple[str, Any]]:
    return sorted(mapping.items())


def apply(f: Callable[..., Number], *args: Number, **options: Any) -> Tuple[Number, int]:
    result: Number = f(*args, **options)
    return result, len(args)


def speak(g: Greeter) -> str:
    return g.greet().upper()


s: Stack[int] = Stack([1, 2])
print(s.push(3).pop(), s.peek(), len(s), list(s), bool(s), bool(Stack()))
p = Point(3, 4)
print(p, p.norm(), Point(1), p._replace(x=0), p == (3, 4), *p, Point._fields, p._asdict())
print(group_by(["ant", "bee", "ape", "bat"], lambda w: w[0]), pairs({"b": 1, "a": None}))
print(apply(max, 1, 5.5, 2), apply(pow, 2, 3), speak(English()))
counts: dict[str, int] = {}
name: str
for name in "abca":
    counts[name] = counts.get(name, 0) + 1
print(counts, Stack[int]([4]).pop())
try:
    Stack().pop()
except IndexError as e:
    print(e)
