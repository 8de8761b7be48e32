from __future__ import annotations

import collections.abc
import typing
from typing import (
    TYPE_CHECKING, AbstractSet, Any, AnyStr, Callable, ClassVar, Counter, DefaultDict, Deque, Dict, Final, FrozenSet, Generator, Generic,
    Hashable, Iterable, Iterator, List, Literal, Mapping, MutableMapping, NamedTuple, NewType, NoReturn, Optional, Protocol, Sequence, Set,
    Sized, Text, Tuple, Type, TypedDict, TypeVar, Union, cast, final, get_args, get_origin, overload, runtime_checkable,
)


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__


print(List[int], Dict[str, int], Set[str], Tuple[int, ...], Tuple[()], FrozenSet[int], Type[int], Optional[int], Union[int, str], Any)
print(Union[int, None], Optional[Union[int, str]], Union[int], Union[int, int], Union[int, Union[str, float]], Callable[[int, str], bool], Callable[..., int], Callable[[], None])
print(Iterable[int], Iterator[str], Sequence[int], Mapping[str, int], Generator[int, None, str], Deque[int], DefaultDict[str, List[int]], Counter[str])
print(Literal["a", 1, True], Literal[1], ClassVar[int], Final[str], List["Node"], Dict[str, Any], NoReturn, List, Callable, Optional)
T = TypeVar("T")
K = TypeVar("K", bound=int)
V_co = TypeVar("V_co", covariant=True)
print(T, V_co, List[T], Dict[str, T][int], T.__name__, K.__bound__, AnyStr, List[T].__parameters__, List[Tuple[T, K]][str, int])
print(List[int] == List[int], List[int] == List[str], Optional[int] == Union[None, int], hash(List[int]) == hash(List[int]), {List[int]: 1}[List[int]])
print(get_origin(List[int]) is list, get_args(Dict[str, int]), get_origin(Union[int, str]) is Union, get_args(Optional[int]), get_args(Callable[[int], str]), get_origin(int), get_args(int), get_origin(list[int]) is list, get_args(dict[str, int]))
print(isinstance([], List), isinstance({}, Mapping), issubclass(list, Sequence), error(isinstance, [], List[int]), isinstance(3, Hashable), isinstance("", Sized))
print(cast(int, "x"), TYPE_CHECKING, Text is str, List[int].__origin__ is list, error(lambda: List[int]().append(1)), error(Any), Union[int, str] | None)


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()


s = Stack[int]()
s.push(1)
s.push(2)
print(s.pop(), type(s).__name__, isinstance(s, Stack), Stack[int], Stack.__mro__[1] is Generic)


class Pair(Generic[K, T]):
    pass


class Sub(Stack[str], Sized):
    def __len__(self):
        return len(self.items)


print(len(Sub()), isinstance(Sub(), collections.abc.Sized), issubclass(Sub, Stack), Pair[int, str])
UserId = NewType("UserId", int)
print(UserId(5) + 1, UserId.__name__, UserId.__supertype__)


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None:
        ...


class Door:
    def close(self):
        return "closed"


class Named(Protocol):
    def name(self) -> str:
        ...


class Impl(Named):
    def name(self):
        return "impl"


print(isinstance(Door(), Closes), isinstance(3, Closes), error(isinstance, Door(), Named), error(Named), Impl().name(), issubclass(Door, Closes))


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x


@final
class Last:
    pass


def process(items: Sequence[int], key: Optional[Callable[[int], int]] = None, *args: Any, **kw: Dict[str, int]) -> Iterator[int]:
    return iter([key(i) if key else i for i in items])


print(f(3), f("s"), list(process([1, 2], lambda x: -x)), Last.__name__)
Employee = NamedTuple("Employee", [("name", str), ("id", int)])
print(Employee("Al", 3), Employee._fields)
Movie = TypedDict("Movie", {"title": str, "year": int})
print(Movie(title="X", year=1)["title"], type(Movie(title="X", year=1)) is dict)
print(typing.get_type_hints is not None, error(lambda: typing.Nonsense), typing.SupportsInt.__name__)
