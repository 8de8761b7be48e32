"""Results of functions that are given to an executor.

There is one thread, and no other process: an executor calls a function at once, when it is
given to it, so that each Future is done when submit() gives it.
"""

import time as _time

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
TimeoutError = TimeoutError


class Error(Exception):
    pass


class CancelledError(Error):
    """The future was cancelled."""


class InvalidStateError(Error):
    """Not in this state of the future."""


class BrokenExecutor(RuntimeError):
    pass


class Future:
    """A result, or what was raised in its place."""

    def __init__(self):
        self._state = "PENDING"
        self._result = self._exception = None
        self._callbacks = []

    def _finish(self, state):
        if self._state not in ("PENDING", "RUNNING"):
            raise InvalidStateError("%s: %r" % (self._state, self))
        self._state = state
        for callback in self._callbacks:
            self._call(callback)

    def _call(self, callback):
        try:
            callback(self)
        except Exception as e:
            import sys

            print("exception calling callback for %r" % self, file=sys.stderr)
            sys.print_exception(e, sys.stderr)

    def set_result(self, result):
        self._result = result
        self._finish("FINISHED")

    def set_exception(self, exception):
        self._exception = exception
        self._finish("FINISHED")

    def set_running_or_notify_cancel(self):
        if self._state == "CANCELLED":
            return False
        self._state = "RUNNING"
        return True

    def cancel(self):
        if self._state in ("RUNNING", "FINISHED"):
            return False
        if self._state == "PENDING":
            self._finish("CANCELLED")
        return True

    def cancelled(self):
        return self._state == "CANCELLED"

    def running(self):
        return self._state == "RUNNING"

    def done(self):
        return self._state in ("CANCELLED", "FINISHED")

    def _wait(self, timeout):
        if self.cancelled():
            raise CancelledError
        if not self.done():
            if timeout is None:
                raise RuntimeError("the future would be waited for for ever: nothing else runs that could finish it")
            _time.sleep(timeout)
            raise TimeoutError

    def result(self, timeout=None):
        self._wait(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._wait(timeout)
        return self._exception

    def add_done_callback(self, fn):
        if self.done():
            self._call(fn)
        else:
            self._callbacks.append(fn)

    def __repr__(self):
        text = self._state.lower()
        if self._state == "FINISHED":
            text += " returned " + type(self._result).__name__ if self._exception is None else " raised " + type(self._exception).__name__
        return "<Future at %#x state=%s>" % (id(self), text)


class Executor:
    """Calls functions, and gives futures for their results."""

    def __init__(self):
        self._closed = False

    def submit(self, fn, *args, **kwargs):
        if self._closed:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        future.set_running_or_notify_cancel()
        try:
            result = fn(*args, **kwargs)
        except Exception as e:
            future.set_exception(e)
        else:
            future.set_result(result)
        return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            for future in futures:
                yield future.result()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._closed = True

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.shutdown()
        return False


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        super().__init__()
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers = max_workers or 1
        if initializer is not None:
            initializer(*initargs)


class ProcessPoolExecutor(ThreadPoolExecutor):
    """As ThreadPoolExecutor: there are no processes, and no need to send anything."""

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), max_tasks_per_child=None):
        super().__init__(max_workers, "", initializer, initargs)


def as_completed(fs, timeout=None):
    """The futures, those that are done first."""
    fs = list(dict.fromkeys(fs))
    late = []
    for future in fs:
        if future.done():
            yield future
        else:
            late.append(future)
    for future in late:
        if not future.done():
            if timeout is not None:
                _time.sleep(timeout)
                raise TimeoutError("%d (of %d) futures unfinished" % (len(late), len(fs)))
            future.result()
        yield future


class DoneAndNotDoneFutures(tuple):
    """(done, not_done)"""

    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """(those that are done, those that are not)"""
    fs = set(fs)
    done = {future for future in fs if future.done()}
    if len(done) < len(fs) and not (done and return_when == FIRST_COMPLETED):
        if timeout is None:
            raise RuntimeError("wait() would wait for ever: nothing else runs that could finish these futures")
        _time.sleep(timeout)
    return DoneAndNotDoneFutures((done, fs - done))
