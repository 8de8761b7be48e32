"""Functions to be called at the end of the program, the latest first.

They are called when a run ends by itself, by sys.exit() or by an exception, within its
limits; not when it is stopped. In a session, that is the run which registered them.
"""

import sys as _sys

_functions = []


def register(func, *args, **kwargs):
    _functions.append((func, args, kwargs))
    return func


def unregister(func):
    _functions[:] = [each for each in _functions if each[0] != func]


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)


def _run_exitfuncs():
    """What the interpreter calls."""
    functions = _functions[::-1]
    _functions.clear()
    for func, args, kwargs in functions:
        try:
            func(*args, **kwargs)
        except Exception as e:
            print("Exception ignored in atexit callback: %r" % (func,), file=_sys.stderr)
            _sys.print_exception(e, _sys.stderr)
