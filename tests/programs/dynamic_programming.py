from functools import lru_cache


def lcs(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            table[i][j] = table[i - 1][j - 1] + 1 if x == y else max(table[i - 1][j], table[i][j - 1])
    i, j, out = len(a), len(b), []
    while i and j:
        if a[i - 1] == b[j - 1]:
            out.append(a[i - 1])
            i, j = i - 1, j - 1
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return "".join(reversed(out))


def knapsack(items, capacity):
    best = [0] * (capacity + 1)
    for value, weight in items:
        for c in range(capacity, weight - 1, -1):
            best[c] = max(best[c], best[c - weight] + value)
    return best[-1]


@lru_cache(maxsize=None)
def edit(a, b):
    if not a or not b:
        return len(a) + len(b)
    if a[-1] == b[-1]:
        return edit(a[:-1], b[:-1])
    return 1 + min(edit(a[:-1], b), edit(a, b[:-1]), edit(a[:-1], b[:-1]))


@lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def lis(seq):
    import bisect
    tails = []
    for x in seq:
        k = bisect.bisect_left(tails, x)
        tails[k:k + 1] = [x]
    return len(tails)


def coins(amount, kinds):
    ways = [1] + [0] * amount
    for coin in kinds:
        for n in range(coin, amount + 1):
            ways[n] += ways[n - coin]
    return ways[amount]


print(lcs("AGGTAB", "GXTXAYB"), knapsack([(60, 10), (100, 20), (120, 30)], 50))
print(edit("kitten", "sitting"), edit.cache_info().currsize > 10)
print(fib(100), fib.cache_info())
print(lis([10, 9, 2, 5, 3, 7, 101, 18]), coins(100, [1, 5, 10, 25, 50]))
pascal = [[1]]
for _ in range(5):
    row = pascal[-1]
    pascal.append([1, *[a + b for a, b in zip(row, row[1:])], 1])
print(*(" ".join(map(str, r)).center(15) for r in pascal), sep="\n")
