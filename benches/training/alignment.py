"""Tables in lists: edit distance, knapsack, sorting by hand, matrices, slices."""


def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = 0 if x == y else 1
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost))
        previous = current
    return previous[-1]


def common(a, b):
    table = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] == b[j]:
                table[i + 1][j + 1] = table[i][j] + a[i]
            else:
                up, left = table[i][j + 1], table[i + 1][j]
                table[i + 1][j + 1] = up if len(up) > len(left) else left
    return table[-1][-1]


def knapsack(weights, values, room):
    best = [0] * (room + 1)
    for weight, value in zip(weights, values):
        for left in range(room, weight - 1, -1):
            if best[left - weight] + value > best[left]:
                best[left] = best[left - weight] + value
    return best[room]


def quick(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    return (
        quick([item for item in items if item < pivot])
        + [item for item in items if item == pivot]
        + quick([item for item in items if item > pivot])
    )


def insertion(items):
    for i in range(1, len(items)):
        item = items[i]
        j = i - 1
        while j >= 0 and items[j] > item:
            items[j + 1] = items[j]
            j -= 1
        items[j + 1] = item
    return items


def product(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def main():
    words = ["kitten", "sitting", "saturday", "sunday", "alignment", "assignment"]
    print([distance(a, b) for _ in range(4) for a in words for b in words[::-1]][:12])
    print(common("the quick brown fox jumped", "that quite bright foxglove"))
    print(knapsack([n % 13 + 3 for n in range(24)], [n * 7 % 31 for n in range(24)], 600))
    items = [(n * 7919) % 1009 for n in range(1500)]
    ordered = quick(items)
    assert ordered == sorted(items) and insertion(items[:200]) == sorted(items[:200])
    items[10:20] = items[30:33]
    items[40:45] = []
    items.insert(5, -1)
    items.remove(0)
    items.extend(reversed(items[-3:]))
    del items[100:110]
    print(len(items), items[:8], items[-4:], ordered[300:290:-3], items.pop(), 1008 in items)
    a = [[(i * j) % 10 for j in range(14)] for i in range(14)]
    b = [row[::-1] for row in a]
    c = product(product(a, b), a)
    print(c[3][:5], sum(map(sum, c)), [list(row) for row in zip(*c)][1][2], c[1:3] == c[1:][:2])
    spiral, grid = [], [[x + y * 9 for x in range(9)] for y in range(9)]
    while grid:
        spiral += grid.pop(0)
        grid = [list(row) for row in zip(*grid)][::-1]
    print(spiral[:20], len(spiral) == len(set(spiral)))


main()
