"""Of the module ast only literal_eval(): there are no syntax trees here.

It reads what repr() gives of plain data, calls nothing, and takes no names.
"""

import re as _re

# The names of its groups are the kinds of tokens; whatever is none is `other`.
_token = _re.compile(
    r"(?s)(?P<space>\s+|\#[^\n]*)"
    r"|(?P<string>(?:[rR][bB]?|[bB][rR]?|[uU])?"
    r"(?:\'\'\'(?:[^\\]|\\.)*?\'\'\'|\"\"\"(?:[^\\]|\\.)*?\"\"\"|\'(?:[^\'\\\n]|\\.)*\'|\"(?:[^\"\\\n]|\\.)*\"))"
    r"|(?P<number>0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+"
    r"|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9_]+)?[jJ]?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<dots>\.\.\.)|(?P<sign>[][(){},:+-])|(?P<other>.)"
)
_NAMES = {"None": None, "True": True, "False": False}
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def literal_eval(node_or_string):
    """The value of a text that is a literal: numbers, strings, bytes, tuples, lists, dicts, sets, True, False, None, ..."""
    if not isinstance(node_or_string, str):
        raise ValueError("malformed node or string: %r" % (node_or_string,))
    reader = _Reader(node_or_string.lstrip(" \t"))
    value = reader.display(None)
    if reader.kind is not None:
        reader.wrong()
    return value


class _Reader:
    """A text, and the token that is next."""

    def __init__(self, text):
        self.tokens = _token.finditer(text)
        self.at = self.depth = 0
        self.next()

    def wrong(self):
        if self.kind == "name":
            raise ValueError("malformed node or string: the name %r is no literal" % self.value)
        raise SyntaxError("invalid syntax in a literal, at character %d" % (self.at + 1))

    def next(self):
        for found in self.tokens:
            self.kind = found.lastgroup
            if self.kind != "space":
                self.at = found.start()
                self.value = found.group()
                break
        else:
            self.kind = self.value = None
            return
        if self.kind == "string":
            # It is a literal, and nothing else.
            self.value = eval(self.value, {})
        elif self.kind == "number":
            self.value = _number(self.value)
        elif self.kind == "dots":
            self.value = ...
        elif self.kind == "name" and self.value in _NAMES:
            self.value = _NAMES[self.value]
        else:
            return
        self.kind = "value"

    def display(self, closing):
        """A value; and where none is around it, a tuple without brackets."""
        value = self.sum()
        if self.value != "," or self.kind != "sign" or closing is not None:
            return value
        items = [value]
        while self.takes(","):
            if self.kind is None:
                break
            items.append(self.sum())
        return tuple(items)

    def takes(self, sign):
        if self.kind == "sign" and self.value == sign:
            self.next()
            return True
        return False

    def sum(self):
        """A value, or a complex number as a sum."""
        left = self.signed()
        while self.kind == "sign" and self.value in "+-":
            minus = self.value == "-"
            if type(left) not in (int, float):
                raise ValueError("malformed node or string: only complex numbers can be sums")
            self.next()
            right = self.signed()
            if type(right) is not complex:
                raise ValueError("malformed node or string: only complex numbers can be sums")
            left = left - right if minus else left + right
        return left

    def signed(self):
        if self.kind != "sign" or self.value not in "+-":
            return self.plain()
        minus = self.value == "-"
        self.next()
        value = self.plain()
        if type(value) not in (int, float, complex):
            raise ValueError("malformed node or string: a sign before what is no number")
        return -value if minus else +value

    def plain(self):
        if self.kind == "value":
            value = self.value
            self.next()
            while self.kind == "value" and isinstance(value, (str, bytes)) and type(self.value) is type(value):
                value += self.value
                self.next()
            return value
        if self.kind == "name" and self.value == "set":
            self.next()
            if self.takes("(") and self.takes(")"):
                return set()
            raise ValueError("malformed node or string: only set() can be called")
        if self.kind != "sign" or self.value not in _CLOSING:
            self.wrong()
        self.depth += 1
        if self.depth > 100:
            raise MemoryError("too many nested parentheses")
        opening = self.value
        self.next()
        value = self.items(opening, _CLOSING[opening])
        self.depth -= 1
        return value

    def items(self, opening, closing):
        items = []
        pairs = {}
        comma = False
        while not self.takes(closing):
            if items or pairs:
                if not comma:
                    self.wrong()
            item = self.sum()
            if opening == "{" and not items and self.takes(":"):
                pairs[item] = self.sum()
            elif pairs:
                self.wrong()
            else:
                items.append(item)
            comma = self.takes(",")
        if opening == "[":
            return items
        if opening == "{":
            return set(items) if items else pairs
        return items[0] if len(items) == 1 and not comma else tuple(items)


def _number(text):
    plain = text.replace("_", "")
    lower = plain.lower()
    if lower.endswith("j") and not lower.startswith("0x"):
        return float(plain[:-1]) * 1j
    if lower[:2] in ("0x", "0o", "0b"):
        return int(plain, 0)
    if "." in plain or "e" in lower:
        return float(plain)
    if len(plain) > 1 and plain[0] == "0" and plain.strip("0"):
        raise SyntaxError("leading zeros in decimal integer literals are not permitted")
    return int(plain)


def parse(*args, **keywords):
    raise NotImplementedError("there are no syntax trees here: of ast only literal_eval() works")
