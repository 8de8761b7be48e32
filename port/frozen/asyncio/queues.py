import heapq

from .exceptions import QueueEmpty, QueueFull
from .locks import Event, _Waiters


class Queue:
    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = _Waiters()
        self._putters = _Waiters()
        self._unfinished = 0
        self._finished = Event()
        self._finished.set()
        self._init()

    def _init(self):
        self._items = []
        self._first = 0  # what is before it was taken

    def _put(self, item):
        self._items.append(item)

    def _get(self):
        item = self._items[self._first]
        self._items[self._first] = None
        self._first += 1
        if self._first > 32 and 2 * self._first > len(self._items):
            self._items = self._items[self._first :]
            self._first = 0
        return item

    def __repr__(self):
        return "<" + type(self).__name__ + " maxsize=" + repr(self._maxsize) + ">"

    maxsize = property(lambda self: self._maxsize)

    def qsize(self):
        return len(self._items) - self._first

    def empty(self):
        return self.qsize() == 0

    def full(self):
        return self._maxsize > 0 and self.qsize() >= self._maxsize

    async def put(self, item):
        while self.full():
            try:
                await self._putters.wait()
            except BaseException:
                if not self.full():
                    self._putters.wake()
                raise
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._finished.clear()
        self._getters.wake()

    async def get(self):
        while self.empty():
            try:
                await self._getters.wait()
            except BaseException:
                if not self.empty():
                    self._getters.wake()
                raise
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._putters.wake()
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if self._unfinished == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished > 0:
            await self._finished.wait()


class PriorityQueue(Queue):
    def _put(self, item):
        heapq.heappush(self._items, item)

    def _get(self):
        return heapq.heappop(self._items)


class LifoQueue(Queue):
    def _get(self):
        return self._items.pop()
