"""What objects are, and what functions take.

Of functions the interpreter keeps the names and defaults of parameters; the names of
*args and **kwargs it does not, so they are always these. Functions in C have no signature. There are
no frames and no source text (getsource() raises OSError, stack()
is not here, currentframe() gives None), and a coroutine function is the same as a generator function.
"""

from _inspect import parameters as _parameters
from _signatures import (
    BoundArguments,
    Parameter,
    Signature,
    _empty,
    formatannotation,
    getfullargspec,
    signature,
    unwrap,
)
from types import AsyncGeneratorType, BuiltinFunctionType, FunctionType, GeneratorType, MethodType, ModuleType


def ismodule(object):
    return isinstance(object, ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, MethodType) and _parameters(object) is not None


def isfunction(object):
    """Whether it is a function written in Python."""
    return not isinstance(object, MethodType) and not isclass(object) and _parameters(object) is not None


def isbuiltin(object):
    if isinstance(object, (FunctionType, BuiltinFunctionType, MethodType)):
        return _parameters(object) is None
    return False


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object)


def isgeneratorfunction(obj):
    known = _parameters(obj)
    return known is not None and bool(known[2] & 1)


iscoroutinefunction = isgeneratorfunction


def isasyncgenfunction(obj):
    return getattr(obj, "__asyncgen__", False)


def isgenerator(object):
    return isinstance(object, GeneratorType)


iscoroutine = isgenerator


def isawaitable(object):
    return isgenerator(object) or hasattr(type(object), "__await__")


def isasyncgen(object):
    return isinstance(object, AsyncGeneratorType)


def istraceback(object):
    return False


isframe = iscode = istraceback


def isabstract(object):
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


def _has(object, *names):
    return not isclass(object) and not isroutine(object) and all(hasattr(type(object), name) for name in names)


def ismethoddescriptor(object):
    return _has(object, "__get__") and not hasattr(type(object), "__set__")


def isdatadescriptor(object):
    return isinstance(object, property) or _has(object, "__set__") or _has(object, "__delete__")


def getmembers(object, predicate=None):
    """(name, value) of all attributes, sorted by name."""
    members = []
    for name in sorted(set(dir(object))):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            members.append((name, value))
    return members


getmembers_static = getmembers


def getmro(cls):
    return cls.__mro__


def getattr_static(obj, attr, default=_empty):
    """An attribute as it is kept, without properties and __getattr__()."""
    places = list(obj.__mro__) if isclass(obj) else [obj] + list(type(obj).__mro__)
    for place in places:
        own = getattr(place, "__dict__", {})
        if attr in own:
            return own[attr]
    if default is _empty:
        raise AttributeError(attr)
    return default


def cleandoc(doc):
    """A docstring without the indentation of its lines."""
    lines = doc.expandtabs().split("\n")
    rest = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    lines = [lines[0].lstrip()] + [line[min(rest) :] if rest else line for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    """The docstring, of a class also one that it inherits; or None."""
    doc = getattr(object, "__doc__", None)
    if doc is None and isclass(object):
        for base in object.__mro__[1:]:
            doc = doc or (getattr(base, "__doc__", None) if base.__module__ != "builtins" else None)
    return cleandoc(doc) if isinstance(doc, str) else None


def getcomments(object):
    return None


def currentframe():
    """None, as where CPython has no frames."""
    return None


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if eval_str:
        from typing import get_type_hints

        return get_type_hints(obj, globals, locals, include_extras=True)
    own = obj.__dict__.get("__annotations__") if isclass(obj) else getattr(obj, "__annotations__", None)
    return dict(own or {})


def getmodule(object, _filename=None):
    import sys

    if ismodule(object):
        return object
    name = getattr(object, "__module__", None)
    return __import__("__main__") if name == "__main__" else sys.modules.get(name)


def getsource(object):
    raise OSError("could not get source code: programs are not kept as text")


getsourcelines = getsourcefile = getfile = findsource = getsource
