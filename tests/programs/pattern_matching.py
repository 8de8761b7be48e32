from dataclasses import dataclass


@dataclass
class Num:
    value: float


@dataclass
class BinOp:
    op: str
    left: object
    right: object


def evaluate(node):
    match node:
        case Num(value):
            return value
        case BinOp("+", left, right):
            return evaluate(left) + evaluate(right)
        case BinOp("*", left, right):
            return evaluate(left) * evaluate(right)
        case BinOp(op=op):
            raise ValueError(f"unknown operator {op!r}")
        case _:
            raise TypeError(f"not a node: {node!r}")


def command(text):
    match text.split():
        case []:
            return "nothing"
        case ["go", ("north" | "south") as where]:
            return f"going {where}"
        case ["take", item, *others] if others:
            return f"taking {item} and {len(others)} more"
        case ["take", item]:
            return f"taking {item}"
        case ["quit" | "exit"]:
            return "bye"
        case [verb, *_]:
            return f"cannot {verb}"


def describe(value):
    match value:
        case None | False:
            return "empty"
        case int(n) if n < 0:
            return "negative"
        case 0:
            return "zero"
        case int() | float():
            return "number"
        case {"type": "user", "name": str(name), **rest}:
            return f"user {name} {sorted(rest)}"
        case {"type": kind}:
            return f"some {kind}"
        case [[x, y], z]:
            return f"nested {x}{y}{z}"
        case (a, b):
            return f"pair {a},{b}"
        case str():
            return "text"
    return "?"


print(evaluate(BinOp("+", Num(2), BinOp("*", Num(3), Num(4)))))
for bad in (BinOp("^", Num(1), Num(2)), 5):
    try:
        evaluate(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
for text in ("", "go north", "go up", "take lamp", "take a b c", "exit", "dance now"):
    print(repr(text), "->", command(text))
for v in (None, -3, 0, 2.5, {"type": "user", "name": "Al", "id": 1}, {"type": "bot"}, [[1, 2], 3], ("q", "r"), "s", {}, [1, 2, 3]):
    print(describe(v))
match = {"case": 1}
print(match["case"])
