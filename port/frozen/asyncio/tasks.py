from . import events
from .exceptions import CancelledError
from .futures import PENDING, Future, isfuture

_current = None  # the task that runs
_named = 0


async def _sample():
    pass


_coroutine_function = type(_sample)
_coroutine = type(_sample())


def iscoroutine(thing):
    return isinstance(thing, _coroutine)


def iscoroutinefunction(thing):
    """Generator functions are told to be coroutine functions, too: they are the same here."""
    return isinstance(thing, _coroutine_function)


class Task(Future):
    """A coroutine that the loop runs."""

    def __init__(self, coro, *, loop=None, name=None, context=None):
        global _named
        super().__init__(loop=loop)
        if not iscoroutine(coro):
            raise TypeError("a coroutine was expected, got " + repr(coro))
        if name is None:
            _named += 1
            name = "Task-" + str(_named)
        self._coro = coro
        self._name = str(name)
        self._waits_for = None
        self._must_cancel = False
        self._cancels = 0
        self._loop._tasks.append(self)
        self._loop.call_soon(self._step)

    def _describe(self):
        return super()._describe() + " name=" + repr(self._name)

    def get_name(self):
        return self._name

    def set_name(self, name):
        self._name = str(name)

    def get_coro(self):
        return self._coro

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def cancel(self, msg=None):
        if self._state is not PENDING:
            return False
        self._cancels += 1
        if self._waits_for is not None and self._waits_for.cancel(msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        return self._cancels

    def uncancel(self):
        if self._cancels > 0:
            self._cancels -= 1
        return self._cancels

    def _end(self, state_of, *args):
        self._loop._tasks.remove(self)
        state_of(self, *args)

    def _step(self, error=None):
        global _current
        if self._state is not PENDING:
            return
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._cancelled_error()
            self._must_cancel = False
        self._waits_for = None
        previous, _current = _current, self
        try:
            if error is None:
                yielded = self._coro.send(None)
            else:
                yielded = self._coro.throw(error)
        except StopIteration as end:
            if self._must_cancel:
                self._must_cancel = False
                self._end(Future.cancel, self._cancel_message)
            else:
                self._end(Future.set_result, end.value)
        except CancelledError as cancelled:
            message = cancelled.args[0] if cancelled.args else None
            self._end(Future.cancel, message)
        except Exception as failed:
            self._end(Future.set_exception, failed)
            self._loop._unwatched.append(self)
        except BaseException as failed:
            # What ends the program: a limit, an interrupt, an exit.
            self._end(Future.set_exception, failed)
            self._watched = True
            raise
        else:
            self._wait_for(yielded)
        finally:
            _current = previous

    def _wait_for(self, yielded):
        if yielded is None or yielded is _TURN:
            self._loop.call_soon(self._step)
        elif not isfuture(yielded):
            error = RuntimeError("Task got bad yield: " + repr(yielded))
            self._loop.call_soon(self._step, error)
        elif yielded is self:
            self._loop.call_soon(self._step, RuntimeError("Task cannot await on itself: " + repr(self)))
        elif not yielded._awaited:
            error = RuntimeError("yield was used instead of yield from in task " + repr(self))
            self._loop.call_soon(self._step, error)
        else:
            yielded._awaited = False
            yielded.add_done_callback(self._wake)
            self._waits_for = yielded
            if self._must_cancel and yielded.cancel(self._cancel_message):
                self._must_cancel = False

    def _wake(self, future):
        # The coroutine itself asks for the result, or gets the exception.
        self._step()

    def _tell_unwatched(self):
        if not self._watched:
            self._loop.call_exception_handler(
                {
                    "message": "Task exception was never retrieved",
                    "exception": self._exception,
                    "task": self,
                }
            )


def current_task(loop=None):
    if loop is None:
        loop = events.get_running_loop()
    return _current if _current is not None and _current._loop is loop else None


def all_tasks(loop=None):
    if loop is None:
        loop = events.get_running_loop()
    return set(loop._tasks)


def create_task(coro, *, name=None, context=None):
    return events.get_running_loop().create_task(coro, name=name)


def ensure_future(thing, *, loop=None):
    if isfuture(thing):
        if loop is not None and loop is not thing._loop:
            raise ValueError("The future belongs to a different loop than "
                             "the one specified as the loop argument")
        return thing
    if not iscoroutine(thing):
        if not (hasattr(thing, "__await__") or hasattr(thing, "__iter__")):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        thing = _await(thing)
    if loop is None:
        loop = events.get_event_loop()
    return loop.create_task(thing)


async def _await(thing):
    return await thing


async def sleep(delay, result=None):
    if delay <= 0:
        await _Turn()
        return result
    loop = events.get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, wake, future, result)
    try:
        return await future
    finally:
        handle.cancel()


def wake(future, result):
    if not future.done():
        future.set_result(result)


# What a task yields that lets all others go first.
_TURN = object()


class _Turn:
    """Lets all others go first, once."""

    def __iter__(self):
        yield _TURN

    __await__ = __iter__
