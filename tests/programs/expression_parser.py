import operator


class ParseError(ValueError):
    pass


class Parser:
    OPS = {"+": (1, operator.add), "-": (1, operator.sub), "*": (2, operator.mul), "/": (2, operator.truediv), "^": (3, operator.pow)}

    def __init__(self, text):
        self.tokens = list(self.tokenize(text))
        self.pos = 0

    @staticmethod
    def tokenize(text):
        i = 0
        while i < len(text):
            c = text[i]
            if c.isspace():
                i += 1
            elif c.isdigit() or c == ".":
                j = i
                while j < len(text) and (text[j].isdigit() or text[j] == "."):
                    j += 1
                yield float(text[i:j]) if "." in text[i:j] else int(text[i:j])
                i = j
            elif c in "+-*/^()":
                yield c
                i += 1
            else:
                raise ParseError(f"unexpected {c!r} at {i}")

    def peek(self):
        return self.tokens[self.pos] if self.pos < len(self.tokens) else None

    def take(self):
        token = self.peek()
        self.pos += 1
        return token

    def parse(self, level=1):
        left = self.atom()
        while (op := self.peek()) in self.OPS and self.OPS[op][0] >= level:
            prec, fn = self.OPS[self.take()]
            right = self.parse(prec + (op != "^"))
            left = fn(left, right)
        return left

    def atom(self):
        token = self.take()
        if token == "(":
            value = self.parse()
            if self.take() != ")":
                raise ParseError("missing )")
            return value
        if token == "-":
            return -self.atom()
        if isinstance(token, (int, float)):
            return token
        raise ParseError(f"unexpected {token}")


for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-4 + 10 / 4", "1.5 * 2", "8 - 3 - 2", "(1", "2 $ 3", "1 / 0", "*"):
    try:
        print(text, "=", Parser(text).parse())
    except ParseError as e:
        print(text, "!", e)
    except ZeroDivisionError as e:
        print(text, "! division:", e)


def rpn(text):
    stack = []
    ops = {s: f for s, (_, f) in Parser.OPS.items()}
    for token in text.split():
        if token in ops:
            b, a = stack.pop(), stack.pop()
            stack.append(ops[token](a, b))
        else:
            stack.append(float(token))
    return stack.pop()


def balanced(s, pairs={")": "(", "]": "[", "}": "{"}):
    stack = []
    for c in s:
        if c in pairs.values():
            stack.append(c)
        elif c in pairs and (not stack or stack.pop() != pairs[c]):
            return False
    return not stack


print(rpn("5 1 2 + 4 * + 3 -"), [balanced(s) for s in ("([]{})", "([)]", "((", "")])
