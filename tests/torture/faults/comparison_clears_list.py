# The search goes on in what the list had before.
class Clearing:
    def __eq__(self, other):
        items.clear()
        return False


items = [Clearing() for i in range(100)]
items.index(5)
