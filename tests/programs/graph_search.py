import heapq
from collections import deque

GRAPH = {
    "A": {"B": 4, "C": 2},
    "B": {"C": 1, "D": 5},
    "C": {"D": 8, "E": 10},
    "D": {"E": 2, "F": 6},
    "E": {"F": 3},
    "F": {},
}


def bfs(graph, start):
    seen, order, queue = {start}, [], deque([start])
    while queue:
        node = queue.popleft()
        order.append(node)
        for neighbour in graph[node]:
            if neighbour not in seen:
                seen.add(neighbour)
                queue.append(neighbour)
    return order


def dfs(graph, node, seen=None):
    seen = set() if seen is None else seen
    seen.add(node)
    yield node
    for neighbour in graph[node]:
        if neighbour not in seen:
            yield from dfs(graph, neighbour, seen)


def dijkstra(graph, source):
    dist = {node: float("inf") for node in graph}
    dist[source] = 0
    previous, heap = {}, [(0, source)]
    while heap:
        d, node = heapq.heappop(heap)
        if d > dist[node]:
            continue
        for neighbour, weight in graph[node].items():
            if (candidate := d + weight) < dist[neighbour]:
                dist[neighbour] = candidate
                previous[neighbour] = node
                heapq.heappush(heap, (candidate, neighbour))
    return dist, previous


def path_to(previous, target):
    path = [target]
    while path[-1] in previous:
        path.append(previous[path[-1]])
    return path[::-1]


def topological(graph):
    indegree = {n: 0 for n in graph}
    for edges in graph.values():
        for n in edges:
            indegree[n] += 1
    ready = deque(sorted(n for n, d in indegree.items() if not d))
    result = []
    while ready:
        n = ready.popleft()
        result.append(n)
        for m in graph[n]:
            indegree[m] -= 1
            if indegree[m] == 0:
                ready.append(m)
    if len(result) != len(graph):
        raise ValueError("graph has a cycle")
    return result


print(bfs(GRAPH, "A"), list(dfs(GRAPH, "A")))
distances, prev = dijkstra(GRAPH, "A")
print(distances, path_to(prev, "F"))
print(topological(GRAPH))
try:
    topological({1: {2: 1}, 2: {1: 1}})
except ValueError as e:
    print(e)

parent = {n: n for n in GRAPH}


def find(x):
    while parent[x] != x:
        parent[x] = parent[parent[x]]
        x = parent[x]
    return x


edges = sorted((w, a, b) for a, ns in GRAPH.items() for b, w in ns.items())
tree = []
for w, a, b in edges:
    if find(a) != find(b):
        parent[find(a)] = find(b)
        tree.append((a, b, w))
print(tree, sum(w for *_, w in tree))
