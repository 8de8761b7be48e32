"""Floats: linear equations, integration, a spectrum, statistics."""

import math


def solve(matrix, right):
    """Gauss's elimination with pivoting."""
    size = len(matrix)
    rows = [row[:] + [value] for row, value in zip(matrix, right)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(column + 1, size):
            factor = rows[row][column] / rows[column][column]
            for k in range(column, size + 1):
                rows[row][k] -= factor * rows[column][k]
    result = [0.0] * size
    for row in range(size - 1, -1, -1):
        known = sum(rows[row][k] * result[k] for k in range(row + 1, size))
        result[row] = (rows[row][size] - known) / rows[row][row]
    return result


def integral(function, start, end, steps):
    width = (end - start) / steps
    total = (function(start) + function(end)) / 2
    for i in range(1, steps):
        total += function(start + i * width)
    return total * width


def transform(values):
    """A fast Fourier transform, on complex numbers."""
    size = len(values)
    if size == 1:
        return values
    even = transform(values[0::2])
    odd = transform(values[1::2])
    result = [0j] * size
    for k in range(size // 2):
        angle = -2 * math.pi * k / size
        turned = complex(math.cos(angle), math.sin(angle)) * odd[k]
        result[k] = even[k] + turned
        result[k + size // 2] = even[k] - turned
    return result


def mandelbrot(width, height, limit):
    inside = 0
    for py in range(height):
        y = py / height * 2 - 1
        for px in range(width):
            x = px / width * 3 - 2
            a = b = 0.0
            for _ in range(limit):
                a, b = a * a - b * b + x, 2 * a * b + y
                if a * a + b * b > 4.0:
                    break
            else:
                inside += 1
    return inside


def statistics(values):
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
    ordered = sorted(values)
    return mean, spread, ordered[len(ordered) // 2], min(values), max(values)


def main():
    size = 22
    matrix = [[1.0 / (i + j + 1) + (i == j) for j in range(size)] for i in range(size)]
    print("%.6f %.6f" % tuple(solve(matrix, [float(i % 5) for i in range(size)])[:2]))
    print("%.6f" % integral(lambda x: math.exp(-x * x), -3, 3, 3000))
    wave = [math.sin(i * 0.3) + 0.5 * math.cos(i * 1.1) for i in range(256)]
    spectrum = [abs(value) for value in transform(wave)]
    print(spectrum.index(max(spectrum)), round(sum(spectrum), 3))
    print(mandelbrot(36, 24, 40))
    print(" ".join("{:.4f}".format(number) for number in statistics(wave * 6)))
    total = 0.0
    for i in range(1, 5000):
        total += math.log(i) / i - float(i % 7) * 1e-3 + math.floor(i / 3.7) % 2
    print(round(total, 4), total > 100, int(total), -total // 1)


main()
