"""Waiting for several tasks, or not for ever."""

from . import events
from .exceptions import CancelledError, TimeoutError
from .futures import Future, isfuture
from .queues import Queue
from .tasks import ensure_future, iscoroutine, wake

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


def gather(*things, return_exceptions=False):
    loop = events.get_event_loop()
    outer = _Gathering(loop)
    if not things:
        outer.set_result([])
        return outer
    children = {}  # of the same thing there is one
    futures = []
    for thing in things:
        future = children.get(id(thing))
        if future is None:
            future = children[id(thing)] = ensure_future(thing, loop=loop)
        futures.append(future)
    left = len(children)

    def done(child):
        nonlocal left
        left -= 1
        if outer.done():
            if not child.cancelled():
                child.exception()  # that of another was told
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._cancelled_error())
                return
            if child.exception() is not None:
                outer.set_exception(child.exception())
                return
        if left == 0:
            if outer._asked_to_cancel:
                outer.set_exception(CancelledError())
                return
            outer.set_result([_outcome(future) for future in futures])

    outer._children = list(children.values())
    for future in outer._children:
        future.add_done_callback(done)
    return outer


def _outcome(future):
    if future.cancelled():
        return future._cancelled_error()
    error = future.exception()
    return future.result() if error is None else error


class _Gathering(Future):
    """Cancelling it cancels what it gathers."""

    def __init__(self, loop):
        super().__init__(loop=loop)
        self._children = []
        self._asked_to_cancel = False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            if child.cancel(msg):
                cancelled = True
        if cancelled:
            self._asked_to_cancel = True
        return cancelled


async def wait(things, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(things) or iscoroutine(things):
        raise TypeError("expect a list of futures, not " + type(things).__name__)
    futures = set(things)
    if not futures:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError("Invalid return_when value: " + str(return_when))
    for future in futures:
        if iscoroutine(future):
            raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    loop = events.get_running_loop()
    waiter = loop.create_future()
    handle = None
    if timeout is not None:
        handle = loop.call_later(timeout, wake, waiter, None)

    def enough(future=None):
        left = [future for future in futures if not future.done()]
        done = len(left) < len(futures)
        failed = return_when == FIRST_EXCEPTION and any(
            future.done() and not future.cancelled() and future._exception is not None
            for future in futures
        )
        if not left or failed or (done and return_when == FIRST_COMPLETED):
            wake(waiter, None)

    for future in futures:
        future.add_done_callback(enough)
    enough()
    try:
        await waiter
    finally:
        if handle is not None:
            handle.cancel()
        for future in futures:
            future.remove_done_callback(enough)
    done = {future for future in futures if future.done()}
    return done, futures - done


async def wait_for(thing, timeout):
    if timeout is None:
        return await thing
    future = ensure_future(thing)
    if timeout > 0:
        loop = events.get_running_loop()
        waiter = loop.create_future()
        handle = loop.call_later(timeout, wake, waiter, None)

        def ended(future):
            wake(waiter, None)

        future.add_done_callback(ended)
        try:
            await waiter
        except CancelledError:
            if future.done():
                return future.result()
            future.remove_done_callback(ended)
            await _cancel_and_wait(future)
            raise
        finally:
            handle.cancel()
        future.remove_done_callback(ended)
    if future.done():
        return future.result()
    await _cancel_and_wait(future)
    try:
        return future.result()
    except CancelledError as error:
        raise TimeoutError() from error


async def _cancel_and_wait(future):
    waiter = future._loop.create_future()

    def ended(future):
        wake(waiter, None)

    future.add_done_callback(ended)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(ended)


def as_completed(things, *, timeout=None):
    loop = events.get_event_loop()
    todo = []
    for thing in things:
        future = ensure_future(thing, loop=loop)
        if future not in todo:
            todo.append(future)
    done = Queue()
    handle = None

    def over():
        for future in todo:
            future.remove_done_callback(ended)
            done.put_nowait(None)
        todo.clear()

    def ended(future):
        if future in todo:
            todo.remove(future)
            done.put_nowait(future)
            if not todo and handle is not None:
                handle.cancel()

    async def next_one():
        future = await done.get()
        if future is None:
            raise TimeoutError()
        return future.result()

    count = len(todo)
    for future in todo:
        future.add_done_callback(ended)
    if todo and timeout is not None:
        handle = loop.call_later(timeout, over)
    for _ in range(count):
        yield next_one()


def shield(thing):
    inner = ensure_future(thing)
    if inner.done():
        return inner
    outer = inner._loop.create_future()

    def inner_done(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    inner.add_done_callback(inner_done)
    return outer
