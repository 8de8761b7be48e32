import io
import sys
import traceback


def inner(n):
    raise ValueError("bad %d" % n)


def middle(n):
    inner(n)


def plain(text):
    """Without what differs: the names of files, and CPython's source lines."""
    lines = []
    for line in text.splitlines():
        if line.startswith('  File "'):
            line = '  File "F"' + line[line.index('", line') + 1 :]
        if not line.startswith("    "):
            lines.append(line)
    return "\n".join(lines)


def caught(show):
    try:
        middle(3)
    except ValueError as e:
        return show(e)


def printed(show, *args, **keywords):
    stream = io.StringIO()
    show(*args, file=stream, **keywords)
    return plain(stream.getvalue())


print(caught(lambda e: plain(traceback.format_exc())))
print(caught(lambda e: plain("".join(traceback.format_exception(e)))))
print(caught(lambda e: plain("".join(traceback.format_exception(*sys.exc_info())))))
print(caught(lambda e: (traceback.format_exception_only(e), traceback.format_exception_only(type(e), e))))
print(caught(lambda e: printed(traceback.print_exc)))
print(caught(lambda e: printed(traceback.print_exception, e)))
print(caught(lambda e: printed(traceback.print_exception, *sys.exc_info())))
for limit in (1, -1, 0, 9):
    print(caught(lambda e: plain(traceback.format_exc(limit=limit))))
te = caught(traceback.TracebackException.from_exception)
print(str(te), te.exc_type.__name__, [(f.name, f.lineno) for f in te.stack], plain("".join(te.format())))
print(list(te.format_exception_only()), printed(te.print))
print(repr(traceback.format_exc()))


class Mine(Exception):
    pass


class Other(Exception):
    def __str__(self):
        return "two\nlines"


def chain(kind):
    try:
        try:
            middle(1)
        except ValueError as e:
            if kind == "from":
                raise Mine("second") from e
            if kind == "none":
                raise Mine("second") from None
            raise Mine
    except Mine:
        raise Other("x")


for kind in ("from", "none", "context"):
    try:
        chain(kind)
    except Exception as e:
        print(plain(traceback.format_exc()))
        print(plain("".join(traceback.format_exception(e, chain=False))))


def recurse(n):
    if n == 0:
        raise RuntimeError('deep\n  File "not one", line 3, in here')
    recurse(n - 1)


for n in (0, 1, 2, 3, 4, 5, 20):
    try:
        recurse(n)
    except RuntimeError as e:
        print(plain(traceback.format_exc()))
        print(len(traceback.TracebackException.from_exception(e).stack))
print(traceback.format_exception_only(KeyError("k")), traceback.format_exception_only(KeyError()), traceback.format_exception(Mine("never raised")), traceback.format_exception_only(None, None))
entries = [("a.py", 1, "f", "x = 1"), ("b.py", 22, "g", None)]
print(traceback.format_list(entries)[0], end="")
summary = traceback.StackSummary.from_list(entries)
print(summary[0].filename, summary[0].lineno, summary[0].name, summary[0].line, tuple(summary[0]), summary[0])
print(traceback.format_tb(None), traceback.extract_tb(None))
try:
    raise SystemExit(3)
except BaseException:
    print(plain(traceback.format_exc()))


def careful():
    try:
        1 / 0
    except ZeroDivisionError:
        return sys.exc_info()[0].__name__


def forgetful():
    for _ in range(2):
        try:
            careful()
            raise KeyError
        except KeyError:
            pass


try:
    int("x")
except ValueError:
    print(careful(), sys.exc_info()[0].__name__)
    forgetful()
    print(sys.exc_info()[0].__name__, plain(traceback.format_exc()))
careful()
print(sys.exc_info())
