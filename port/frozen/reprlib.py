"""repr() with limits on length and depth. Sets of what cannot be sorted come in
their own order.
"""

from builtins import repr as _repr
from functools import wraps as _wraps


class Repr:
    """Its attributes are the limits; a method repr_NAME is for the type of that name."""

    def __init__(self):
        self.fillvalue = "..."
        self.maxlevel = 6
        self.maxtuple = self.maxlist = self.maxset = self.maxfrozenset = self.maxdeque = 6
        self.maxarray = 5
        self.maxdict = 4
        self.maxstring = self.maxother = 30
        self.maxlong = 40

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        method = getattr(self, "repr_" + type(x).__name__.replace(" ", "_"), None)
        return self.repr_instance(x, level) if method is None else method(x, level)

    def _items(self, x, level, left, right, most, trail=""):
        if level <= 0 and len(x):
            return left + self.fillvalue + right
        items = list(x)
        pieces = [self.repr1(item, level - 1) for item in items[:most]]
        if len(items) > most:
            pieces.append(self.fillvalue)
        return left + ", ".join(pieces) + (trail if len(items) == 1 else "") + right

    def repr_tuple(self, x, level):
        return self._items(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._items(x, level, "[", "]", self.maxlist)

    def repr_array(self, x, level):
        if not x:
            return "array('%s')" % x.typecode
        return self._items(x, level, "array('%s', [" % x.typecode, "])", self.maxarray)

    def repr_set(self, x, level):
        return self._items(_sorted(x), level, "{", "}", self.maxset) if x else "set()"

    def repr_frozenset(self, x, level):
        return self._items(_sorted(x), level, "frozenset({", "})", self.maxfrozenset) if x else "frozenset()"

    def repr_deque(self, x, level):
        return self._items(x, level, "deque([", "])", self.maxdeque)

    def repr_dict(self, x, level):
        if not x or level <= 0:
            return "{" + self.fillvalue + "}" if x else "{}"
        pieces = [
            self.repr1(key, level - 1) + ": " + self.repr1(x[key], level - 1) for key in _sorted(x)[: self.maxdict]
        ]
        if len(x) > self.maxdict:
            pieces.append(self.fillvalue)
        return "{" + ", ".join(pieces) + "}"

    def _cut(self, text, most, again=None):
        if len(text) <= most:
            return text
        before = max(0, (most - 3) // 2)
        after = max(0, most - 3 - before)
        if again is not None:
            text = again(before, after)
        return text[:before] + self.fillvalue + text[len(text) - after :]

    def repr_str(self, x, level):
        most = self.maxstring
        return self._cut(_repr(x[:most]), most, lambda before, after: _repr(x[:before] + x[len(x) - after :]))

    def repr_int(self, x, level):
        return self._cut(_repr(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            return self._cut(_repr(x), self.maxother)
        except Exception:
            return "<%s instance at %#x>" % (type(x).__name__, id(x))


def _sorted(x):
    try:
        return sorted(x)
    except Exception:
        return list(x)


aRepr = Repr()
repr = aRepr.repr


def recursive_repr(fillvalue="..."):
    """A decorator for a __repr__ that may come to itself again."""

    def decorate(function):
        running = set()

        @_wraps(function)
        def wrapper(self):
            if id(self) in running:
                return fillvalue
            running.add(id(self))
            try:
                return function(self)
            finally:
                running.discard(id(self))

        return wrapper

    return decorate
