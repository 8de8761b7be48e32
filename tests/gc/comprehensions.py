# Nested comprehensions of every kind.
print([[str(i * j) for j in range(i)] for i in range(9)])
print([(x, y, z) for x in range(1, 20) for y in range(x, 20) for z in [int((x * x + y * y) ** 0.5 + 0.001)] if z * z == x * x + y * y])
table = {str(i): {str(j): [i, j] for j in range(4)} for i in range(6)}
print([table[k][j] for k in sorted(table) for j in sorted(table[k]) if int(k) > int(j)])
print(sorted({w[:2] + str(len(w)) for w in "a list of some words and some more words".split()}))
print({n: [d for d in range(1, n + 1) if n % d == 0] for n in (12, 30)}[30])
grid = [[(r * 7 + c * 3) % 10 for c in range(8)] for r in range(6)]
print(["".join(str(v) for v in column) for column in zip(*grid)])
print(list(map(list, [[y + "!" for y in x] for x in [["a", "b"], [], ["c" * 3]]])))
flat = [v for row in [[c * 2 for c in word] for word in ["xy", "zw"]] for v in row]
print(flat, sum(len(s) for s in (t + t for t in flat)))
adders = [lambda x, n=n: [x, n, x + n] for n in range(5)]
print([f(10) for f in adders])
print([[[k for k in range(j)] for j in range(i)] for i in range(5)])
print([x if x % 2 else [x] * 2 for x in range(8)], all([str(x) for x in range(5)]), any([] for _ in range(3)))
