import sys
n = int(sys.argv[1])
import heapq
class Clears:
    def __lt__(self, other):
        if n > 10: heap.clear()
        return False
heap = [Clears() for _ in range(n)]
heapq.heapify(heap)
print(len(heap))
