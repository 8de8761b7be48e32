"""Source text compiled and run: many small functions, classes and expressions."""

PIECES = '''
def walk_{n}(items, depth=0, *rest, **options):
    """Visits what is nested."""
    found = []
    for at, item in enumerate(items):
        if isinstance(item, list) and depth < 5:
            found += walk_{n}(item, depth + 1)
        elif item is None or not item:
            continue
        else:
            found.append((at, item * {n} + depth if depth else -item))
    while len(found) > 40 and options.get("short"):
        found.pop()
    return found

class Thing_{n}(object):
    limit = {n} << 2 | 1

    def __init__(self, value):
        self.value = value if value < self.limit else self.limit
        self.table = {{"a": value, "b": [value] * 3, (1, 2): {{1, 2, 3}}}}

    def close(self):
        try:
            with self as me:
                assert me.value != {n}, "equal"
                return me.table["b"][1:]
        except (AssertionError, KeyError) as error:
            return [str(error)]
        finally:
            self.value = None

    def __enter__(self):
        return self

    def __exit__(self, *details):
        global exits
        exits += 1

squares_{n} = [x ** 2 % 7 for x in range({n}, {n} + 9) if x & 1 and x != 3]
pick_{n} = lambda a, b=2.5, *c: (a // b, a @ b) if c else a * b - 0x1F ^ 0b11 if a else f"{{a!r:>4}}"

def numbers_{n}():
    first, *middle, last = squares_{n}
    try:
        got = yield first
        del middle[:1]
        yield from middle
    except GeneratorExit:
        pass
    else:
        yield last, got
result += len(walk_{n}([1, [2, None, [3, 0]], 4, []])) + len(Thing_{n}(50).close())
result += sum(x for x in numbers_{n}() if isinstance(x, int))
'''

EXPRESSIONS = [
    "(a + b) * c - a // (b or 1)",
    "[x for x in range(a) if x % 2 == b % 2][-1]",
    "{'k': a, 'l': {'m': [b, c]}}['l']['m'][1]",
    "a < b <= c or not (a and c) and b is not None",
    "'%s-%s' % (a, 'text with ' 'pieces') + str(c)[1:]",
    "max(map(lambda v: v * v, (a, b, c)), key=lambda v: -v)",
    "1_000_000 + 0xFFFFFFFFFFFF + 1.5e3 + a",
]


def main():
    names = {"result": 0, "exits": 0}
    for n in range(2, 42):
        exec(PIECES.format(n=n), names)
    print(names["result"], names["exits"], len(names) > 180)
    total = 0
    for turn in range(90):
        values = {"a": turn % 9 + 2, "b": turn % 4, "c": 30 - turn}
        for text in EXPRESSIONS:
            total += len(str(eval(text, values)))
    compiled = compile("a * 2 + len(text)", "<made>", "eval")
    print(total, eval(compiled, {"a": 4, "text": "four"}))
    wrong = 0
    for text in ("def f(:", "a b", "x = (1,", "return 1", "  indented", "'open", "f(a=1, 2)", "1 = x") * 6:
        try:
            exec(text, {})
        except SyntaxError:
            wrong += 1
    print(wrong)


main()
