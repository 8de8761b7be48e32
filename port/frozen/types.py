"""Names for types that have none among the built-ins.

There are no code, frame and traceback objects; their names are there for
annotations.
"""

import sys as _sys
from _asyncgen import async_generator as AsyncGeneratorType
from _types import GenericAlias, UnionType


def _function():
    pass


def _generator():
    yield


class _Class:
    def method(self):
        pass


FunctionType = LambdaType = type(_function)
GeneratorType = CoroutineType = type(_generator())
MethodType = type(_Class().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
ModuleType = type(_sys)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)


class CodeType:
    """For annotations only."""


class FrameType:
    """For annotations only."""


class TracebackType:
    """For annotations only."""


class SimpleNamespace:
    """An object with the attributes that it is given."""

    def __init__(self, **keywords):
        for name, value in keywords.items():
            setattr(self, name, value)

    def __repr__(self):
        items = ", ".join("%s=%r" % item for item in self.__dict__.items())
        name = type(self).__name__
        return ("namespace" if name == "SimpleNamespace" else name) + "(" + items + ")"

    def __eq__(self, other):
        if isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented


class MappingProxyType:
    """A view of a mapping that cannot be changed through it."""

    def __init__(self, mapping):
        self._mapping = mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __contains__(self, key):
        return key in self._mapping

    def __len__(self):
        return len(self._mapping)

    def __iter__(self):
        return iter(self._mapping)

    def __eq__(self, other):
        return self._mapping == (other._mapping if isinstance(other, MappingProxyType) else other)

    def __or__(self, other):
        return self._mapping | (other._mapping if isinstance(other, MappingProxyType) else other)

    def __repr__(self):
        return "mappingproxy(" + repr(self._mapping) + ")"

    def get(self, key, default=None):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()


class DynamicClassAttribute(property):
    """As property."""


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Makes a class as a class statement does."""
    keywords = dict(kwds or {})
    resolved = resolve_bases(bases)
    meta = keywords.pop("metaclass", type)
    for base in resolved:
        if issubclass(type(base), meta):
            meta = type(base)
    namespace = meta.__prepare__(name, resolved, **keywords) if hasattr(meta, "__prepare__") else {}
    if exec_body is not None:
        exec_body(namespace)
    return meta(name, resolved, namespace, **keywords)


def resolve_bases(bases):
    """The bases, with those that stand for others replaced."""
    resolved = []
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, "__mro_entries__", None)
        resolved.extend([base] if entries is None else entries(bases))
    return tuple(resolved)


def coroutine(function):
    """Functions that yield can be awaited as they are."""
    return function
