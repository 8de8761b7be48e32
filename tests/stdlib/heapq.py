import bisect
import heapq
from bisect import bisect_left, bisect_right, insort
from heapq import heapify, heappop, heappush, heappushpop, heapreplace, merge, nlargest, nsmallest


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__


h = []
for x in [5, 1, 8, 3, 9, 2, 7, 3]:
    heappush(h, x)
    print(h)
print([heappop(h) for _ in range(4)], h)
print(heappushpop(h, 0), heappushpop(h, 6), heapreplace(h, 1), h, error(heappop, []), error(heapreplace, [], 1), heappushpop([], 4))
for n in range(12):
    items = [(i * 7919) % 13 for i in range(n)]
    heapify(items)
    print(items)
print(list(merge([1, 4, 7], [2, 5, 8], [3, 6, 9])), list(merge()), list(merge([3, 1], [2], reverse=True)), list(merge(["a", "ccc"], ["bb"], key=len)))
print(list(merge([1, 1], [1, 2]))[:3], list(merge(iter([1, 3]), range(2, 5))))
print(nlargest(3, [5, 1, 9, 7]), nsmallest(2, [5, 1, 9, 7]), nlargest(2, ["a", "bbb", "cc"], key=len), nsmallest(0, [1]), nlargest(-1, [1]), nsmallest(10, [2, 1]))
pairs = []
for item in [(3, "c"), (1, "a"), (2, "b"), (1, "z")]:
    heappush(pairs, item)
print([heappop(pairs) for _ in range(4)], error(heappush, (), 1), error(heapify, 5))


class Task:
    def __init__(self, priority, name):
        self.priority = priority
        self.name = name

    def __lt__(self, other):
        return self.priority < other.priority


tasks = [Task(5, "e"), Task(1, "a"), Task(3, "c")]
heapify(tasks)
print([heappop(tasks).name for _ in range(3)])


class Clears:
    def __lt__(self, other):
        clearing.clear()
        return True


clearing = [Clears() for _ in range(20)]
print(error(heapify, clearing) in ("RuntimeError", "IndexError"))
a = [1, 3, 3, 5, 7]
print([bisect_left(a, x) for x in range(9)], [bisect_right(a, x) for x in range(9)])
print(bisect_left(a, 3, 2), bisect_right(a, 3, 0, 2), bisect.bisect(a, 5), bisect_left(a, 3, lo=1, hi=2), error(bisect_left, a, 1, -1))
insort(a, 4)
insort(a, 3)
bisect.insort_left(a, 5)
print(a)
people = [("al", 20), ("bo", 30), ("cy", 40)]
print(bisect_left(people, 30, key=lambda p: p[1]), bisect_right(people, 30, key=lambda p: p[1]))
insort(people, ("dd", 35), key=lambda p: p[1])
print(people, bisect_left("abcd", "c"), bisect_left((), 1))
grades = [60, 70, 80, 90]
print(["FDCBA"[bisect_right(grades, score)] for score in (33, 99, 77, 70, 89, 90, 100)])
print(heapq.__name__, bisect.__name__)
