# Generators: send, throw, close, yield from, and many alive at a time.
def averages():
    total, count = [0], 0
    value = None
    while True:
        sent = yield value
        total.append(sent)
        count += 1
        value = str(sum(total) // count) + "/" + str(count)


g = averages()
next(g)
print([g.send(i * i) for i in range(12)])


def guarded(log):
    try:
        for i in range(100):
            try:
                got = yield [i, str(i)]
                if got:
                    log.append("got " + got)
            except ValueError as error:
                log.append("caught " + str(error.args[0]))
                yield ("recovered", i)
    finally:
        log.append("closed" + "!" * 2)


log = []
g = guarded(log)
print(next(g), g.send("x" * 3), g.throw(ValueError("v" * 4)), next(g))
g.close()
print(log)


def leaf(n):
    for i in range(n):
        yield str(i) * n
    return [n]


def branch(n):
    results = []
    for i in range(n):
        results += yield from leaf(i)
    return results


def root():
    result = yield from branch(6)
    yield "result " + str(result)


print(list(root()))


def walk(node):
    if isinstance(node, list):
        for child in node:
            yield from walk(child)
    else:
        yield node


nested = []
for i in range(25):
    nested = [nested, str(i)]
print("".join(walk(nested)))


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


alive = [primes() for _ in range(8)]
rows = [[next(p) for p in alive] for _ in range(10)]
print(rows[-1], sum(sum(row) for row in rows))
print(sum(x * y for x in range(10) for y in range(x) if (x + y) % 3))
