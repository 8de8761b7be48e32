"""Lists: indexing, slices, comprehensions; queens on a board, a product of matrices."""


def queens(size):
    """How many ways to put that many queens on a board, by rows."""
    columns = [False] * size
    rising = [False] * (2 * size)
    falling = [False] * (2 * size)

    def place(row):
        if row == size:
            return 1
        ways = 0
        for column in range(size):
            up = row + column
            down = row - column + size
            if not (columns[column] or rising[up] or falling[down]):
                columns[column] = rising[up] = falling[down] = True
                ways += place(row + 1)
                columns[column] = rising[up] = falling[down] = False
        return ways

    return place(0)


def product(left, right):
    columns = [list(column) for column in zip(*right)]
    return [[sum([a * b for a, b in zip(row, column)]) % 1009 for column in columns] for row in left]


def main():
    matrix = [[(i * 7 + j * 3) % 101 for j in range(36)] for i in range(36)]
    power = matrix
    for _ in range(16):
        power = product(power, matrix)
    queue = list(range(500))
    for i in range(120000):
        queue.append(queue.pop(0) + queue[-1] & 1023)
        if i % 100 == 0:
            queue = queue[250:] + queue[:250]
    print("lists", queens(8), sum([sum(row) for row in power]), sum(queue))


main()
