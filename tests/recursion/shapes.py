# Every shape of recursion that a program can bring about, through Python
# functions and inside the interpreter, each far deeper than the stack. Each
# must end in RecursionError, SyntaxError or a value:
# never in a trap. Prints a line for each shape.

import json
import re

DEEP = 60000


def nest(wrap, depth=DEEP):
    value = wrap(())
    for _ in range(depth):
        value = wrap(value)
    return value


def attempt(name, shape):
    try:
        shape()
        end = "a value"
    except RecursionError:
        end = "RecursionError"
    except RuntimeError:
        end = "RuntimeError"
    except SyntaxError:
        end = "SyntaxError"
    print(name + ":", end)


# ---- through Python functions ----


def plain():
    return plain()


def many(a=1, b=2, *rest, **named):
    return many(a, b, *rest, **named)


class Recursive:
    def method(self):
        return self.method()

    def __getattr__(self, name):
        return getattr(self, name)

    @property
    def prop(self):
        return self.prop

    def __eq__(self, other):
        return self == other

    def __add__(self, other):
        return self + other

    def __repr__(self):
        return repr(self)

    def __len__(self):
        return len(self)

    def __iter__(self):
        return iter(self)

    def __hash__(self):
        return hash(self)

    def __getitem__(self, index):
        return self[index]

    def __call__(self):
        return self()

    def __bool__(self):
        return bool(self)

    def __contains__(self, item):
        return item in self

    def __enter__(self):
        with self:
            pass

    def __exit__(self, *error):
        pass


class Constructed:
    def __init__(self):
        Constructed()


def delegating():
    yield from delegating()


def looping():
    for item in looping():
        yield item


def sort_key(item):
    return sorted([1, 2, 3], key=sort_key)


def mapped(item):
    return list(map(mapped, [1]))


def substituted(match):
    return re.sub("a", substituted, "aaa")


def smallest():
    return min([1, 2], key=lambda item: smallest())


def evaluated():
    return eval("evaluated()")


def executed():
    exec("executed()")


def comprehended():
    return [comprehended() for _ in [1]]


def with_finally():
    try:
        with_finally()
    finally:
        pass


def with_except():
    try:
        1 / 0
    except ZeroDivisionError:
        with_except()


recursive = Recursive()
attempt("plain", plain)
attempt("many arguments", many)
attempt("method", recursive.method)
attempt("__getattr__", lambda: recursive.missing)
attempt("property", lambda: recursive.prop)
attempt("__eq__", lambda: recursive == 1)
attempt("__add__", lambda: recursive + 1)
attempt("__repr__", lambda: repr(recursive))
attempt("__len__", lambda: len(recursive))
attempt("__iter__", lambda: iter(recursive))
attempt("__hash__", lambda: hash(recursive))
attempt("__getitem__", lambda: recursive[0])
attempt("__call__", recursive)
attempt("__bool__", lambda: bool(recursive))
attempt("__contains__", lambda: 1 in recursive)
attempt("__enter__", recursive.__enter__)
attempt("__init__", Constructed)
attempt("yield from", lambda: next(delegating()))
attempt("generator in generator", lambda: next(looping()))
attempt("sort key", lambda: sort_key(1))
attempt("map", lambda: mapped(1))
attempt("re.sub", lambda: substituted(None))
attempt("min key", smallest)
attempt("eval", evaluated)
attempt("exec", executed)
attempt("comprehension", comprehended)
attempt("finally", with_finally)
attempt("except", with_except)

# ---- inside the interpreter: nested values ----

for name, wrap in [
    ("list", lambda value: [value]),
    ("tuple", lambda value: (value,)),
    ("dict", lambda value: {1: value}),
]:
    attempt("repr of " + name, lambda: repr(nest(wrap)))
    attempt("str of " + name, lambda: "%s" % [nest(wrap)])
    attempt("== of " + name, lambda: nest(wrap) == nest(wrap))
    attempt("json of " + name, lambda: json.dumps(nest(wrap)))
attempt("< of list", lambda: nest(lambda value: [value]) < nest(lambda value: [value]))
attempt("hash of tuple", lambda: hash(nest(lambda value: (value,))))
attempt("isinstance", lambda: isinstance(1, nest(lambda value: (value,))))
attempt("json.loads", lambda: json.loads("[" * DEEP + "]" * DEEP))

# ---- inside the interpreter: chains ----


def chain(step, start):
    value = start
    for _ in range(DEEP):
        value = step(value)
    return value


attempt("chain of map", lambda: list(chain(lambda it: map(str, it), iter([1]))))
attempt("chain of zip", lambda: list(chain(zip, iter([1]))))
attempt("chain of filter", lambda: list(chain(lambda it: filter(None, it), iter([1]))))
attempt("chain of enumerate", lambda: list(chain(enumerate, iter([1]))))
attempt("chain of reversed views", lambda: list(chain(lambda it: iter(it), iter([1]))))
attempt("chain of closures", chain(lambda f: lambda: f(), lambda: 1))


def chain_of_bases():
    class Base:
        pass

    derived = Base
    for _ in range(2000):
        class Derived(derived):
            pass

        derived = Derived
    return issubclass(derived, Base) and hasattr(derived(), "missing")


attempt("chain of bases", chain_of_bases)

# ---- the parser and the compiler ----

attempt("parser: (", lambda: eval("(" * 3000 + ")" * 3000))
attempt("parser: [", lambda: eval("[" * 3000 + "]" * 3000))
attempt("parser: {", lambda: eval("{1:" * 3000 + "1" + "}" * 3000))
attempt("parser: calls", lambda: eval("str(" * 8000 + ")" * 8000))
attempt("parser: not", lambda: eval("not " * 5000 + "recursive"))
attempt("parser: -", lambda: eval("-" * 5000 + "DEEP"))
attempt("parser: **", lambda: eval("DEEP" + "**DEEP" * 5000 + "if 0 else 1"))
attempt("parser: lambda", lambda: eval("lambda:" * 5000 + "1"))
attempt("parser: attributes", lambda: compile("a" + ".b" * 5000, "attributes", "eval"))
attempt("parser: conditions", lambda: eval("1 if DEEP else " * 5000 + "1"))
attempt("parser: blocks", lambda: exec("".join(" " * i + "if 1:\n" for i in range(500)) + " " * 500 + "pass"))
attempt("parser: functions", lambda: exec("".join(" " * i + "def f():\n" for i in range(500)) + " " * 500 + "pass"))

# ---- regular expressions ----

attempt("re: groups", lambda: re.compile("(" * DEEP + ")" * DEEP))
attempt("re: repeats", lambda: re.match("(.|a)*x", "a" * DEEP))
attempt("re: lazy", lambda: re.match("a*?b?c", "a" * DEEP + "c"))
