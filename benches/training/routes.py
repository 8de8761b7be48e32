"""Graphs: shortest ways with a heap, breadth first search, components, cycles."""

import heapq
from collections import deque


def make_graph(size):
    graph = {}
    for node in range(size):
        edges = graph.setdefault(node, {})
        for step in (1, 7, node % 13 + 2, size // 3):
            other = (node * 3 + step) % size
            if other != node:
                edges[other] = (node ^ other) % 19 + 1
    return graph


def shortest(graph, start):
    best = {start: 0}
    done = set()
    queue = [(0, start)]
    while queue:
        cost, node = heapq.heappop(queue)
        if node in done:
            continue
        done.add(node)
        for other, weight in graph[node].items():
            total = cost + weight
            if other not in best or total < best[other]:
                best[other] = total
                heapq.heappush(queue, (total, other))
    return best


def levels(graph, start):
    seen = {start}
    waiting = deque((), len(graph) + 1)
    waiting.append((start, 0))
    counts = []
    while waiting:
        node, depth = waiting.popleft()
        if depth == len(counts):
            counts.append(0)
        counts[depth] += 1
        for other in sorted(graph[node]):
            if other not in seen:
                seen.add(other)
                waiting.append((other, depth + 1))
    return counts


def components(pairs, size):
    parent = list(range(size))

    def find(node):
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in pairs:
        a, b = find(a), find(b)
        if a != b:
            parent[max(a, b)] = min(a, b)
    return len({find(node) for node in range(size)})


def main():
    graph = make_graph(900)
    far = 0
    for start in range(0, 900, 225):
        best = shortest(graph, start)
        far = max(far, max(best.values()))
    counts = levels(graph, 5)
    pairs = [(node, other) for node in graph for other in graph[node] if (node + other) % 7 == 0]
    print(len(graph), far, counts, len(pairs), components(pairs, len(graph)))


main()
