"""Asynchronous generators.

The compiler passes an asynchronous function that yields to generator(), and makes
each value that it yields one of Yielded: what else comes out of it is for the loop.
"""

from _functools import decorated as _decorated


class Yielded:
    def __init__(self, value):
        self.value = value


class async_generator:
    def __init__(self, body):
        self._body = body
        self.ag_running = False

    def __aiter__(self):
        return self

    def __anext__(self):
        return self._resume(self._body.send, None)

    def asend(self, value):
        return self._resume(self._body.send, value)

    def athrow(self, error, value=None, traceback=None):
        return self._resume(self._body.throw, error if value is None else value)

    def aclose(self):
        try:
            yield from self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            return
        raise RuntimeError("async generator ignored GeneratorExit")

    def _resume(self, resume, value):
        if self.ag_running:
            raise RuntimeError("anext(): asynchronous generator is already running")
        self.ag_running = True
        try:
            while True:
                try:
                    value = resume(value)
                except StopIteration:
                    break
                except StopAsyncIteration as error:
                    raise RuntimeError("async generator raised StopAsyncIteration") from error
                if isinstance(value, Yielded):
                    return value.value
                try:
                    value = yield value
                    resume = self._body.send
                except BaseException as error:
                    value = error
                    resume = self._body.throw
        finally:
            self.ag_running = False
        raise StopAsyncIteration


def aiter(iterable):
    if not hasattr(iterable, "__aiter__"):
        raise TypeError("'%s' object is not an async iterable" % type(iterable).__name__)
    return iterable.__aiter__()


def anext(iterator, *default):
    if not hasattr(iterator, "__anext__"):
        raise TypeError("'%s' object is not an async iterator" % type(iterator).__name__)
    awaitable = iterator.__anext__()
    return _or_default(awaitable, *default) if default else awaitable


async def _or_default(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default


def generator(function):
    def make(*args, **keywords):
        return async_generator(function(*args, **keywords))

    make = _decorated(make)
    for name in ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__"):
        setattr(make, name, getattr(function, name))
    make.__wrapped__ = function
    make.__asyncgen__ = True
    return make
