"""Reads arithmetic from text: a scanner, a parser by recursive descent, a tree."""


class BadSyntax(Exception):
    pass


def scan(text):
    at = 0
    while at < len(text):
        c = text[at]
        if c == " ":
            at += 1
        elif c.isdigit() or c == ".":
            start = at
            while at < len(text) and (text[at].isdigit() or text[at] == "."):
                at += 1
            digits = text[start:at]
            yield "number", float(digits) if "." in digits else int(digits)
        elif c.isalpha() or c == "_":
            start = at
            while at < len(text) and (text[at].isalpha() or text[at] == "_"):
                at += 1
            yield "name", text[start:at]
        elif c in "+-*/()=":
            at += 1
            yield c, c
        else:
            raise BadSyntax("at %d: %r" % (at, c))
    yield "end", None


class Parser:
    def __init__(self, text):
        self.tokens = scan(text)
        self.advance()

    def advance(self):
        self.kind, self.value = next(self.tokens)

    def take(self, kind):
        if self.kind != kind:
            raise BadSyntax(f"expected {kind}, found {self.kind}")
        value = self.value
        if kind != "end":
            self.advance()
        return value

    def sum(self):
        left = self.product()
        while self.kind in ("+", "-"):
            operator = self.take(self.kind)
            left = (operator, left, self.product())
        return left

    def product(self):
        left = self.factor()
        while self.kind == "*" or self.kind == "/":
            operator = self.take(self.kind)
            left = (operator, left, self.factor())
        return left

    def factor(self):
        if self.kind == "-":
            self.advance()
            return ("negate", self.factor())
        if self.kind == "(":
            self.advance()
            inner = self.sum()
            self.take(")")
            return inner
        if self.kind == "name":
            return ("name", self.take("name"))
        return self.take("number")


def evaluate(tree, names):
    if not isinstance(tree, tuple):
        return tree
    if tree[0] == "name":
        return names[tree[1]]
    if tree[0] == "negate":
        return -evaluate(tree[1], names)
    operator, left, right = tree
    left = evaluate(left, names)
    right = evaluate(right, names)
    if operator == "+":
        return left + right
    elif operator == "-":
        return left - right
    elif operator == "*":
        return left * right
    return left / right


LINES = [
    "1 + 2 * 3",
    "(a + b) * (a - b) / 4",
    "-(width * 2.5 - 17) + height",
    "((((1))))",
    "total_sum / 0",
    "3 $ 4",
    "2 * (3 + 4",
    "unknown + 1",
    "1.5 * 1.5 * 1.5 - a * a * a + 12345678901234567890",
]


def main():
    names = {"a": 3, "b": 8, "width": 20, "height": 0.5, "total_sum": 99}
    results = {}
    for turn in range(160):
        names["a"] = turn
        for line in LINES:
            try:
                parser = Parser(line)
                tree = parser.sum()
                parser.take("end")
                value = evaluate(tree, names)
            except BadSyntax as error:
                value = "syntax: " + str(error)
            except (KeyError, ZeroDivisionError) as error:
                value = type(error).__name__
            results[line] = value
    for line in LINES:
        print(line, "->", results[line])


main()
