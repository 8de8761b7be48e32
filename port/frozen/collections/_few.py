"""The abstract base classes of collections.abc that need but a few methods."""

from _types import has_method as _has_method
from abc import ABCMeta, abstractmethod


def _has_methods(cls, *names):
    for name in names:
        if not _has_method(cls, name):
            return NotImplemented
    return True


class _OneTrick(metaclass=ABCMeta):
    """Classes that need but a few methods: who has them belongs to it."""

    _needs = ()

    @classmethod
    def __subclasshook__(cls, subclass):
        needs = cls.__dict__.get("_needs")
        return _has_methods(subclass, *needs) if needs else NotImplemented

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)


_unhashable = [list, dict, set, bytearray]


class Hashable(_OneTrick):
    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is not Hashable:
            return NotImplemented
        if subclass in _unhashable:
            return False
        for base in subclass.__mro__:
            own = base.__dict__
            if "__hash__" in own:
                return own["__hash__"] is not None
            if "__eq__" in own:
                return False
        return True


class Awaitable(_OneTrick):
    _needs = ("__await__",)


class Coroutine(Awaitable):
    _needs = ("__await__", "send", "throw", "close")


class AsyncIterable(_OneTrick):
    _needs = ("__aiter__",)


class AsyncIterator(AsyncIterable):
    _needs = ("__aiter__", "__anext__")

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator):
    _needs = ("__aiter__", "__anext__", "asend", "athrow", "aclose")

    async def __anext__(self):
        return await self.asend(None)


class Iterable(_OneTrick):
    _needs = ("__iter__",)


class Iterator(Iterable):
    _needs = ("__iter__", "__next__")

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable):
    _needs = ("__reversed__", "__iter__")


class Generator(Iterator):
    _needs = ("__iter__", "__next__", "send", "throw", "close")

    def __next__(self):
        return self.send(None)


class Sized(_OneTrick):
    _needs = ("__len__",)


class Container(_OneTrick):
    _needs = ("__contains__",)


class Collection(Sized, Iterable, Container):
    _needs = ("__len__", "__iter__", "__contains__")


class Callable(_OneTrick):
    _needs = ("__call__",)
