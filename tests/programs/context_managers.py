import io
from contextlib import contextmanager, suppress, redirect_stdout, ExitStack, closing


@contextmanager
def tag(name, out):
    out.append(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as e:
        out.append(f"!{e}")
    finally:
        out.append(f"</{name}>")


out = []
with tag("a", out) as a, tag("b", out):
    out.append(a)
with tag("c", out):
    raise ValueError("inside")
print("".join(out))
with suppress(KeyError, IndexError):
    [].pop()
    print("not reached")
buffer = io.StringIO()
with redirect_stdout(buffer):
    print("captured", 1)
print(repr(buffer.getvalue()))
with ExitStack() as stack:
    names = [stack.enter_context(tag(n, out)) for n in "xy"]
    stack.callback(out.append, "last")
print(names, out[-3:])


class Thing:
    def close(self):
        print("closed")


with closing(Thing()) as t:
    pass


class Transaction:
    def __init__(self, data):
        self.data = data

    def __enter__(self):
        self.saved = dict(self.data)
        return self.data

    def __exit__(self, kind, value, traceback):
        if kind:
            self.data.clear()
            self.data.update(self.saved)
        return kind is ValueError


data = {"a": 1}
with Transaction(data) as d:
    d["b"] = 2
with Transaction(data) as d:
    d["c"] = 3
    raise ValueError
try:
    with Transaction(data) as d:
        del d["a"]
        raise KeyError("x")
except KeyError as e:
    print("outer", e, data)
s = io.StringIO("one\ntwo\n\nfour")
print([line.rstrip("\n") for line in s], s.tell(), s.read(), s.seek(4), s.readline())
