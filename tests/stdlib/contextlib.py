import contextlib
import io
import sys
from contextlib import ContextDecorator, ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


@contextmanager
def tag(name):
    print("<%s>" % name)
    try:
        yield name.upper()
    except ValueError as e:
        print("caught", e)
    finally:
        print("</%s>" % name)


with tag("a") as up:
    print(up)
with tag("b"):
    raise ValueError("oops")


def leaves():
    with tag("c"):
        raise KeyError("k")


print(error(leaves)[0])


@contextmanager
def empty():
    for x in ():
        yield x


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def replaces():
    try:
        yield
    except Exception:
        raise TypeError("replaced")


def use(manager, raises=None):
    with manager:
        if raises:
            raise raises


print(error(use, empty()), error(use, twice()), error(use, replaces(), ValueError("x")), error(use, twice(), ValueError("v")))


@tag("deco")
def decorated(x):
    return x * 2


print(decorated(3), decorated(4), decorated.__name__, tag.__name__)
with suppress(KeyError, IndexError):
    {}["x"]
    print("not reached")
print(error(use, suppress(KeyError), ValueError("through")), error(use, suppress(LookupError), IndexError("no")))


class Thing:
    def close(self):
        print("closed")


with closing(Thing()) as t:
    print(type(t).__name__)
with nullcontext(5) as n:
    print(n)
out = io.StringIO()
with redirect_stdout(out) as o:
    print("hidden", 1, sep="-")
    print("more", end="")
print(repr(out.getvalue()), o is out)


class Res:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__)
        return self.swallow


with ExitStack() as stack:
    names = [stack.enter_context(Res(n)).name for n in "xyz"]
    stack.callback(print, "callback", sep="")
    print(names)
with ExitStack() as stack:
    stack.enter_context(Res("outer", swallow=True))
    stack.enter_context(Res("inner"))
    raise ValueError("swallowed")
with ExitStack() as stack:
    stack.enter_context(Res("kept"))
    moved = stack.pop_all()
print("still open")
moved.close()
stack = ExitStack()
stack.push(lambda *info: print("pushed", info[0]))
stack.close()


def fails_on_exit():
    with ExitStack() as stack:
        stack.enter_context(Res("first"))
        stack.callback(lambda: 1 / 0)


print(error(fails_on_exit)[0])


class Timer(ContextDecorator):
    def __enter__(self):
        print("start")
        return self

    def __exit__(self, *exc):
        print("stop")
        return False


@Timer()
def work():
    return "done"


print(work())
with tag("outer") as a, tag("inner") as b:
    print(a + b)
