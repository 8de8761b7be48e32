"""Tools for with statements.

redirect_stdout() and redirect_stderr() redirect what print() prints there, not
what is written to sys.stdout and sys.stderr.
"""

import builtins as _builtins
import sys as _sys

from functools import wraps as _wraps


class AbstractContextManager:
    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None


class AbstractAsyncContextManager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_value, traceback):
        return None


class ContextDecorator:
    """Lets a context manager be a decorator, too."""

    def _recreate_cm(self):
        return self

    def __call__(self, function):
        @_wraps(function)
        def inner(*args, **keywords):
            with self._recreate_cm():
                return function(*args, **keywords)

        return inner


class _GeneratorContextManager(ContextDecorator):
    def __init__(self, function, args, keywords):
        self.gen = function(*args, **keywords)
        self.made_of = function, args, keywords

    def _recreate_cm(self):
        return type(self)(*self.made_of)

    def __enter__(self):
        for value in self.gen:
            return value
        raise RuntimeError("generator didn't yield")

    def __exit__(self, exc_type, exc_value, traceback):
        if exc_type is None:
            for _ in self.gen:
                raise RuntimeError("generator didn't stop")
            return False
        if exc_value is None:
            exc_value = exc_type()
        try:
            self.gen.throw(exc_value)
        except StopIteration as stop:
            return stop is not exc_value
        except RuntimeError as error:
            # A StopIteration that leaves a generator becomes a RuntimeError.
            if error is exc_value or (isinstance(exc_value, StopIteration) and error.__cause__ is exc_value):
                return False
            raise
        except BaseException as error:
            if error is not exc_value:
                raise
            return False
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(function):
    """Makes a context manager of a generator that yields once."""

    @_wraps(function)
    def helper(*args, **keywords):
        return _GeneratorContextManager(function, args, keywords)

    return helper


class _AsyncGeneratorContextManager(AbstractAsyncContextManager):
    def __init__(self, gen):
        self.gen = gen

    async def __aenter__(self):
        try:
            return await self.gen.__anext__()
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, exc_type, exc_value, traceback):
        if exc_type is None:
            try:
                await self.gen.__anext__()
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if exc_value is None:
            exc_value = exc_type()
        try:
            await self.gen.athrow(exc_value)
        except StopAsyncIteration as error:
            return error is not exc_value
        except BaseException as error:
            if error is not exc_value:
                raise
            return False
        raise RuntimeError("generator didn't stop after athrow()")


def asynccontextmanager(function):
    """As contextmanager(), of an asynchronous function that yields once."""

    @_wraps(function)
    def helper(*args, **keywords):
        return _AsyncGeneratorContextManager(function(*args, **keywords))

    return helper


class closing(AbstractContextManager):
    """Closes a thing at the end."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """Closes a thing at the end, by its aclose()."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class chdir(AbstractContextManager):
    """Goes to another folder, and back."""

    def __init__(self, path):
        self.path = path
        self._before = []

    def __enter__(self):
        import os

        self._before.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *exc_info):
        import os

        os.chdir(self._before.pop())


class nullcontext(AbstractContextManager):
    """Does nothing."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exc_info):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *exc_info):
        pass


class suppress(AbstractContextManager):
    """Swallows exceptions of some kinds."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc_value, traceback):
        return exc_type is not None and issubclass(exc_type, self._exceptions)


class _Redirect(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._target = new_target
        self._before = []

    def __enter__(self):
        # By its name: the module builtins itself still shows the first one.
        before = print
        self._before.append(before)
        stream = getattr(_sys, self._stream)
        is_default = self._stream == "stdout"
        target = self._target

        def redirected(*values, **keywords):
            file = keywords.get("file")
            if file is stream or (file is None and is_default):
                keywords["file"] = target
            before(*values, **keywords)

        _builtins.print = redirected
        return target

    def __exit__(self, *exc_info):
        _builtins.print = self._before.pop()


class redirect_stdout(_Redirect):
    """What is printed goes to another stream."""

    _stream = "stdout"


class redirect_stderr(_Redirect):
    """What is printed to sys.stderr goes to another stream."""

    _stream = "stderr"


class ExitStack(AbstractContextManager):
    """Several context managers and callbacks, left in the opposite order."""

    def __init__(self):
        self._exits = []

    def enter_context(self, manager):
        exit = type(manager).__exit__
        result = manager.__enter__()
        self._exits.append(lambda *info: exit(manager, *info))
        return result

    def push(self, exit):
        method = getattr(type(exit), "__exit__", None)
        self._exits.append(exit if method is None else lambda *info: method(exit, *info))
        return exit

    def callback(self, callback, *args, **keywords):
        def leave(*info):
            callback(*args, **keywords)

        self._exits.append(leave)
        return callback

    def pop_all(self):
        stack = type(self)()
        stack._exits = self._exits
        self._exits = []
        return stack

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, exc_type, exc_value, traceback):
        raised = exc_value
        current = exc_value
        while self._exits:
            leave = self._exits.pop()
            try:
                if leave(None if current is None else type(current), current, None):
                    current = None
            except BaseException as error:
                current = error
        if current is not None and current is not raised:
            raise current
        return raised is not None and current is None


class AsyncExitStack(AbstractAsyncContextManager):
    """As ExitStack, of asynchronous context managers as well."""

    def __init__(self):
        self._exits = []

    async def enter_async_context(self, manager):
        result = await manager.__aenter__()
        self._exits.append((True, manager.__aexit__))
        return result

    def enter_context(self, manager):
        result = manager.__enter__()
        self._exits.append((False, manager.__exit__))
        return result

    def callback(self, callback, *args, **keywords):
        self._exits.append((False, lambda *info: callback(*args, **keywords) and False))
        return callback

    def push_async_callback(self, callback, *args, **keywords):
        async def leave(*info):
            await callback(*args, **keywords)

        self._exits.append((True, leave))
        return callback

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aexit__(self, exc_type, exc_value, traceback):
        raised = exc_value
        current = exc_value
        while self._exits:
            waits, leave = self._exits.pop()
            try:
                swallowed = leave(None if current is None else type(current), current, None)
                if waits:
                    swallowed = await swallowed
                if swallowed:
                    current = None
            except BaseException as error:
                current = error
        if current is not None and current is not raised:
            raise current
        return raised is not None and current is None
