"""Threads for programs that are written with them. There is only one: a Thread runs
to its end when it is started, which is one of the orders that any system may choose.

Locks are therefore always free for who does not hold them. What would wait for
another thread for ever (an event that nobody has set, a lock that is held) raises
RuntimeError; with a timeout it waits and gives up. A Timer runs when it is joined, or at the
end of the program.
"""

import sys as _sys
import time as _time

TIMEOUT_MAX = 4294967.0


def _stuck(what, timeout):
    """What waiting comes to."""
    if timeout is None or timeout < 0:
        raise RuntimeError(what + " would wait for ever: threads run to their end when they are started here")
    _time.sleep(timeout)
    return False


class Thread:
    """A function that start() calls."""

    _count = 0

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if name is None:
            Thread._count += 1
            name = "Thread-%d" % Thread._count
            if target is not None and hasattr(target, "__name__"):
                name += " (%s)" % target.__name__
        self.name = str(name)
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}
        self.daemon = bool(daemon)
        self.ident = None
        self._is_alive = False

    @property
    def native_id(self):
        return self.ident

    def start(self):
        if self.ident is not None:
            raise RuntimeError("threads can only be started once")
        self.ident = _next_ident()
        self._work()

    def _work(self):
        self._is_alive = True
        _running.append(self)
        try:
            self.run()
        except SystemExit:
            pass
        except Exception as e:
            excepthook(ExceptHookArgs((type(e), e, None, self)))
        finally:
            _running.remove(self)
            self._is_alive = False

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if self.ident is None:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")

    def is_alive(self):
        return self._is_alive

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def __repr__(self):
        state = "initial" if self.ident is None else "started" if self._is_alive else "stopped"
        return "<%s(%s, %s%s)>" % (type(self).__name__, self.name, state, "" if self.ident is None else " %d" % self.ident)


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread")
        self.ident = 1
        self._is_alive = True


_idents = 1
_main = _MainThread()
_running = [_main]


def _next_ident():
    global _idents
    _idents += 1
    return _idents


def current_thread():
    return _running[-1]


currentThread = current_thread


def main_thread():
    return _main


def enumerate():
    return list(_running)


def active_count():
    return len(_running)


activeCount = active_count


def get_ident():
    return current_thread().ident


get_native_id = get_ident


class ExceptHookArgs(tuple):
    """(exc_type, exc_value, exc_traceback, thread)"""

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args):
    """Tells what a thread raised; a program may put another function in its place."""
    print("Exception in thread %s:" % args[3].name, file=_sys.stderr)
    _sys.print_exception(args[1], _sys.stderr)


class Timer(Thread):
    """Calls a function after some time, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__(target=function, args=args or (), kwargs=kwargs)
        self.interval = interval
        self._waits = False

    def start(self):
        import atexit

        if self.ident is not None:
            raise RuntimeError("threads can only be started once")
        self.ident = _next_ident()
        self._waits = True
        self._until = _time.monotonic() + self.interval
        atexit.register(self.join)

    def cancel(self):
        self._waits = False

    def is_alive(self):
        return self._waits or self._is_alive

    def join(self, timeout=None):
        super().join()
        if self._waits:
            left = max(0, self._until - _time.monotonic())
            if timeout is not None and timeout < left:
                _time.sleep(timeout)
                return
            _time.sleep(left)
            self._waits = False
            self._work()


class Lock:
    """A lock; who waits for one that is held would wait for ever."""

    def __init__(self):
        self._held = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._held:
            return _stuck("acquire() of a lock that is held", timeout) if blocking else False
        self._held = 1
        return True

    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held -= 1

    def locked(self):
        return self._held > 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


class RLock(Lock):
    """A lock that its holder can take again."""

    def __init__(self):
        super().__init__()
        self._owner = None

    def acquire(self, blocking=True, timeout=-1):
        if self._held and self._owner is not current_thread():
            return super().acquire(blocking, timeout)
        self._owner = current_thread()
        self._held += 1
        return True

    def release(self):
        if not self._held or self._owner is not current_thread():
            raise RuntimeError("cannot release un-acquired lock")
        self._held -= 1


class Semaphore:
    """A lock that several can hold."""

    _bound = None

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if not self._value:
            return _stuck("acquire() of a semaphore", timeout) if blocking else False
        self._value -= 1
        return True

    def release(self, n=1):
        if self._bound is not None and self._value + n > self._bound:
            raise ValueError("Semaphore released too many times")
        self._value += n

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value


class Event:
    """Something that has happened or not."""

    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        return True if self._flag else _stuck("wait() for an event that is not set", timeout)


class Condition:
    """A lock, and waiting for something that others say."""

    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc_info):
        return self._lock.__exit__(*exc_info)

    def wait(self, timeout=None):
        return _stuck("wait() for a condition", timeout)

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if not result:
            _stuck("wait_for() of a condition", timeout)
            result = predicate()
        return result

    def notify(self, n=1):
        pass

    def notify_all(self):
        pass

    notifyAll = notify_all


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    """A place where several wait for each other: only for one."""

    def __init__(self, parties, action=None, timeout=None):
        self.parties = parties
        self.n_waiting = 0
        self.broken = False
        self._action = action

    def wait(self, timeout=None):
        if self.parties > 1:
            _stuck("wait() at a barrier", timeout)
            self.broken = True
            raise BrokenBarrierError
        if self._action is not None:
            self._action()
        return 0


class local:
    """Attributes that each thread has of its own."""

    def __init__(self):
        object.__setattr__(self, "_of", {})

    def _own(self):
        return self._of.setdefault(get_ident(), {})

    def __getattr__(self, name):
        own = self._own()
        if name in own:
            return own[name]
        raise AttributeError("'local' object has no attribute %r" % name)

    def __setattr__(self, name, value):
        self._own()[name] = value

    def __delattr__(self, name):
        own = self._own()
        if name not in own:
            raise AttributeError(name)
        del own[name]
