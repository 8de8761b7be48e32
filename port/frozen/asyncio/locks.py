from . import events
from .exceptions import BrokenBarrierError, CancelledError


class _Waiters:
    """Tasks that wait, the first first."""

    def __init__(self):
        self._futures = []

    def __bool__(self):
        return any(not future.cancelled() for future in self._futures)

    def __len__(self):
        return len(self._futures)

    async def wait(self):
        future = events.get_running_loop().create_future()
        self._futures.append(future)
        try:
            await future
        finally:
            self._futures.remove(future)

    def wake(self, count=1):
        for future in self._futures:
            if count == 0:
                break
            if not future.done():
                future.set_result(True)
                count -= 1

    def wake_first(self):
        """The first, unless it is awake already."""
        if self._futures and not self._futures[0].done():
            self._futures[0].set_result(True)

    def wake_all(self):
        self.wake(len(self._futures))


class _Context:
    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, kind, error, traceback):
        self.release()


class Lock(_Context):
    def __init__(self):
        self._locked = False
        self._waiters = _Waiters()

    def __repr__(self):
        return "<Lock [" + ("locked" if self._locked else "unlocked") + "]>"

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and not self._waiters:
            self._locked = True
            return True
        try:
            await self._waiters.wait()
        except CancelledError:
            if not self._locked:
                self._waiters.wake_first()
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._waiters.wake_first()


class Event:
    def __init__(self):
        self._set = False
        self._waiters = _Waiters()

    def is_set(self):
        return self._set

    def set(self):
        if not self._set:
            self._set = True
            self._waiters.wake_all()

    def clear(self):
        self._set = False

    async def wait(self):
        if not self._set:
            await self._waiters.wait()
        return True


class Condition(_Context):
    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self.locked = self._lock.locked
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._waiters = _Waiters()

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            await self._waiters.wait()
            return True
        finally:
            cancelled = None
            while True:
                try:
                    await self.acquire()
                    break
                except CancelledError as error:
                    cancelled = error
            if cancelled is not None:
                raise cancelled

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._waiters.wake(n)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Context):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value = value
        self._waiters = []

    def locked(self):
        return self._value == 0 or any(not future.cancelled() for future in self._waiters)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        future = events.get_running_loop().create_future()
        self._waiters.append(future)
        try:
            try:
                await future
            finally:
                self._waiters.remove(future)
        except CancelledError:
            if not future.cancelled():  # it had got a place already
                self._value += 1
                self._wake()
            raise
        if self._value > 0:
            self._wake()
        return True

    def _wake(self):
        """Gives a place to the first that waits."""
        for future in self._waiters:
            if not future.done():
                self._value -= 1
                future.set_result(True)
                break

    def release(self):
        self._value += 1
        self._wake()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def release(self):
        if self._value >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Barrier:
    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._condition = Condition()
        self._parties = parties
        self._count = 0
        self._state = "filling"

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, kind, error, traceback):
        pass

    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: self._count if self._state == "filling" else 0)
    broken = property(lambda self: self._state == "broken")

    async def wait(self):
        async with self._condition:
            while self._state in ("draining", "resetting"):
                await self._condition.wait()
            if self._state == "broken":
                raise BrokenBarrierError("Barrier aborted")
            index = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    self._state = "draining"
                    self._condition.notify_all()
                else:
                    while self._state == "filling":
                        await self._condition.wait()
                    if self._state in ("broken", "resetting"):
                        raise BrokenBarrierError("Abort or reset of barrier")
                return index
            except CancelledError:
                if self._state == "filling":
                    self._state = "broken"
                raise
            finally:
                self._count -= 1
                if self._count == 0 and self._state in ("draining", "resetting"):
                    self._state = "filling"
                self._condition.notify_all()

    async def reset(self):
        async with self._condition:
            if self._count > 0:
                self._state = "resetting"
                self._condition.notify_all()
            else:
                self._state = "filling"

    async def abort(self):
        async with self._condition:
            self._state = "broken"
            self._condition.notify_all()
