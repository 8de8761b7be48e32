"""Lists as heaps: the smallest item is the first. The steps are written in C."""

from _heapq import heapify, heappop, heappush, heappushpop, heapreplace


def merge(*iterables, key=None, reverse=False):
    """One sorted iterator over the items of several that are sorted."""
    heap = []
    for number, iterable in enumerate(iterables):
        items = iter(iterable)
        for item in items:
            heap.append(_Entry(item if key is None else key(item), number, item, items, reverse))
            break
    heapify(heap)
    while heap:
        entry = heap[0]
        yield entry.item
        for item in entry.items:
            entry.item = item
            entry.key = item if key is None else key(item)
            heapreplace(heap, entry)
            break
        else:
            heappop(heap)


class _Entry:
    def __init__(self, key, number, item, items, reverse):
        self.key = key
        self.number = number
        self.item = item
        self.items = items
        self.reverse = reverse

    def __lt__(self, other):
        if self.reverse:
            return other.key < self.key or (not self.key < other.key and self.number < other.number)
        return self.key < other.key or (not other.key < self.key and self.number < other.number)


def nsmallest(n, iterable, key=None):
    """The smallest items, sorted."""
    return sorted(iterable, key=key)[: max(n, 0)]


def nlargest(n, iterable, key=None):
    """The largest items, the largest first."""
    return sorted(iterable, key=key, reverse=True)[: max(n, 0)]
