# Statements, and literals.
import contextlib


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind.__name__ if kind else None)
        return self.swallow


with (Manager("a") as a, Manager("b") as b):
    print(a, b)
with (
    Manager("c") as c,
    Manager("d"),
):
    print(c)
with (Manager("e"), Manager("f")):
    pass
with (Manager("g")):
    pass
with (Manager("h")) as h:
    print(h)
with (Manager("i") as i):
    print(i)
with Manager("j") as j, Manager("k") as k:
    print(j, k)
with (Manager("l") if True else None) as l:
    print(l)
with (yield_ := Manager("m")) as m:
    print(m, yield_.name)
holder = {}
with Manager("n") as holder["x"], Manager("o") as (first):
    print(holder, first)
with contextlib.suppress(ZeroDivisionError), Manager("p"):
    1 / 0


def early():
    with Manager("q"), Manager("r"):
        return "returned"


print(early())


def finally_wins():
    try:
        return "try"
    finally:
        return "finally"


def finally_break():
    for i in range(3):
        try:
            continue
        finally:
            if i == 1:
                break
    return i


def all_parts(x):
    try:
        if x:
            raise ValueError("v")
    except (TypeError, ValueError) as error:
        return "except", str(error)
    else:
        return "else"
    finally:
        print("finally")


print(finally_wins(), finally_break(), all_parts(0), all_parts(1))
for i in range(3):
    pass
else:
    print("for else", i)
while False:
    pass
else:
    print("while else")
for i in range(3):
    if i == 1:
        break
else:
    print("not printed")
data = [[1, 2, 3], {"a": 1, "b": 2}]
one = two = three = four = 1
del one, (two, [three]), four
del data[0][1], (data[1]["a"]), [data[0][0]]
del ()
print(data, "one" in globals(), "three" in globals())
try:
    assert 1 == 2, "message " + str(5)
except AssertionError as error:
    print("assert", error)
try:
    assert 0
except AssertionError as error:
    print("assert", repr(str(error)))
print(1_000_000, 0x_ff, 0b1010_1010, 0o7_7, 1_0.5_0, 1e1_0, 5j, .5, 5., 1.e3, 0xFFFF_FFFF)
print(1 if True else 2, 1.5.is_integer(), 1..real, 0xe + 1)
print("a" 'b' """c""", b"a" b"\xff", r"\d" "\n".strip() + "|", u"u", "\x41\u0041\U00000041\101", "tab\tq\"'")
print("line \
continued", 'a\
b')
total = 1 + \
    2 + \
    3
print(total, (1 +
              2), [
    1,
    2,
])
x = ...
print(x, Ellipsis is ...)


class Matrix:
    def __matmul__(self, other):
        return "matmul", other

    def __rmatmul__(self, other):
        return "rmatmul", other

    def __imatmul__(self, other):
        return "imatmul"


m = Matrix()
print(m @ 2, 3 @ m)
m @= 1
print(m)
if (n := 10) > 5: print("walrus", n)
while (n := n - 4) > 0: print(n)
if True: pass; print("same line"); x = 1
class Empty: ...
def stub(): ...
print(Empty().__class__.__name__, stub())
größe = 1
变量 = "unicode"
ñ_1 = [größe, 变量]
print(ñ_1)
a, b = b, a = 1, 2
print(a, b)
i = 0
i, data = 1, [5, 6]
data[i], i = 9, 0
print(data, i)
values = {"k": [1]}
values["k"] += [2]
values["n"] = values.get("n", 0) + 1
print(values)
x = 5  # type: int
for item in range(2):  # type: int
    pass
print(not x == 5, x if not x else -x, 1 < 2 < 3 > 2 != 4, 1 < 3 < 2, 2 ** -1, -2 ** 2, 2 ** 3 ** 2)
print(x in [5] and x not in [6], x is not None, not not x, ~x, +x, x << 2 >> 1 & 7 | 8 ^ 3)
print([*range(3)][::-1], "abc"[::2], (1, 2, 3)[-2:], {**{"a": 1}}, {1, 1, 2} == {2, 1})
print(*[i for i in range(3) if i if i > 1], sep="")
lines = """first
  second
third"""
print(lines.split("\n"))
try:
    raise KeyError("k") from ValueError("cause")
except KeyError as error:
    print(type(error.__cause__).__name__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ZeroDivisionError:
    print("again")
exec("y = 1\nif y:\n\ty = 2\n")
print(y, eval("y + 1"), eval(" 1 "), eval("(1,\n2)"))
print([1, 2, 3,], (1,), {1: 2,}, {1,}, print(1, 2,), max(1, 2,))
