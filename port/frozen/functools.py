"""Functions that work on functions.

partial, reduce, cmp_to_key and the cache are written in C. A function cannot be
given attributes; wraps() and update_wrapper() therefore give another function in
its place, which has them.
"""

from _functools import cmp_to_key, partial, reduce
from _functools import decorated as _decorated, lru_cache as _lru_cache
from collections import namedtuple as _namedtuple

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a wrapper look like what it wraps. Gives the one that does."""
    try:
        wrapper.__wrapped__ = wrapped
    except AttributeError:
        wrapper = _decorated(wrapper)
    for name in assigned:
        value = getattr(wrapped, name, wrapper)
        if value is not wrapper:
            setattr(wrapper, name, value)
    for name in updated:
        for key, value in getattr(wrapped, name, {}).items():
            if not key.startswith("__"):
                setattr(wrapper, key, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator for the wrapper of a function."""
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


_CacheInfo = _namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def lru_cache(maxsize=128, typed=False):
    """A decorator that keeps the latest results of a function.

    maxsize  how many; None for all
    typed    whether arguments of different types are different, though equal
    """
    if callable(maxsize) and isinstance(typed, bool):
        return lru_cache(128, typed)(maxsize)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(function):
        return update_wrapper(_lru_cache(function, maxsize, typed, _CacheInfo), function)

    return decorate


def cache(function):
    """A decorator that keeps all results of a function."""
    return lru_cache(None)(function)


def _not(compare):
    return lambda self, other: _negated(compare(self, other))


def _negated(answer):
    return answer if answer is NotImplemented else not answer


def _or_equal(compare):
    def compare_or_equal(self, other):
        answer = compare(self, other)
        return answer if answer is NotImplemented else answer or self == other

    return compare_or_equal


def _and_unequal(compare):
    def compare_and_unequal(self, other):
        answer = compare(self, other)
        return answer if answer is NotImplemented else answer and self != other

    return compare_and_unequal


def _not_and_unequal(compare):
    def compare_other(self, other):
        answer = compare(self, other)
        return answer if answer is NotImplemented else not answer and self != other

    return compare_other


def _not_or_equal(compare):
    def compare_other(self, other):
        answer = compare(self, other)
        return answer if answer is NotImplemented else not answer or self == other

    return compare_other


# What makes the other comparisons out of one.
_COMPARISONS = {
    "__lt__": (("__gt__", _not_and_unequal), ("__le__", _or_equal), ("__ge__", _not)),
    "__le__": (("__ge__", _not_or_equal), ("__lt__", _and_unequal), ("__gt__", _not)),
    "__gt__": (("__lt__", _not_and_unequal), ("__ge__", _or_equal), ("__le__", _not)),
    "__ge__": (("__le__", _not_or_equal), ("__gt__", _and_unequal), ("__lt__", _not)),
}


def total_ordering(cls):
    """A decorator for classes that gives them the comparisons they lack."""
    roots = [name for name in ("__lt__", "__le__", "__gt__", "__ge__") if hasattr(cls, name)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, make in _COMPARISONS[roots[0]]:
        if name not in roots:
            setattr(cls, name, make(getattr(cls, roots[0])))
    return cls


class cached_property:
    """A property whose value is worked out once for each object."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = getattr(func, "__doc__", None)

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        value = self.func(instance)
        setattr(instance, self.attrname, value)
        return value


class partialmethod:
    """A method that calls another with some arguments given."""

    def __init__(self, func, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        function = self.func
        if hasattr(function, "__get__"):
            function = function.__get__(instance, owner)
            return partial(function, *self.args, **self.keywords)
        return partial(function, instance, *self.args, **self.keywords)


class singledispatchmethod:
    """A method that is chosen by the type of its first argument."""

    def __init__(self, func):
        self.dispatcher = singledispatch(func)

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, instance, owner=None):
        dispatch = self.dispatcher.dispatch

        def method(*args, **keywords):
            return dispatch(type(args[0]))(instance, *args, **keywords)

        return method


def singledispatch(function):
    """A function that is chosen by the type of its first argument."""
    registry = {object: function}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        for base in registry:
            if base is not object and issubclass(cls, base):
                return registry[base]
        return function

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type) or hasattr(cls, "__args__"):
                return lambda func: register(cls, func)
            func = cls
            hints = getattr(func, "__annotations__", None)
            if not hints:
                raise TypeError("Use either `@register(some_class)` or plain `@register` on an annotated function.")
            cls = next(iter(hints.values()))
        for each in getattr(cls, "__args__", (cls,)):
            registry[each] = func
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(getattr(function, "__name__", "function") + " requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **keywords)

    wrapper = update_wrapper(wrapper, function)
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return wrapper
