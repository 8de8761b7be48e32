def queens(n):
    def place(row, columns):
        if row == n:
            yield tuple(columns)
            return
        for c in range(n):
            if all(c != k and abs(c - k) != row - r for r, k in enumerate(columns)):
                yield from place(row + 1, columns + [c])
    return place(0, [])


def permutations(items):
    if not items:
        return [[]]
    return [[x, *rest] for i, x in enumerate(items) for rest in permutations(items[:i] + items[i + 1:])]


def subsets(items):
    result = [[]]
    for x in items:
        result += [s + [x] for s in result]
    return result


def combination_sum(options, target, start=0, path=()):
    if target == 0:
        return [list(path)]
    found = []
    for i in range(start, len(options)):
        if options[i] > target:
            break
        found.extend(combination_sum(options, target - options[i], i, path + (options[i],)))
    return found


BOARD = [
    "53..7....", "6..195...", ".98....6.", "8...6...3", "4..8.3..1",
    "7...2...6", ".6....28.", "...419..5", "....8..79",
]


def sudoku(rows):
    grid = [[int(c) if c.isdigit() else 0 for c in row] for row in rows]

    def options(r, c):
        used = set(grid[r]) | {grid[i][c] for i in range(9)}
        br, bc = r // 3 * 3, c // 3 * 3
        used |= {grid[i][j] for i in range(br, br + 3) for j in range(bc, bc + 3)}
        return [d for d in range(1, 10) if d not in used]

    def solve():
        empties = [(r, c) for r in range(9) for c in range(9) if not grid[r][c]]
        if not empties:
            return True
        r, c = min(empties, key=lambda rc: len(options(*rc)))
        for d in options(r, c):
            grid[r][c] = d
            if solve():
                return True
        grid[r][c] = 0
        return False

    return grid if solve() else None


def flood(image, r, c, new):
    old = image[r][c]
    if old == new:
        return 0
    image[r][c] = new
    return 1 + sum(flood(image, r + dr, c + dc, new)
                   for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0))
                   if 0 <= r + dr < len(image) and 0 <= c + dc < len(image[0]) and image[r + dr][c + dc] == old)


def hanoi(n, a="A", b="B", c="C"):
    return [] if n == 0 else hanoi(n - 1, a, c, b) + [a + c] + hanoi(n - 1, b, a, c)


print(len(list(queens(6))), next(queens(8)))
for c in next(queens(4)):
    print("".join("Q" if i == c else "." for i in range(4)))
print(permutations([1, 2, 3]), subsets("abc"), combination_sum([2, 3, 6, 7], 7))
solved = sudoku(BOARD)
print("\n".join("".join(map(str, row)) for row in solved[:3]))
image = [list(row) for row in ("aab", "aba", "bba")]
print(flood(image, 0, 0, "x"), ["".join(r) for r in image], len(hanoi(6)), hanoi(2))


def generate(n):
    def go(s, left, right):
        if len(s) == 2 * n:
            out.append(s)
        if left < n:
            go(s + "(", left + 1, right)
        if right < left:
            go(s + ")", left, right + 1)
    out = []
    go("", 0, 0)
    return out


print(generate(3))
