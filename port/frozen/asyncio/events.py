"""The event loop: what is to be done now, what at some time, and what waits for
calls of the host."""

import heapq
import sys
import time

import _host

_running = None  # the loop that runs
_current = None  # the one that get_event_loop() gives outside of a run


class Handle:
    """A callback that is to be called."""

    def __init__(self, callback, args):
        self._callback = callback
        self._args = args
        self._cancelled = False

    def cancel(self):
        self._cancelled = True
        self._callback = self._args = None

    def cancelled(self):
        return self._cancelled


class TimerHandle(Handle):
    """A callback that is to be called at some time."""

    def __init__(self, when, callback, args):
        super().__init__(callback, args)
        self._when = when

    def when(self):
        return self._when


class EventLoop:
    def __init__(self):
        self._ready = []
        self._timers = []  # a heap of (when, number, handle)
        self._timers_made = 0
        self._calls = {}  # futures of calls of the host, by the calls' numbers
        self._stopping = False
        self._closed = False
        self._exception_handler = None
        self._unwatched = []  # tasks that failed, and nobody has looked yet
        self._tasks = []  # those that are not done

    # ---- what is to be done ----

    def call_soon(self, callback, *args, context=None):
        self._check_open()
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        self._check_open()
        handle = TimerHandle(when, callback, args)
        self._timers_made += 1
        heapq.heappush(self._timers, (when, self._timers_made, handle))
        return handle

    def time(self):
        return _host.time()

    def create_future(self):
        from .futures import Future

        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        from .tasks import Task

        self._check_open()
        return Task(coro, loop=self, name=name)

    async def run_in_executor(self, executor, function, *args):
        from .threads import to_thread

        return await to_thread(function, *args)

    # ---- running ----

    def run_forever(self):
        global _running
        self._check_open()
        if _running is not None:
            raise RuntimeError("This event loop is already running" if _running is self
                               else "Cannot run the event loop while another loop is running")
        _running = self
        try:
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            _running = None

    def run_until_complete(self, future):
        from .futures import isfuture
        from .tasks import ensure_future

        self._check_open()
        made_here = not isfuture(future)
        future = ensure_future(future, loop=self)
        future.add_done_callback(self._stop_for)
        try:
            self.run_forever()
        except BaseException:
            if made_here and future.done() and not future.cancelled():
                future.exception()  # it is raised here: nobody else looks at it
            raise
        finally:
            future.remove_done_callback(self._stop_for)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def _stop_for(self, future):
        self.stop()

    def stop(self):
        self._stopping = True

    def is_running(self):
        return _running is self

    def is_closed(self):
        return self._closed

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True
        self._ready = []
        self._timers = []
        for number in self._calls:
            _host.cancel(number)
        self._calls = {}
        for task in self._unwatched:
            task._tell_unwatched()
        self._unwatched = []

    def _check_open(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def _run_once(self):
        timers = self._timers
        while timers and timers[0][2]._cancelled:
            heapq.heappop(timers)
        self._wait()
        now = self.time()
        while timers and timers[0][0] <= now:
            self._ready.append(heapq.heappop(timers)[2])
        ready = self._ready
        self._ready = []
        for handle in ready:
            if not handle._cancelled:
                try:
                    handle._callback(*handle._args)
                except Exception as error:
                    self.call_exception_handler(
                        {"message": "Exception in callback", "exception": error, "handle": handle}
                    )

    def _wait(self):
        """Waits until there is something to do, and notes what the host has done."""
        if self._ready or self._stopping:
            delay = 0
        elif self._timers:
            delay = max(0, self._timers[0][0] - self.time())
        elif self._calls:
            delay = None
        else:
            raise RuntimeError("deadlock: all tasks wait, and nothing is left that could wake one")
        if not self._calls:
            if delay:
                time.sleep(delay)
            return
        while True:
            number = _host.finished(delay)
            if number is None:
                return
            future = self._calls.pop(number, None)
            if future is None or future.done():
                _host.cancel(number)
            else:
                future._collect(number)
            delay = 0
            if not self._calls:
                return

    # ---- what goes wrong ----

    def set_exception_handler(self, handler):
        self._exception_handler = handler

    def get_exception_handler(self):
        return self._exception_handler

    def call_exception_handler(self, context):
        if self._exception_handler is not None:
            self._exception_handler(self, context)
        else:
            self.default_exception_handler(context)

    def default_exception_handler(self, context):
        print(context["message"], file=sys.stderr)
        for key in context:
            if key not in ("message", "exception"):
                print(key + ":", context[key], file=sys.stderr)
        error = context.get("exception")
        if error is not None:
            sys.print_exception(error, sys.stderr)

    def get_debug(self):
        return False

    def set_debug(self, enabled):
        pass

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self):
        pass


def get_running_loop():
    if _running is None:
        raise RuntimeError("no running event loop")
    return _running


def get_event_loop():
    global _current
    if _running is not None:
        return _running
    if _current is None or _current._closed:
        _current = EventLoop()
    return _current


def new_event_loop():
    return EventLoop()


def set_event_loop(loop):
    global _current
    _current = loop
