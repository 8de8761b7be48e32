class Node:
    def __init__(self, data, next=None):
        self.data = data
        self.next = next


class LinkedList:
    """Singly linked list.

    >>> LinkedList([1, 2])
    LinkedList([1, 2])
    """

    def __init__(self, items=()):
        self.__head = None
        self.__length = 0
        for item in items:
            self.append(item)

    def _nodes(self):
        node = self.__head
        while node is not None:
            yield node
            node = node.next

    def append(self, data):
        if self.__head is None:
            self.__head = Node(data)
        else:
            *_, last = self._nodes()
            last.next = Node(data)
        self.__length += 1

    def push(self, data):
        self.__head = Node(data, self.__head)
        self.__length += 1

    def __iter__(self):
        return (node.data for node in self._nodes())

    def __len__(self):
        return self.__length

    def __getitem__(self, index):
        if isinstance(index, slice):
            return LinkedList(list(self)[index])
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError("list index out of range.")
        for i, node in enumerate(self._nodes()):
            if i == index:
                return node.data

    def __setitem__(self, index, data):
        for i, node in enumerate(self._nodes()):
            if i == index:
                node.data = data
                return
        raise IndexError(index)

    def __delitem__(self, index):
        previous, node = None, self.__head
        for _ in range(index):
            previous, node = node, node.next
        if previous is None:
            self.__head = node.next
        else:
            previous.next = node.next
        self.__length -= 1

    def reverse(self):
        previous, node = None, self.__head
        while node:
            node.next, previous, node = previous, node, node.next
        self.__head = previous

    def __repr__(self):
        return f"{self.__class__.__name__}({list(self)})"

    def __str__(self):
        return " -> ".join([str(x) for x in self] + ["None"])

    def __add__(self, other):
        return LinkedList([*self, *other])

    def __eq__(self, other):
        return list(self) == list(other)

    def __contains__(self, x):
        return any(x == y for y in self)

    def __reversed__(self):
        return iter(list(self)[::-1])


a = LinkedList("abc")
a.push("z")
print(a, len(a), a[0], a[-1], a[1:3], "b" in a, 5 in a)
a.reverse()
a[0] = "C"
del a[1]
print(repr(a), list(reversed(a)), a + [1], a == ["C", "a", "z"], [x.upper() for x in a])
for i in (10, -9):
    try:
        a[i]
    except IndexError as e:
        print(e)
print(sorted(vars(a)), a._LinkedList__length, bool(LinkedList()), LinkedList())
first, *others = a
print(first, others, dict(enumerate(a)), max(a, key=str.lower))
print(LinkedList.__doc__.splitlines()[0], LinkedList.push.__name__)
