from . import events
from .exceptions import CancelledError, TimeoutError


class Timeout:
    """Cancels the task within it when the time is over."""

    def __init__(self, when):
        self._when = when
        self._handle = None
        self._task = None
        self._state = "created"
        self._cancels = 0

    def __repr__(self):
        return "<Timeout [" + self._state + "]" + (
            " when=" + str(self._when) if self._state == "active" else "") + ">"

    def when(self):
        return self._when

    def expired(self):
        return self._state in ("expiring", "expired")

    def reschedule(self, when):
        if self._state != "active":
            raise RuntimeError("Cannot change state of " + self._state + " Timeout")
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        self._when = when
        if when is not None:
            loop = events.get_running_loop()
            if when <= loop.time():
                self._handle = loop.call_soon(self._on_timeout)
            else:
                self._handle = loop.call_at(when, self._on_timeout)

    async def __aenter__(self):
        from .tasks import current_task

        if self._state != "created":
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = "active"
        self._task = task
        self._cancels = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, error, traceback):
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if self._state == "expiring":
            self._state = "expired"
            if self._task.uncancel() <= self._cancels and isinstance(error, CancelledError):
                raise TimeoutError() from error
        elif self._state == "active":
            self._state = "exited"

    def _on_timeout(self):
        self._task.cancel()
        self._state = "expiring"
        self._handle = None


def timeout(delay):
    loop = events.get_running_loop()
    return Timeout(loop.time() + delay if delay is not None else None)


def timeout_at(when):
    return Timeout(when)
