import heapq
from collections import deque
from typing import Optional

MAZE = """
S.#.....
..#.###.
.##...#.
......#E
""".strip().splitlines()
Cell = tuple[int, int]


class Grid:
    def __init__(self, rows):
        self.rows = rows
        self.height, self.width = len(rows), len(rows[0])

    def find(self, mark) -> Cell:
        return next((r, c) for r, row in enumerate(self.rows) for c, x in enumerate(row) if x == mark)

    def around(self, cell):
        r, c = cell
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            nr, nc = r + dr, c + dc
            if 0 <= nr < self.height and 0 <= nc < self.width and self.rows[nr][nc] != "#":
                yield nr, nc

    def show(self, path):
        canvas = [list(row) for row in self.rows]
        for r, c in path[1:-1]:
            canvas[r][c] = "*"
        return "\n".join(map("".join, canvas))


def bfs(grid, start, goal) -> Optional[list[Cell]]:
    came, queue = {start: None}, deque([start])
    while queue:
        cell = queue.popleft()
        if cell == goal:
            path = []
            while cell is not None:
                path.append(cell)
                cell = came[cell]
            return path[::-1]
        for n in grid.around(cell):
            if n not in came:
                came[n] = cell
                queue.append(n)
    return None


def a_star(grid, start, goal):
    def h(cell):
        return abs(cell[0] - goal[0]) + abs(cell[1] - goal[1])

    heap, cost, visited = [(h(start), 0, start, ())], {start: 0}, 0
    while heap:
        _, g, cell, trail = heapq.heappop(heap)
        visited += 1
        if cell == goal:
            return [*trail, cell], visited
        for n in grid.around(cell):
            if g + 1 < cost.get(n, float("inf")):
                cost[n] = g + 1
                heapq.heappush(heap, (g + 1 + h(n), g + 1, n, (*trail, cell)))
    return None, visited


def floyd(n, edges):
    d = [[0 if i == j else float("inf") for j in range(n)] for i in range(n)]
    for a, b, w in edges:
        d[a][b] = min(d[a][b], w)
    for k in range(n):
        for i in range(n):
            for j in range(n):
                d[i][j] = min(d[i][j], d[i][k] + d[k][j])
    return d


def bellman_ford(n, edges, source):
    d = [float("inf")] * n
    d[source] = 0
    for _ in range(n - 1):
        for a, b, w in edges:
            d[b] = min(d[b], d[a] + w)
    if any(d[a] + w < d[b] for a, b, w in edges):
        raise ValueError("negative cycle")
    return d


def islands(rows):
    land = {(r, c) for r, row in enumerate(rows) for c, x in enumerate(row) if x == "1"}
    sizes = []
    while land:
        stack, size = [land.pop()], 0
        while stack:
            r, c = stack.pop()
            size += 1
            for n in {(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)} & land:
                land.remove(n)
                stack.append(n)
        sizes.append(size)
    return sorted(sizes, reverse=True)


grid = Grid(MAZE)
start, goal = grid.find("S"), grid.find("E")
path = bfs(grid, start, goal)
print(start, goal, len(path) - 1, path[:3])
print(grid.show(path))
best, visited = a_star(grid, start, goal)
print(len(best) - 1, visited <= grid.width * grid.height, bfs(Grid(["S#E"]), (0, 0), (0, 2)))
edges = [(0, 1, 4), (0, 2, 1), (2, 1, 2), (1, 3, 5), (3, 0, 7)]
print(*floyd(4, edges), sep="\n")
print(bellman_ford(4, edges, 0), islands(["11000", "11010", "00011"]))
try:
    bellman_ford(2, [(0, 1, -1), (1, 0, -1)], 0)
except ValueError as e:
    print(e)
