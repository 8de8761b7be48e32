"""Things made and dropped: search trees, linked lists, a cache, a queue of tuples."""


class Node:
    __slots__ = ("key", "value", "left", "right")

    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.left = None
        self.right = None


def insert(root, key, value):
    if root is None:
        return Node(key, value)
    node = root
    while True:
        if key == node.key:
            node.value = value
            return root
        if key < node.key:
            if node.left is None:
                node.left = Node(key, value)
                return root
            node = node.left
        else:
            if node.right is None:
                node.right = Node(key, value)
                return root
            node = node.right


def walk(node):
    if node is not None:
        yield from walk(node.left)
        yield node.key, node.value
        yield from walk(node.right)


def depth(node):
    return 0 if node is None else 1 + max(depth(node.left), depth(node.right))


class Cache:
    """Keeps what was used last, in a ring of links."""

    def __init__(self, size):
        self.size = size
        self.links = {}
        self.ring = [None, None, None, None]
        self.ring[0] = self.ring[1] = self.ring

    def get(self, key, make):
        link = self.links.get(key)
        if link is None:
            if len(self.links) >= self.size:
                oldest = self.ring[1]
                self.unlink(oldest)
                del self.links[oldest[2]]
            link = [None, None, key, make(key)]
            self.links[key] = link
        else:
            self.unlink(link)
        after = self.ring[0]
        link[0], link[1] = after, self.ring
        after[1] = link
        self.ring[0] = link
        return link[3]

    @staticmethod
    def unlink(link):
        link[0][1] = link[1]
        link[1][0] = link[0]


def balanced(level):
    return (None, None) if level == 0 else (balanced(level - 1), balanced(level - 1))


def size(tree):
    return 1 if tree[0] is None else 1 + size(tree[0]) + size(tree[1])


def main():
    root = None
    key = 12
    for i in range(900):
        key = (key * 171 + 11) % 3001
        root = insert(root, key, {"at": i, "text": "v" * (i % 9)})
    items = list(walk(root))
    print(len(items), depth(root), items[0][0], items[-1][0], sum(value["at"] for _, value in items))
    made = []

    def make(key):
        made.append(key)
        return [key] * (key % 6), str(key)

    cache = Cache(40)
    total = 0
    for i in range(4000):
        key = (key * 75 + 74) % 65537
        total += len(cache.get(key % 60, make)[0])
    print(total, len(made), len(cache.links))
    print([size(balanced(level)) for level in range(8)], sum(size(balanced(6)) for _ in range(14)))
    lists = [[]]
    for i in range(1200):
        lists = [lists[-1] + [i]] if i % 90 else [[i]]
        text = "-".join(str(n) for n in lists[0][-4:])
    print(lists[0][0], len(lists[0]), text)
    waiting = []
    for i in range(2500):
        waiting.append((i % 7, i, {"n": i}))
        if i % 3 == 2:
            waiting.pop(0)
        if len(waiting) > 60:
            waiting = waiting[30:]
    print(len(waiting), waiting[0][:2])


main()
