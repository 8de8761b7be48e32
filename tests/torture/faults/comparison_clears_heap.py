# Sifting goes on in what the list had before.
import heapq


class Clearing:
    def __lt__(self, other):
        items.clear()
        return True


items = [Clearing() for i in range(50)]
heapq.heapify(items)
