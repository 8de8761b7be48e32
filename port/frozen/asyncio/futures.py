from . import events
from .exceptions import CancelledError, InvalidStateError

PENDING = "PENDING"
CANCELLED = "CANCELLED"
FINISHED = "FINISHED"


class Future:
    """A result that comes later."""

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._state = PENDING
        self._result = None
        self._exception = None
        self._callbacks = []
        self._cancel_message = None
        # Set while a task waits for it, to tell from what is yielded by mistake.
        self._awaited = False
        # Whether somebody has asked for its exception.
        self._watched = False

    def __repr__(self):
        return "<" + type(self).__name__ + " " + self._describe() + ">"

    def _describe(self):
        if self._state != FINISHED:
            return self._state.lower()
        if self._exception is not None:
            return "finished exception=" + repr(self._exception)
        return "finished result=" + repr(self._result)

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state is not PENDING

    def cancelled(self):
        return self._state is CANCELLED

    def result(self):
        if self._state is CANCELLED:
            raise self._cancelled_error()
        if self._state is PENDING:
            raise InvalidStateError("Result is not set.")
        self._watched = True
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if self._state is CANCELLED:
            raise self._cancelled_error()
        if self._state is PENDING:
            raise InvalidStateError("Exception is not set.")
        self._watched = True
        return self._exception

    def _cancelled_error(self):
        if self._cancel_message is None:
            return CancelledError()
        return CancelledError(self._cancel_message)

    def set_result(self, result):
        self._check_pending()
        self._result = result
        self._finish(FINISHED)

    def set_exception(self, exception):
        self._check_pending()
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            raise TypeError("StopIteration interacts badly with generators "
                            "and cannot be raised into a Future")
        self._exception = exception
        self._finish(FINISHED)

    def cancel(self, msg=None):
        if self._state is not PENDING:
            return False
        self._cancel_message = msg
        self._finish(CANCELLED)
        return True

    def _check_pending(self):
        if self._state is not PENDING:
            raise InvalidStateError("invalid state")

    def _finish(self, state):
        self._state = state
        callbacks = self._callbacks
        self._callbacks = []
        for callback in callbacks:
            self._loop.call_soon(callback, self)

    def add_done_callback(self, callback, *, context=None):
        if self._state is PENDING:
            self._callbacks.append(callback)
        else:
            self._loop.call_soon(callback, self)

    def remove_done_callback(self, callback):
        kept = [known for known in self._callbacks if known != callback]
        removed = len(self._callbacks) - len(kept)
        self._callbacks = kept
        return removed

    def __iter__(self):
        if self._state is PENDING:
            self._awaited = True
            yield self
            if self._state is PENDING:
                raise RuntimeError("await wasn't used with future")
        return self.result()

    __await__ = __iter__


def isfuture(thing):
    return isinstance(thing, Future)
