import builtins


class CancelledError(BaseException):
    """The task or future was cancelled."""


class InvalidStateError(Exception):
    """The future is in no state for that."""


class QueueEmpty(Exception):
    """There is nothing in the queue."""


class QueueFull(Exception):
    """There is no room in the queue."""


class BrokenBarrierError(RuntimeError):
    """The barrier was broken while tasks waited for it."""


if hasattr(builtins, "TimeoutError"):
    TimeoutError = builtins.TimeoutError
else:

    class TimeoutError(OSError):
        """The time was over first."""
