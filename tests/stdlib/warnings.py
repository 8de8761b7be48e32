import io
import warnings


def show(log):
    print([(w.category.__name__, str(w.message)) for w in log])


class MyWarning(UserWarning):
    pass


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    for _ in range(2):
        warnings.warn("plain")
    warnings.warn("old", DeprecationWarning)
    warnings.warn("mine", MyWarning, stacklevel=2)
    warnings.warn(MyWarning("as an object"))
    warnings.warn(UserWarning(1, 2))
    warnings.warn("soon", PendingDeprecationWarning)
    warnings.warn("res", category=ResourceWarning)
    show(log)
    print(type(log[0]).__name__, isinstance(log[3].message, MyWarning), issubclass(log[1].category, DeprecationWarning), log[4].message.args, log[5].message.args)
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("default")
    for _ in range(3):
        warnings.warn("once for a place")
    show(log)
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("once")
    for _ in range(3):
        warnings.warn("once")
    warnings.warn("once")
    show(log)
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("ignore")
    warnings.warn("ignored")
    warnings.filterwarnings("always", message="see.*", category=UserWarning)
    warnings.warn("SEE this")
    warnings.warn("not this")
    warnings.warn("see also", RuntimeWarning)
    show(log)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for args in (("boom",), ("bang", RuntimeWarning), (MyWarning("own"),)):
        try:
            warnings.warn(*args)
        except Warning as e:
            print(type(e).__name__, e)
    warnings.filterwarnings("ignore", category=FutureWarning)
    warnings.warn("future", FutureWarning)
    warnings.filterwarnings("error", "x+y", append=True)
print(repr(warnings.formatwarning("text", UserWarning, "file.py", 3, "  line of code ")), repr(warnings.formatwarning(MyWarning("w"), MyWarning, "f", 1, "")))
stream = io.StringIO()
warnings.showwarning("text", UserWarning, "file.py", 3, stream, "code")
print(repr(stream.getvalue()))
with warnings.catch_warnings():
    warnings.simplefilter("always")
    told = []
    warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: told.append((str(message), category.__name__))
    warnings.warn("to my function")
    warnings.warn_explicit("explicit", UserWarning, "some.py", 7)
    print(told)
with warnings.catch_warnings(record=True) as outer:
    warnings.simplefilter("always")
    warnings.warn("outer")
    with warnings.catch_warnings(record=True) as inner:
        warnings.warn("inner")
    warnings.warn("outer again")
    show(outer), show(inner)
with warnings.catch_warnings(record=True) as log:
    warnings.resetwarnings()
    warnings.filterwarnings("always", module="some.*")
    registry = {}
    for _ in range(2):
        warnings.warn_explicit("explicit", UserWarning, "something.py", 7, registry=registry)
        warnings.warn_explicit("explicit", UserWarning, "other.py", 7, registry=registry)
    show(log)
    print(str(log[0]))
for bad in (lambda: warnings.warn("x", int), lambda: warnings.warn("x", "y"), lambda: warnings.simplefilter("loud"), lambda: warnings.filterwarnings("error", 3)):
    try:
        bad()
    except (TypeError, AssertionError) as e:
        print(type(e).__name__)
context = warnings.catch_warnings()
with context:
    pass
try:
    with context:
        pass
except RuntimeError as e:
    print(e)
