# heapq and deque: Dijkstra, a scheduler, sliding windows.
import heapq
from collections import deque

graph = {}
seed = 11
for i in range(30):
    for j in range(3):
        seed = (seed * 1103515245 + 12345) % 2147483648
        graph.setdefault("n" + str(i), []).append(("n" + str(seed % 30), seed // 64 % 20 + 1))


def distances(start):
    known, queue = {}, [(0, start, [start])]
    while queue:
        far, node, path = heapq.heappop(queue)
        if node not in known:
            known[node] = (far, path)
            for to, cost in graph[node]:
                if to not in known:
                    heapq.heappush(queue, (far + cost, to, path + [to]))
    return known


found = distances("n0")
print(len(found), sorted((found[n][0], n) for n in found)[-3:])
print("->".join(found[max(found, key=lambda n: (len(found[n][1]), n))][1]))
heap = [[(i * 37) % 50, str(i)] for i in range(40)]
heapq.heapify(heap)
print([heapq.heappop(heap) for _ in range(6)])
for i in range(10):
    heapq.heappush(heap, [i, "new" + str(i)])
print([heapq.heappop(heap)[1] for _ in range(len(heap))][:12])

window, out = deque((), 5), []
for i in range(40):
    window.append([i, str(i)])
    if i % 8 == 7:
        out.append("".join(pair[1] for pair in window))
print(out, len(window), window[0], window[-1])
queue = deque([(str(i), i) for i in range(6)], 100)
order = []
while queue:
    name, left = queue.popleft()
    order.append(name + str(left))
    if left > 1:
        queue.append((name, left - 2))
print(order)
both = deque([], 20)
for i in range(30):
    if i % 3:
        both.append("r" + str(i))
    else:
        both.appendleft("l" + str(i))
    if i % 7 == 6:
        both.pop()
print(list(both))
