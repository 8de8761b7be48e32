# The match statement.
import re
from dataclasses import dataclass


def kind(value):
    match value:
        case 0:
            return "zero"
        case -1 | -2.5:
            return "negative"
        case 1 + 2j:
            return "complex"
        case "a" | "b" as letter:
            return "letter " + letter
        case b"bytes":
            return "bytes"
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [1, *rest]:
            return f"one first {rest}"
        case (first, *_, last) if first == last:
            return f"same ends {first}"
        case [x, [y, *z]]:
            return f"nested {x} {y} {z}"
        case {"type": "point", "x": x, "y": y}:
            return f"point {x} {y}"
        case {"type": str(t), **rest}:
            return f"typed {t} {rest}"
        case {}:
            return "mapping"
        case int(n) if n > 100:
            return f"big {n}"
        case int() | float():
            return "number"
        case str(s):
            return f"text {s}"
        case _:
            return "other"


for value in [0, -1, -2.5, 1 + 2j, "a", "b", "c", b"bytes", None, True, False, [], (), [5], (1, 2, 3), [7, 8, 7], [2, (3, 4, 5)],
              {"type": "point", "x": 1, "y": 2}, {"type": "circle", "r": 1}, {"type": 5}, {}, 1000, 50, 2.5, "text", object,
              {1}, b"", bytearray(b"x"), range(1), range(1, 4), 0.0, 1, [2, 3]]:
    print(repr(value), "->", kind(value))


@dataclass
class Point:
    x: int
    y: int


class Args:
    __match_args__ = ("a", "b")

    def __init__(self, a, b):
        self.a, self.b = a, b


def where(point):
    match point:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on y at {y}"
        case Point(x, 0):
            return f"on x at {x}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "somewhere"
        case Args(a, b=2):
            return f"args {a}"
        case Args(a=Point(x=px)) | Args(b=Point(x=px)):
            return f"inside {px}"
        case [Point(x=1) as first, *others]:
            return f"list {first} {len(others)}"
    return "nowhere"


for point in [Point(0, 0), Point(0, 3), Point(4, 0), Point(5, 5), Point(1, 2), Args(1, 2), Args(Point(9, 0), 1), Args(1, Point(8, 0)),
              [Point(1, 2), 3], 5, []]:
    print(where(point))


class Color:
    RED = 1
    GREEN = 2

    class Deep:
        BLUE = 3


def color(c):
    match c:
        case Color.RED:
            return "red"
        case Color.Deep.BLUE:
            return "blue"
        case Color.GREEN | 4:
            return "green or four"


print([color(c) for c in (1, 2, 3, 4, 5)])


def command(line):
    match line.split():
        case ["go", ("north" | "south") as way]:
            return "go " + way
        case ["get", obj] | ["pick", "up", obj]:
            return "get " + obj
        case ["drop", *objects] if objects:
            return "drop " + ",".join(objects)
        case ["quit" | "exit"]:
            return "bye"
        case []:
            return "nothing"
        case [cmd, *_]:
            return "unknown " + cmd


for line in ["go north", "go west", "get lamp", "pick up lamp", "drop a b", "drop", "exit", "", "x y z"]:
    print(command(line))

match 1, 2, 3:
    case a, b, *c:
        print(a, b, c)
match 1,:
    case [x]:
        print("tuple", x)
match (n := 5):
    case m if m == n:
        print("walrus", m, n)
match [1, 2], 3:
    case (a, b), c:
        print(a, b, c)
match *[1, 2], 3:
    case [*all]:
        print(all)
match {"a": {"b": [1, {"c": 2}]}}:
    case {"a": {"b": [_, {"c": deep}]}}:
        print("deep", deep)
match {1: "i", None: "n", True: "t", -2: "m"}:
    case {None: n, -2: m, 1: t}:
        print(n, m, t)
match "x":
    case str() as s:
        print("as", s)
match (1, (2, (3, (4,)))):
    case (a, (b, (c, (d,)))):
        print(a, b, c, d)


class Dict(dict):
    def __missing__(self, key):
        return "missing"


match Dict(a=1):
    case {"b": b}:
        print("wrong")
    case {"a": a}:
        print("a", a)


def loops():
    out = []
    for i in range(10):
        match i:
            case 2:
                continue
            case 5:
                break
            case n:
                out.append(n)
    return out


print(loops())


def finally_return(x):
    try:
        match x:
            case 1:
                return "one"
            case _:
                raise ValueError(x)
    except ValueError as e:
        return f"error {e}"
    finally:
        print("finally")


print(finally_return(1), finally_return(2))


def closure():
    match [1, 2]:
        case [a, b]:
            return lambda: a + b


print(closure()())

# ordinary names
match = re.match("a(b)", "ab")
print(match.group(1), match[1], bool(match))
match = [1, 2]
match[0] = 5
print(match, match == [5, 2], match != 0)
case = 3
_ = 4
print(case, _, case + _)
match = case = 1
match: int = 7
case: int = 8
print(match, case)
match, case = case, match
print(match, case)


def match(x, *args):
    return ("called", x, args)


print(match(1), match(1)[0], match (2))
match (3)
match(
    4
)
match ((1, 2), 3)
match * 2 if False else 0


class C:
    match = 1
    case = 2

    def method(self, match, case=None):
        return match, case


print(C.match, C().case, C().method(match=1, case=2))
print([match for match in range(3)], {case: case for case in "ab"}, (lambda match: match)(1))
type = 5
print(type)
match -1:
    case -1: print("one line")
match not True:
    case False: print("not")
match {"a": 1}:
    case {"a": 1}: print("dict subject")
match lambda: 1:
    case f: print(f())
match "a:b#c":  # a comment: with a colon
    # before the case
    case "a:b#c":  # case comment
        print("comment")
match [
    1,
    2,
]:
    case [
        1,
        2,
    ]:
        print("lines")


def attempt(code):
    try:
        exec(code, {"Point": Point, "Args": Args, "Color": Color})
        print("fine")
    except Exception as error:
        print(error.__class__.__name__, str(error) if not isinstance(error, SyntaxError) else "", "|", code.replace("\n", "/"))


attempt("match 1:\n case x: pass\n case 2: pass")
attempt("match 1:\n case _: pass\n case 2: pass")
attempt("match 1:\n case x | 2: pass")
attempt("match 1:\n case 1 | x: pass")
attempt("match 1:\n case [x, x]: pass")
attempt("match 1:\n case (x, *y, *z): pass")
attempt("match 1:\n case Point(x=1, x=2): pass")
attempt("match 1:\n case Point(x=1, 2): pass")
attempt("match 1:\n case {x: 1}: pass")
attempt("match 1:\n case {**rest, 'a': 1}: pass")
attempt("match 1:\n case {**_}: pass")
attempt("match 1:\n case *x: pass")
attempt("match 1:\n case 1 + 2: pass")
attempt("match 1:\n case x as y: pass")
attempt("match 1:\n case 1 as _: pass")
attempt("match 1:\n pass")
attempt("match 1:\n case 1:\n  pass\n pass")
attempt("match 1: pass")
attempt("case 1: pass")
attempt("match Point(1, 2):\n case Point(1, 2, 3): pass")
attempt("match Args(1, 2):\n case Args(1, a=1): pass")
attempt("match 1:\n case int(1, 2): pass")
attempt("match 1:\n case int(real=1): pass")
attempt("x = 1\nmatch 1:\n case x(): pass")
attempt("match {}:\n case {'a': 1, 'a': 2}: pass")
attempt("match {'a': 1}:\n case {Color.RED: 1, 1: 2}: pass")
attempt("match 1:\n case nothing.here: pass")
