"""Warnings: told on stderr, raised, kept or not, by filters.

There are no frames, so where a warning comes from is not known: it is told as
`sys:1`, filters by module and line match what warn_explicit() says, and a
DeprecationWarning is shown as one of the main program. stacklevel changes nothing.
"""

import re as _re
import sys as _sys

# (action, pattern of the text or None, category, pattern of the module or None, line), the first that fits.
filters = []
_default_action = "default"
_once = {}
_seen = {}
_ACTIONS = ("default", "error", "ignore", "always", "module", "once")


class WarningMessage:
    """A warning as catch_warnings(record=True) keeps it."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self.category.__name__, self.filename, self.lineno, self.line,
        )


def formatwarning(message, category, filename, lineno, line=None):
    text = "%s:%s: %s: %s\n" % (filename, lineno, category.__name__, message)
    return text + "  %s\n" % line.strip() if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Tells a warning; a program may put another function in its place."""
    print(formatwarning(message, category, filename, lineno, line), file=_sys.stderr if file is None else file, end="")


def _compiled(pattern, flags=0):
    return _re.compile(pattern, flags) if pattern else None


def _add(action, text, category, module, lineno, append):
    if action not in _ACTIONS:
        raise AssertionError("invalid action: %r" % (action,))
    if not isinstance(lineno, int) or lineno < 0:
        raise AssertionError("lineno must be an int >= 0")
    item = (action, text, category, module, lineno)
    if not append:
        filters[:] = [item] + [each for each in filters if each != item]
    elif item not in filters:
        filters.append(item)
    _seen.clear()


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Says what becomes of the warnings that match."""
    if not isinstance(message, str):
        raise AssertionError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise AssertionError("category must be a Warning subclass")
    _add(action, _compiled(message, _re.I), category, _compiled(module), lineno, append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Says what becomes of the warnings of a category."""
    _add(action, None, category, None, lineno, append)


def resetwarnings():
    filters.clear()
    _seen.clear()


def warn(message, category=None, stacklevel=1, source=None):
    """Warns: of a text and a category, or with a Warning."""
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(category).__name__)
    warn_explicit(message, category, "sys", 1, "__main__", _seen, source=source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Warns of what is in a given place."""
    if isinstance(message, Warning):
        text = str(message)
        category = type(message)
    else:
        text = message
        message = category(message)
    if module is None:
        module = filename[:-3] if filename.endswith(".py") else filename or "<unknown>"
    registry = {} if registry is None else registry
    key = (text, category, lineno)
    if registry.get(key):
        return
    action = _default_action
    for each, pattern, cat, mod, line in filters:
        if (
            (pattern is None or pattern.match(text))
            and issubclass(category, cat)
            and (mod is None or mod.match(module))
            and line in (0, lineno)
        ):
            action = each
            break
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        key = (text, category)
        registry = _once
    elif action == "module":
        key = (text, category, 0)
    if action != "always":
        if registry.get(key):
            return
        registry[key] = True
    told = WarningMessage(message, category, filename, lineno, source=source)
    if _kept:
        _kept[-1](told)
    else:
        showwarning(message, category, filename, lineno)


# Where catch_warnings() has warnings kept, the innermost last.
_kept = []


class catch_warnings:
    """A context after which filters are what they were; record=True keeps warnings in a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        return "catch_warnings(record=True)" if self._record else "catch_warnings()"

    def __enter__(self):
        global showwarning
        if self._entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        self._entered = True
        self._before = filters[:], showwarning, _kept[:]
        _seen.clear()
        if self._filter is not None:
            simplefilter(*self._filter)
        if not self._record:
            return None
        log = []
        _kept.append(log.append)
        return log

    def __exit__(self, *exc_info):
        global showwarning
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        filters[:], showwarning, _kept[:] = self._before
        _seen.clear()


for _each in (PendingDeprecationWarning, ImportWarning, ResourceWarning):
    simplefilter("ignore", _each, append=True)
