from . import events
from .tasks import iscoroutine
from .waiting import gather


class Runner:
    """Runs coroutines one after the other in one loop."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._factory = loop_factory or events.new_event_loop
        self._loop = None

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, kind, error, traceback):
        self.close()

    def get_loop(self):
        if self._loop is None:
            self._loop = self._factory()
        return self._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError("a coroutine was expected, got " + repr(coro))
        if events._running is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        return self.get_loop().run_until_complete(self._loop.create_task(coro))

    def close(self):
        loop = self._loop
        self._loop = None
        if loop is not None and not loop.is_closed():
            try:
                _cancel_all(loop)
            finally:
                loop.close()


def run(main, *, debug=None):
    if events._running is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner() as runner:
        return runner.run(main)


def _cancel_all(loop):
    """Cancels what is left, and lets it clean up."""
    left = list(loop._tasks)
    if not left:
        return
    for task in left:
        task.cancel()

    async def wait():
        await gather(*left, return_exceptions=True)

    loop.run_until_complete(wait())
    for task in left:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler(
                {
                    "message": "unhandled exception during asyncio.run() shutdown",
                    "exception": task.exception(),
                    "task": task,
                }
            )
