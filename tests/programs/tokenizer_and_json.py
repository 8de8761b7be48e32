class JsonError(ValueError):
    def __init__(self, message, at):
        super().__init__(f"{message} at {at}")
        self.at = at


class Reader:
    ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/"}
    WORDS = {"true": True, "false": False, "null": None}

    def __init__(self, text):
        self.text, self.at = text, 0

    def space(self):
        while self.at < len(self.text) and self.text[self.at] in " \t\n":
            self.at += 1

    def take(self, what):
        self.space()
        if not self.text.startswith(what, self.at):
            found = self.text[self.at:self.at + 1] or "the end"
            raise JsonError(f"expected {what!r}, found {found!r}", self.at)
        self.at += len(what)

    def peek(self):
        self.space()
        return self.text[self.at] if self.at < len(self.text) else ""

    def value(self):
        c = self.peek()
        method = {"{": self.object, "[": self.array, '"': self.string}.get(c)
        if method:
            return method()
        if c == "-" or c.isdigit():
            return self.number()
        for word, value in self.WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        raise JsonError(f"unexpected {c!r}" if c else "unexpected end", self.at)

    def object(self):
        result = {}
        self.take("{")
        while self.peek() != "}":
            if result:
                self.take(",")
            key = self.string()
            self.take(":")
            result[key] = self.value()
        self.take("}")
        return result

    def array(self):
        result = []
        self.take("[")
        while self.peek() != "]":
            if result:
                self.take(",")
            result.append(self.value())
        self.take("]")
        return result

    def string(self):
        self.take('"')
        out = []
        while (c := self.text[self.at:self.at + 1]) != '"':
            if not c:
                raise JsonError("string without end", self.at)
            if c == "\\":
                self.at += 1
                c = self.text[self.at]
                if c == "u":
                    out.append(chr(int(self.text[self.at + 1:self.at + 5], 16)))
                    self.at += 5
                    continue
                c = self.ESCAPES[c]
            out.append(c)
            self.at += 1
        self.at += 1
        return "".join(out)

    def number(self):
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in "+-0123456789.eE":
            self.at += 1
        text = self.text[start:self.at]
        return float(text) if set(text) & set(".eE") else int(text)

    @classmethod
    def parse(cls, text):
        reader = cls(text)
        value = reader.value()
        if reader.peek():
            raise JsonError("more after the end", reader.at)
        return value


def write(value, indent=0):
    pad = "  " * indent
    if isinstance(value, dict):
        inner = ",\n".join(f'{pad}  "{k}": {write(v, indent + 1).lstrip()}' for k, v in value.items())
        return f"{{\n{inner}\n{pad}}}" if value else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(write(v) for v in value) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f'"{value}"' if isinstance(value, str) else repr(value)


TEXT = '{"name": "caf\\u00e9 \\"x\\"", "list": [1, -2.5e3, [], {}], "ok": true, "none": null, "in": {"a": [{"b": 0}]}}'
data = Reader.parse(TEXT)
print(data)
print(write({k: v for k, v in data.items() if k != "name"}))
import json
print(json.loads(TEXT) == data)
for bad in ('{"a" 1}', "[1, 2", '"abc', "nul", "[1] 2", "", '{"a": }'):
    try:
        Reader.parse(bad)
    except JsonError as e:
        print(repr(bad), "->", e, e.at)
