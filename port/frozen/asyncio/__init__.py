"""Concurrent tasks, as CPython's asyncio has them.

What is missing is what a program has no use for here: streams, subprocesses,
signals, threads, and the debug mode. Functions of the host take part: those that
are to be awaited, and by to_thread() all others.
"""

from .events import (
    EventLoop,
    Handle,
    TimerHandle,
    get_event_loop,
    get_running_loop,
    new_event_loop,
    set_event_loop,
)
from .exceptions import (
    BrokenBarrierError,
    CancelledError,
    InvalidStateError,
    QueueEmpty,
    QueueFull,
    TimeoutError,
)
from .futures import Future, isfuture
from .locks import Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore
from .queues import LifoQueue, PriorityQueue, Queue
from .runners import Runner, run
from .taskgroups import BaseExceptionGroup, ExceptionGroup, TaskGroup
from .tasks import (
    Task,
    all_tasks,
    create_task,
    current_task,
    ensure_future,
    iscoroutine,
    iscoroutinefunction,
    sleep,
)
from .threads import call_host as _call_host
from .threads import to_thread
from .timeouts import Timeout, timeout, timeout_at
from .waiting import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    as_completed,
    gather,
    shield,
    wait,
    wait_for,
)

AbstractEventLoop = EventLoop


# MicroPython's own: times in milliseconds.
def sleep_ms(milliseconds):
    if milliseconds >= 1 << 29:
        raise OverflowError("more than ticks_ms() can tell apart")
    return sleep(milliseconds / 1000)


def wait_for_ms(awaitable, milliseconds):
    return wait_for(awaitable, milliseconds / 1000)
