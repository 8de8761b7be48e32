"""Grids: the game of life in lists, in a bytearray and in a set of cells."""

START = """
..#.......
#.#.......
.##....#..
.......##.
..........
...###....
"""


def step_lists(grid):
    height, width = len(grid), len(grid[0])
    new = [[0] * width for _ in range(height)]
    for y in range(height):
        above, row, below = grid[y - 1], grid[y], grid[(y + 1) % height]
        for x in range(width):
            left, right = x - 1, (x + 1) % width
            count = above[left] + above[x] + above[right] + row[left] + row[right]
            count += below[left] + below[x] + below[right]
            if count == 3 or (count == 2 and row[x]):
                new[y][x] = 1
    return new


def step_bytes(cells, width):
    size = len(cells)
    new = bytearray(size)
    for at in range(size):
        count = 0
        for move in (-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1):
            count += cells[(at + move) % size]
        new[at] = count == 3 or count == 2 and cells[at]
    return new


def step_set(cells):
    neighbours = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = (x + dx, y + dy)
                    neighbours[cell] = neighbours.get(cell, 0) + 1
    return {cell for cell, count in neighbours.items() if count == 3 or count == 2 and cell in cells}


def main():
    rows = START.strip().split("\n")
    width, height = 32, 24
    grid = [[0] * width for _ in range(height)]
    cells = bytearray(width * height)
    alive = set()
    for y, row in enumerate(rows):
        for x, mark in enumerate(row):
            if mark == "#":
                grid[y + 4][x + 6] = 1
                cells[(y + 4) * width + x + 6] = 1
                alive.add((x, y))
    for _ in range(34):
        grid = step_lists(grid)
        alive = step_set(alive)
    for _ in range(8):
        cells = step_bytes(cells, width)
    print(sum(map(sum, grid)), sum(cells), len(alive), min(alive), max(alive))
    print("\n".join("".join(".#"[cell] for cell in row[:20]) for row in grid[:6]))


main()
