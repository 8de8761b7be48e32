def shape(m):
    return len(m), len(m[0]) if m else 0


def transpose(m):
    return [list(column) for column in zip(*m)]


def multiply(a, b):
    if shape(a)[1] != shape(b)[0]:
        raise ValueError("cannot multiply {}x{} by {}x{}".format(*shape(a), *shape(b)))
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def determinant(m):
    if len(m) == 1:
        return m[0][0]
    return sum((-1) ** c * m[0][c] * determinant([row[:c] + row[c + 1:] for row in m[1:]]) for c in range(len(m)))


def solve(a, b):
    """Gauss with partial pivoting."""
    n = len(a)
    m = [row[:] + [value] for row, value in zip(a, b)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(m[r][i]))
        if abs(m[pivot][i]) < 1e-12:
            raise ZeroDivisionError("singular matrix")
        m[i], m[pivot] = m[pivot], m[i]
        for r in range(i + 1, n):
            factor = m[r][i] / m[i][i]
            for c in range(i, n + 1):
                m[r][c] -= factor * m[i][c]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (m[i][n] - sum(m[i][j] * x[j] for j in range(i + 1, n))) / m[i][i]
    return x


def spiral(m):
    out = []
    m = [row[:] for row in m]
    while m:
        out += m.pop(0)
        m = [list(row) for row in zip(*m)][::-1]
    return out


def rotate(m):
    return [list(row) for row in zip(*m[::-1])]


def power(m, n):
    result = [[int(i == j) for j in range(len(m))] for i in range(len(m))]
    while n:
        if n % 2:
            result = multiply(result, m)
        m = multiply(m, m)
        n //= 2
    return result


a = [[1, 2, 3], [4, 5, 6], [7, 8, 10]]
print(transpose(a), determinant(a), spiral(a), rotate(a), sep="\n")
print(multiply(a, [[1], [0], [-1]]), power([[1, 1], [1, 0]], 50)[0][1])
print([round(v, 6) for v in solve(a, [6, 15, 25])])
for bad in (lambda: multiply(a, [[1, 2]]), lambda: solve([[1, 2], [2, 4]], [1, 2])):
    try:
        bad()
    except (ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
grid = [[0] * 4 for _ in range(3)]
for i, row in enumerate(grid):
    for j, _ in enumerate(row):
        grid[i][j] = i * j
print("\n".join("".join(f"{v:3}" for v in row) for row in grid))
print(sum(map(sum, grid)), max(max(r) for r in grid), [r[1] for r in grid], [grid[i][i] for i in range(3)], any(0 in r for r in grid[1:]))
triangle = [[1] * (i + 1) for i in range(6)]
for i in range(2, 6):
    for j in range(1, i):
        triangle[i][j] = triangle[i - 1][j - 1] + triangle[i - 1][j]
for row in triangle:
    print(" ".join(f"{x:^3d}" for x in row).center(24).rstrip())
flat = [x for row in a for x in row if x % 2]
chunks = [flat[i:i + 2] for i in range(0, len(flat), 2)]
print(flat, chunks, [[x ** 2 if x > 5 else -x for x in row] for row in a], list(map(list, zip(*chunks[:2]))))
