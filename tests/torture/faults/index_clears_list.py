# The place is computed from the length that the list had before.
class Clearing:
    def __index__(self):
        items.clear()
        return 50

    __int__ = __index__


items = list(range(100))
items[Clearing()] = 5
