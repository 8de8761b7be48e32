"""What of the module typing is not often asked for: it loads this then."""

from _collections import namedtuple as _namedtuple
from abc import ABCMeta as _ABCMeta, abstractmethod as _abstractmethod

from typing import ForwardRef, Generic

# ---- protocols ----


def _is_own(name):
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__") and name not in _COMMON)


_COMMON = (
    "__module__ __qualname__ __doc__ __init__ __new__ __dict__ __metaclass__ __mro__ __abstractmethods__ __annotations__ "
    "__slots__ __class_getitem__ __init_subclass__ __subclasshook__ __parameters__ __orig_bases__ __hash__"
).split()


class _ProtocolMeta(_ABCMeta):
    def __new__(mcls, name, bases, namespace, **keywords):
        cls = super().__new__(mcls, name, bases, namespace, **keywords)
        cls._is_protocol = any(base.__name__ == "Protocol" and base.__module__ == "_typingclasses" for base in bases)
        if "_is_runtime_protocol" not in namespace:
            cls._is_runtime_protocol = False
        return cls

    def __call__(cls, *args, **keywords):
        if cls._is_protocol:
            raise TypeError("Protocols cannot be instantiated")
        return super().__call__(*args, **keywords)

    def _members_(cls):
        members = set()
        for base in cls.__mro__:
            if getattr(base, "_is_protocol", False) and base.__name__ != "Protocol":
                members.update([name for name in base.__dict__ if _is_own(name)])
                members.update(base.__dict__.get("__annotations__", ()))
        return members

    def _check_(cls, holder):
        if not cls._is_runtime_protocol:
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return all(hasattr(holder, name) for name in cls._members_())

    def __instancecheck__(cls, instance):
        if not cls._is_protocol:
            return super().__instancecheck__(instance)
        return cls._check_(instance)

    def __subclasscheck__(cls, subclass):
        if not cls._is_protocol:
            return super().__subclasscheck__(subclass)
        return cls._check_(subclass)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The class that protocols derive from: what has their members belongs to them."""

    _is_protocol = True


def runtime_checkable(cls):
    """A decorator for protocols that isinstance() can be asked about."""
    cls._is_runtime_protocol = True
    return cls


def _supports(name, method):
    return runtime_checkable(type(Protocol)(name, (Protocol,), {method: _abstractmethod(lambda self: None), "__module__": "typing"}))


SupportsInt = _supports("SupportsInt", "__int__")
SupportsFloat = _supports("SupportsFloat", "__float__")
SupportsComplex = _supports("SupportsComplex", "__complex__")
SupportsBytes = _supports("SupportsBytes", "__bytes__")
SupportsIndex = _supports("SupportsIndex", "__index__")
SupportsAbs = _supports("SupportsAbs", "__abs__")
SupportsRound = _supports("SupportsRound", "__round__")

# ---- named tuples and typed dicts ----


def _hints(namespace):
    return namespace.get("__annotations__", {})


class _NamedTupleMeta(type):
    def __new__(mcls, name, bases, namespace):
        hints = _hints(namespace)
        defaults = []
        for field in hints:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                raise TypeError("Non-default namedtuple field %s cannot follow default fields" % field)
        made = _namedtuple(name, list(hints), defaults=defaults, module=namespace.get("__module__"))
        members = {key: value for key, value in namespace.items() if key not in hints}
        members["__orig_bases__"] = (NamedTuple,)
        plain = ("__module__", "__qualname__", "__annotations__", "__orig_bases__", "__doc__", "__metaclass__")
        if all(key in plain for key in members):
            made.__annotations__ = hints
            if members.get("__doc__") is not None:
                made.__doc__ = members["__doc__"]
            return made
        cls = type(name, (made,), members)
        return cls


class _Maker:
    """What a class statement has as a base, and a program can also call."""

    def __init__(self, name, meta, make):
        self.__name__ = name
        self._meta = meta
        self._make = make

    def __call__(self, *args, **keywords):
        return self._make(*args, **keywords)

    def __mro_entries__(self, bases):
        return (self._meta,)

    def __repr__(self):
        return "<function %s>" % self.__name__


def _make_namedtuple(typename, fields=None, **keywords):
    fields = list(keywords.items()) if fields is None else list(fields)
    made = _namedtuple(typename, [name for name, _ in fields])
    made.__annotations__ = dict(fields)
    return made


class _TypedDictMeta(type):
    def __new__(mcls, name, bases, namespace, total=True):
        hints = {}
        required, optional = set(), set()
        for base in bases:
            hints.update(getattr(base, "__annotations__", {}))
            required |= getattr(base, "__required_keys__", set())
            optional |= getattr(base, "__optional_keys__", set())
        for key, hint in _hints(namespace).items():
            hints[key] = hint
            form = getattr(getattr(hint, "__origin__", None), "_name", None)
            (required if form == "Required" or (total and form != "NotRequired") else optional).add(key)
        members = dict(namespace)
        members["__annotations__"] = hints
        members["__required_keys__"] = frozenset(required)
        members["__optional_keys__"] = frozenset(optional)
        members["__total__"] = total
        return super().__new__(mcls, name, tuple([base for base in bases if base is not object]), members)

    def __call__(cls, *args, **keywords):
        return dict(*args, **keywords)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")


_TypedDictBase = type.__new__(_TypedDictMeta, "TypedDict", (), {"__module__": "typing", "__annotations__": {}})


def _make_typed_dict(typename, fields=(), total=True, **keywords):
    return _TypedDictMeta(typename, (_TypedDictBase,), {"__annotations__": dict(fields, **keywords)}, total=total)


_NamedTupleBase = type.__new__(_NamedTupleMeta, "NamedTuple", (), {"__module__": "typing"})
NamedTuple = _Maker("NamedTuple", _NamedTupleBase, _make_namedtuple)
TypedDict = _Maker("TypedDict", _TypedDictBase, _make_typed_dict)


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta) and tp is not _TypedDictBase


# ---- files ----


class IO(Generic):
    """A file; for annotations only."""


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


# ---- functions ----


def assert_never(arg):
    raise AssertionError("Expected code to be unreachable, but got: " + repr(arg))


def reveal_type(obj):
    import sys

    print("Runtime type is %r" % type(obj).__name__, file=sys.stderr)
    return obj


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class and its bases, or of a function, as types."""
    classes = reversed(obj.__mro__) if isinstance(obj, type) else [obj]
    hints = {}
    for each in classes:
        own = each.__dict__.get("__annotations__", {}) if isinstance(each, type) else getattr(each, "__annotations__", {})
        names = globalns
        if names is None:
            import sys

            module = sys.modules.get(getattr(each, "__module__", None) or "__main__")
            names = getattr(each, "__globals__", None) or (module.__dict__ if module else __import__("__main__").__dict__)
        for name, hint in own.items():
            if isinstance(hint, ForwardRef):
                hint = hint.__forward_arg__
            if isinstance(hint, str):
                hint = eval(hint, names, localns if localns is not None else {})
            hints[name] = type(None) if hint is None else hint
    return hints
