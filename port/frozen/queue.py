"""Queues. There is one thread: what would wait for ever raises RuntimeError, and what
would wait for some time waits it and gives up, as nothing can come meanwhile.
"""

import heapq as _heapq
import time as _time
from collections import deque as _deque


class Empty(Exception):
    """get() of an empty queue."""


class Full(Exception):
    """put() into a full queue."""


def _wait(block, timeout, failure, what):
    if block and timeout is None:
        raise RuntimeError(what + " would wait for ever: no other thread is there to change that; see get_nowait() and timeout=")
    if block:
        if timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        _time.sleep(timeout)
    raise failure


class SimpleQueue:
    """A queue without bounds: first in, first out."""

    def __init__(self):
        self.queue = _deque()

    def put(self, item, block=True, timeout=None):
        self.queue.append(item)

    def get(self, block=True, timeout=None):
        if not self.queue:
            _wait(block, timeout, Empty, "get() of an empty queue")
        return self.queue.popleft()

    def put_nowait(self, item):
        self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self.queue

    def qsize(self):
        return len(self.queue)


class Queue:
    """First in, first out, with a bound and a count of what is not done yet."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.unfinished_tasks = 0
        self._init(maxsize)

    def _init(self, maxsize):
        self.queue = _deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def qsize(self):
        return self._qsize()

    def empty(self):
        return not self._qsize()

    def full(self):
        return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        if self.full():
            _wait(block, timeout, Full, "put() into a full queue")
        self._put(item)
        self.unfinished_tasks += 1

    def get(self, block=True, timeout=None):
        if not self._qsize():
            _wait(block, timeout, Empty, "get() of an empty queue")
        return self._get()

    def put_nowait(self, item):
        self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def task_done(self):
        if self.unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self.unfinished_tasks -= 1

    def join(self):
        if self.unfinished_tasks:
            raise RuntimeError(
                "join() would wait for ever: %d tasks are not done, and no other thread is there to do them"
                % self.unfinished_tasks
            )


class PriorityQueue(Queue):
    """The smallest first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        _heapq.heappush(self.queue, item)

    def _get(self):
        return _heapq.heappop(self.queue)


class LifoQueue(Queue):
    """The latest first."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()
