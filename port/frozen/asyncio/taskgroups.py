import builtins

from . import events
from .exceptions import CancelledError
from .tasks import current_task

if hasattr(builtins, "BaseExceptionGroup"):
    BaseExceptionGroup = builtins.BaseExceptionGroup
    ExceptionGroup = builtins.ExceptionGroup
else:

    def _tell(group):
        count = len(group.exceptions)
        return "%s (%d sub-exception%s)" % (group.message, count, "" if count == 1 else "s")

    class BaseExceptionGroup(BaseException):
        """Several exceptions at once; there is no `except*`."""

        def __init__(self, message, exceptions):
            super().__init__(message, exceptions)
            self.message = message
            self.exceptions = tuple(exceptions)

        __str__ = _tell

    class ExceptionGroup(Exception):
        """Several exceptions at once; there is no `except*`."""

        def __init__(self, message, exceptions):
            super().__init__(message, exceptions)
            self.message = message
            self.exceptions = tuple(exceptions)

        __str__ = _tell


class TaskGroup:
    """Tasks that end together: when one fails, the others are cancelled."""

    def __init__(self):
        self._state = "created"
        self._tasks = []
        self._errors = []
        self._parent = None
        self._cancels_parent = False
        self._waiter = None

    async def __aenter__(self):
        if self._state != "created":
            raise RuntimeError("TaskGroup " + repr(self) + " has been already entered")
        self._parent = current_task()
        if self._parent is None:
            raise RuntimeError("TaskGroup cannot determine the parent task")
        self._state = "entered"
        return self

    async def __aexit__(self, kind, error, traceback):
        self._state = "exiting"
        cancelled = error if isinstance(error, CancelledError) else None
        if self._cancels_parent and self._parent.uncancel() == 0:
            cancelled = None
        if error is not None:
            self._abort()
        while self._tasks:
            self._waiter = events.get_running_loop().create_future()
            try:
                await self._waiter
            except CancelledError as again:
                if not self._cancels_parent:
                    cancelled = again
                    self._abort()
            self._waiter = None
        self._state = "over"
        if cancelled is not None and not self._errors:
            raise cancelled
        if error is not None and not isinstance(error, CancelledError):
            self._errors.append(error)
        if self._errors:
            errors = self._errors
            self._errors = []
            only = all(isinstance(one, Exception) for one in errors)
            group = ExceptionGroup if only else BaseExceptionGroup
            raise group("unhandled errors in a TaskGroup", errors)

    def create_task(self, coro, *, name=None, context=None):
        if self._state not in ("entered", "exiting") or (self._state == "exiting" and not self._tasks):
            raise RuntimeError("TaskGroup " + repr(self) + " is " + (
                "finished" if self._state in ("exiting", "over") else "not entered"))
        task = events.get_running_loop().create_task(coro, name=name)
        self._tasks.append(task)
        task.add_done_callback(self._ended)
        return task

    def _abort(self):
        self._state = "shutting down" if self._state == "entered" else self._state
        for task in self._tasks:
            task.cancel()

    def _ended(self, task):
        self._tasks.remove(task)
        if not self._tasks and self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(True)
        if task.cancelled() or task.exception() is None:
            return
        self._errors.append(task.exception())
        if self._state == "entered" and not self._cancels_parent:
            # The body of the group is in the way: it is cancelled, too.
            self._abort()
            self._cancels_parent = True
            self._parent.cancel()
        else:
            self._abort()
