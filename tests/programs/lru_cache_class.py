from collections import OrderedDict


class LRUCache:
    def __init__(self, capacity: int):
        self.capacity = capacity
        self._data = OrderedDict()
        self.hits = self.misses = 0

    def get(self, key, default=None):
        if key not in self._data:
            self.misses += 1
            return default
        self.hits += 1
        self._data.move_to_end(key)
        return self._data[key]

    def put(self, key, value):
        if key in self._data:
            self._data.move_to_end(key)
        self._data[key] = value
        if len(self._data) > self.capacity:
            oldest, _ = self._data.popitem(last=False)
            return oldest

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return key in self._data

    def __iter__(self):
        return iter(self._data)

    def __repr__(self):
        inner = ", ".join(f"{k}={v}" for k, v in self._data.items())
        return f"LRUCache({inner})"


cache = LRUCache(3)
for k, v in zip("abc", range(3)):
    cache.put(k, v)
cache.get("a")
print(cache.put("d", 4), cache, "b" in cache, list(cache))
print(cache.get("zz", -1), cache.get("a"), cache.hits, cache.misses, len(cache))


class Node:
    __slots__ = ("key", "value", "prev", "next")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.prev = self.next = None


class LinkedLRU:
    def __init__(self, capacity):
        self.capacity, self.map = capacity, {}
        self.head, self.tail = Node(), Node()
        self.head.next, self.tail.prev = self.tail, self.head

    def _unlink(self, node):
        node.prev.next, node.next.prev = node.next, node.prev

    def _push(self, node):
        last = self.tail.prev
        last.next = self.tail.prev = node
        node.prev, node.next = last, self.tail

    def get(self, key):
        if (node := self.map.get(key)) is None:
            return -1
        self._unlink(node)
        self._push(node)
        return node.value

    def put(self, key, value):
        if key in self.map:
            self._unlink(self.map[key])
        self.map[key] = node = Node(key, value)
        self._push(node)
        if len(self.map) > self.capacity:
            oldest = self.head.next
            self._unlink(oldest)
            del self.map[oldest.key]


lru = LinkedLRU(2)
lru.put(1, 1); lru.put(2, 2)
out = [lru.get(1)]
lru.put(3, 3)
out += [lru.get(2), lru.get(3), lru.get(1)]
print(out, sorted(lru.map))
