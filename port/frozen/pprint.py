"""Pretty printing of nested data. What has a __repr__ of its own is printed by it."""

import re as _re
import sys as _sys
from collections import Counter, OrderedDict, defaultdict, deque


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(
        indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
    ).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(
        indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
    ).pformat(object)


def saferepr(object):
    """repr() that stops at what holds itself."""
    return PrettyPrinter()._safe(object, set(), None, 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _Key:
    """Sorts what cannot be compared by its type."""

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _item_key(item):
    return _Key(item[0]), _Key(item[1])


def _kind(object):
    """The built-in type that an object is printed as, or None."""
    cls = type(object)
    for base in cls.__mro__ if hasattr(cls, "__mro__") else (cls,):
        if base in _FORMATS:
            return None if base is tuple and hasattr(cls, "_fields") else base
        if "__repr__" in getattr(base, "__dict__", ()):
            return _by_name(base, object)
    return None


def _by_name(base, object):
    """Types of modules that a program may not have loaded, and dataclasses."""
    if getattr(base, "__module__", None) in ("collections", "collections._user", "types") and base.__name__ in _NAMED:
        return base.__name__
    if hasattr(object, "__dataclass_fields__") and object.__dataclass_params__.repr:
        return "dataclass"
    return None


class PrettyPrinter:
    def __init__(
        self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False
    ):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscores = underscore_numbers

    def pprint(self, object):
        text = self.pformat(object)
        if self._stream is None:
            print(text)
        else:
            self._stream.write(text + "\n")

    def pformat(self, object):
        pieces = []
        self._format(object, pieces.append, 0, 0, set(), 0)
        return "".join(pieces)

    def isreadable(self, object):
        _, readable, recursive = self.format(object, set(), 0, 0)
        return readable and not recursive

    def isrecursive(self, object):
        return self.format(object, set(), 0, 0)[2]

    def format(self, object, context, maxlevels, level):
        """(text, whether it can be read back, whether it holds itself); to override."""
        return self._safe(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        if type(self).format is PrettyPrinter.format:
            return self._safe(object, context, self._depth, level)[0]
        return self.format(object, context.copy(), self._depth, level)[0]

    def _format(self, object, write, indent, allowance, context, level):
        if id(object) in context:
            write(_recursion(object))
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            kind = _kind(object)
            if kind is not None:
                context.add(id(object))
                _FORMATS[kind](self, object, write, indent, allowance, context, level + 1)
                context.discard(id(object))
                return
        write(text)

    def _sorted(self, items):
        return sorted(items, key=_item_key) if self._sort_dicts else list(items)

    # ---- one method for each kind ----

    def _dict(self, object, write, indent, allowance, context, level):
        write("{")
        if self._indent > 1:
            write((self._indent - 1) * " ")
        self._pairs(self._sorted(object.items()), write, indent, allowance + 1, context, level)
        write("}")

    def _pairs(self, items, write, indent, allowance, context, level):
        indent += self._indent
        for at, (key, value) in enumerate(items):
            if at:
                write(",\n" + " " * indent)
            text = self._repr(key, context, level)
            write(text + ": ")
            room = allowance if at == len(items) - 1 else 1
            self._format(value, write, indent + len(text) + 2, room, context, level)

    def _items(self, items, write, indent, allowance, context, level):
        indent += self._indent
        if self._indent > 1:
            write((self._indent - 1) * " ")
        separator = ""
        width = room = self._width - indent + 1
        items = list(items)
        for at, item in enumerate(items):
            is_last = at == len(items) - 1
            if is_last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                length = len(text) + 2
                if width < length:
                    width = room
                    if separator:
                        separator = ",\n" + " " * indent
                if width >= length:
                    width -= length
                    write(separator + text)
                    separator = ", "
                    continue
            write(separator)
            separator = ",\n" + " " * indent
            self._format(item, write, indent, allowance if is_last else 1, context, level)

    def _list(self, object, write, indent, allowance, context, level):
        write("[")
        self._items(object, write, indent, allowance + 1, context, level)
        write("]")

    def _tuple(self, object, write, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        write("(")
        self._items(object, write, indent, allowance + len(end), context, level)
        write(end)

    def _set(self, object, write, indent, allowance, context, level):
        name = type(object).__name__
        left, right = ("{", "}") if type(object) is set else (name + "({", "})")
        indent += len(left) - 1
        write(left)
        self._items(sorted(object, key=_Key), write, indent, allowance + len(right), context, level)
        write(right)

    def _str(self, object, write, indent, allowance, context, level):
        if not object:
            write(repr(object))
            return
        if level == 1:
            indent += 1
            allowance += 1
        chunks = []
        lines = object.splitlines(True)
        for at, line in enumerate(lines):
            room = self._width - indent
            last_room = room - allowance if at == len(lines) - 1 else room
            if len(repr(line)) <= last_room:
                chunks.append(repr(line))
                continue
            current = ""
            words = [word for word in _re.findall(r"\S*\s*", line) if word]
            for number, word in enumerate(words):
                if len(repr(current + word)) > (last_room if number == len(words) - 1 else room):
                    if current:
                        chunks.append(repr(current))
                    current = word
                else:
                    current += word
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            write(chunks[0])
            return
        text = ("\n" + " " * indent).join(chunks)
        write("(" + text + ")" if level == 1 else text)

    def _bytes(self, object, write, indent, allowance, context, level):
        if len(object) <= 4:
            write(repr(object))
            return
        is_array = isinstance(object, bytearray)
        brackets = is_array or level == 1
        if is_array:
            write("bytearray(")
            indent += 10
            object = bytes(object)
        elif brackets:
            write("(")
            indent += 1
        allowance += brackets
        width = self._width - indent
        current = b""
        chunks = []
        last = len(object) // 4 * 4
        for at in range(0, len(object), 4):
            part = object[at : at + 4]
            if at == last:
                width -= allowance
            if len(repr(current + part)) > width:
                if current:
                    chunks.append(repr(current))
                current = part
            else:
                current += part
        if current:
            chunks.append(repr(current))
        write(("\n" + " " * indent).join(chunks))
        if brackets:
            write(")")

    def _call(self, object, inner, write, indent, allowance, context, level):
        name = type(object).__name__
        write(name + "(")
        self._format(inner, write, indent + len(name) + 1, allowance + 1, context, level)
        write(")")

    def _ordered(self, object, write, indent, allowance, context, level):
        self._call(object, list(object.items()), write, indent, allowance, context, level)

    def _defaultdict(self, object, write, indent, allowance, context, level):
        name = type(object).__name__
        indent += len(name) + 1
        write("%s(%s,\n%s" % (name, self._repr(object.default_factory, context, level), " " * indent))
        self._dict(object, write, indent, allowance + 1, context, level)
        write(")")

    def _counter(self, object, write, indent, allowance, context, level):
        name = type(object).__name__ + "({"
        write(name)
        if self._indent > 1:
            write((self._indent - 1) * " ")
        self._pairs(object.most_common(), write, indent + len(name) - 1, allowance + 2, context, level)
        write("})")

    def _deque(self, object, write, indent, allowance, context, level):
        name = type(object).__name__ + "("
        write(name + "[")
        indent += len(name)
        if object.maxlen is None:
            self._items(object, write, indent, allowance + 2, context, level)
            write("])")
        else:
            self._items(object, write, indent, 2, context, level)
            text = self._repr(object.maxlen, context, level)
            write("],\n%smaxlen=%s)" % (" " * indent, text))

    def _chain(self, object, write, indent, allowance, context, level):
        name = type(object).__name__ + "("
        write(name)
        indent += len(name)
        for at, mapping in enumerate(object.maps):
            is_last = at == len(object.maps) - 1
            self._format(mapping, write, indent, allowance + 1 if is_last else 1, context, level)
            write(")" if is_last else ",\n" + " " * indent)

    def _user(self, object, write, indent, allowance, context, level):
        self._format(object.data, write, indent, allowance, context, level - 1)

    def _proxy(self, object, write, indent, allowance, context, level):
        write("mappingproxy(")
        self._format(object.copy(), write, indent + 13, allowance + 1, context, level)
        write(")")

    def _namespace(self, object, write, indent, allowance, context, level):
        cls = type(object).__name__
        self._attributes(
            "namespace" if cls == "SimpleNamespace" else cls, list(object.__dict__.items()),
            write, indent, allowance, context, level,
        )

    def _dataclass(self, object, write, indent, allowance, context, level):
        items = [
            (name, getattr(object, name)) for name, field in object.__dataclass_fields__.items() if field.repr
        ]
        self._attributes(type(object).__name__, items, write, indent, allowance, context, level)

    def _attributes(self, name, items, write, indent, allowance, context, level):
        write(name + "(")
        indent += len(name) + 1
        for at, (key, value) in enumerate(items):
            is_last = at == len(items) - 1
            write(key + "=")
            if id(value) in context:
                write("...")
            else:
                self._format(value, write, indent + len(key) + 1, allowance if is_last else 1, context, level)
            if not is_last:
                write(",\n" + " " * indent)
        write(")")

    # ---- on one line ----

    def _safe(self, object, context, maxlevels, level):
        cls = type(object)
        if cls is int and self._underscores:
            return "{:_d}".format(object), True, False
        kind = _kind(object)
        if kind not in (dict, list, tuple) or (kind is dict and cls in (Counter, OrderedDict, defaultdict)):
            text = repr(object)
            return text, bool(text) and not text.startswith("<"), False
        left, right = {dict: "{}", list: "[]", tuple: "()"}[kind]
        if not object:
            return left + right, True, False
        if maxlevels and level >= maxlevels:
            return left + "..." + right, False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context.add(id(object))
        readable = True
        recursive = False
        pieces = []
        for item in self._sorted(object.items()) if kind is dict else [(each,) for each in object]:
            texts = []
            for each in item:
                text, reads, recurs = self.format(each, context, maxlevels, level + 1)
                texts.append(text)
                readable = readable and reads
                recursive = recursive or recurs
            pieces.append(": ".join(texts))
        context.discard(id(object))
        if kind is tuple and len(object) == 1:
            right = ",)"
        return left + ", ".join(pieces) + right, readable, recursive


def _recursion(object):
    return "<Recursion on %s with id=%s>" % (type(object).__name__, id(object))


_P = PrettyPrinter
_FORMATS = {
    dict: _P._dict, list: _P._list, tuple: _P._tuple, set: _P._set, frozenset: _P._set, str: _P._str,
    bytes: _P._bytes, bytearray: _P._bytes, OrderedDict: _P._ordered, defaultdict: _P._defaultdict,
    Counter: _P._counter, deque: _P._deque, "ChainMap": _P._chain, "UserDict": _P._user, "UserList": _P._user,
    "UserString": _P._user, "MappingProxyType": _P._proxy, "SimpleNamespace": _P._namespace,
    "dataclass": _P._dataclass,
}
_NAMED = ("ChainMap", "UserDict", "UserList", "UserString", "MappingProxyType", "SimpleNamespace")
