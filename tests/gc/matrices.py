# Float work: every float is an object of its own.
def multiply(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def identity(n):
    return [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]


def shown(m):
    return "; ".join(" ".join("%.4f" % v for v in row) for row in m)


def solve(a, b):
    n = len(a)
    m = [row[:] + [b[i]] for i, row in enumerate(a)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[pivot] = m[pivot], m[i]
        for r in range(i + 1, n):
            factor = m[r][i] / m[i][i]
            m[r] = [x - factor * y for x, y in zip(m[r], m[i])]
    x = [0.0] * n
    for i in range(n - 1, -1, -1):
        x[i] = (m[i][n] - sum(m[i][j] * x[j] for j in range(i + 1, n))) / m[i][i]
    return x


a = [[(i * 3 + j * 5) % 7 + (6.0 if i == j else 0.5) for j in range(5)] for i in range(5)]
print(shown(multiply(a, identity(5))) == shown(a))
power = identity(5)
for _ in range(4):
    power = multiply(power, a)
print(["%.3e" % row[0] for row in power])
print(" ".join("%.4f" % v for v in solve(a, [1.5, 2.5, -3.5, 4.0, 0.25])))
z = 0.5 + 0.5j
points = []
for i in range(12):
    z = z * z + complex(-0.4, 0.2)
    points.append("%.4f,%.4f" % (z.real, z.imag))
print(points)


def newton(f, x):
    for _ in range(25):
        slope = (f(x + 1e-6) - f(x - 1e-6)) / 2e-6
        x = x - f(x) / slope
    return x


print("%.6f %.6f" % (newton(lambda x: x * x - 2.0, 1.0), newton(lambda x: x**3 - x - 2.0, 1.5)))
values = [((i * 7919) % 1000) / 8 for i in range(60)]
mean = sum(values) / len(values)
print("%.3f %.3f" % (mean, (sum((v - mean) ** 2 for v in values) / len(values)) ** 0.5), sorted(values)[:4], int(max(values) * 8))
row = [1.0]
for n in range(12):
    row = [1.0] + [x + y for x, y in zip(row, row[1:])] + [1.0]
print([int(v) for v in row], float("1.5e3"), abs(-2.25), 7.5 // 2, 7.5 % 2, -7.5 // 2, divmod(9.0, 2.5))
