import heapq
import random


def bubble(a):
    a = a[:]
    for end in range(len(a) - 1, 0, -1):
        swapped = False
        for i in range(end):
            if a[i] > a[i + 1]:
                a[i], a[i + 1] = a[i + 1], a[i]
                swapped = True
        if not swapped:
            break
    return a


def insertion(a):
    a = list(a)
    for i in range(1, len(a)):
        key, j = a[i], i - 1
        while j >= 0 and a[j] > key:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = key
    return a


def quick(a):
    if len(a) <= 1:
        return a
    pivot, *rest = a
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])


def merge(a):
    if len(a) <= 1:
        return a
    mid = len(a) // 2
    left, right = merge(a[:mid]), merge(a[mid:])
    out, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]


def heap(a):
    h = list(a)
    heapq.heapify(h)
    return [heapq.heappop(h) for _ in range(len(h))]


def counting(a):
    low, high = min(a), max(a)
    counts = [0] * (high - low + 1)
    for x in a:
        counts[x - low] += 1
    return [x + low for x, n in enumerate(counts) for _ in range(n)]


def shell(a):
    a = a.copy()
    gap = len(a) // 2
    while gap > 0:
        for i in range(gap, len(a)):
            temp, j = a[i], i
            while j >= gap and a[j - gap] > temp:
                a[j] = a[j - gap]
                j -= gap
            a[j] = temp
        gap //= 2
    return a


random.seed(7)
data = [random.randint(-50, 50) for _ in range(60)]
expected = sorted(data)
for fn in (bubble, insertion, quick, merge, heap, counting, shell):
    print(f"{fn.__name__:<10} {fn(data) == expected} {fn([3, 1, 2])}")
people = [("bob", 25), ("Al", 30), ("cat", 25), ("dan", 30)]
print(sorted(people), sorted(people, key=lambda p: (-p[1], p[0].lower())), sorted(people, key=lambda p: p[1], reverse=True))
people.sort(key=lambda p: len(p[0]))
print(people, sorted("banana"), sorted({"b": 1, "a": 2}), sorted([True, False, 2, 0.5]), sorted([[2], [1, 5], []]))
print(data[:5], heapq.nsmallest(3, data), heapq.nlargest(2, people, key=lambda p: p[1]))
try:
    sorted([1, "a"])
except TypeError as e:
    print(e)
