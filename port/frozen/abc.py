"""Abstract base classes.

A class whose metaclass is ABCMeta cannot be instantiated while it lacks a method
that abstractmethod() marks. register() and __subclasshook__() have their say in
isinstance() and issubclass().
"""

from _functools import decorated as _decorated


def abstractmethod(function):
    """A decorator for methods that derived classes must have.

    With property, classmethod and staticmethod it is the innermost one.
    """
    if not isinstance(function, (property, classmethod, staticmethod)):
        function = _decorated(function)
        function.__isabstractmethod__ = True
    return function


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, **keywords):
        cls = super().__new__(mcls, name, bases, namespace, **keywords)
        abstract = {key for key, value in namespace.items() if _is_abstract(value)}
        for base in bases:
            for key in getattr(base, "__abstractmethods__", ()):
                if _is_abstract(getattr(cls, key, None)):
                    abstract.add(key)
        cls.__abstractmethods__ = frozenset(abstract)
        cls._abc_registry = []
        return cls

    def register(cls, subclass):
        """Makes a class count as derived from this one; a decorator, too."""
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        for base in cls.__mro__:
            if isinstance(base, ABCMeta):
                base._abc_registry.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return answer
        return cls in subclass.__mro__ or any(issubclass(subclass, each) for each in cls._abc_registry)

    def __subclasshook__(cls, subclass):
        return NotImplemented


def _is_abstract(value):
    if isinstance(value, property):
        return _is_abstract(value.fget) or _is_abstract(value.fset) or _is_abstract(value.fdel)
    if isinstance(value, (classmethod, staticmethod)):
        value = value.__func__
    return getattr(value, "__isabstractmethod__", False)


class ABC(metaclass=ABCMeta):
    """The class to derive abstract classes from."""


class abstractproperty(property):
    """As property, of an abstract method; kept for old programs."""


def abstractclassmethod(function):
    return classmethod(abstractmethod(function))


def abstractstaticmethod(function):
    return staticmethod(abstractmethod(function))


def get_cache_token():
    """There is no cache: always 0."""
    return 0


def update_abstractmethods(cls):
    """Looks again which methods of a class are abstract, after it was changed."""
    if hasattr(cls, "__abstractmethods__"):
        names = set(dir(cls)) | set(cls.__dict__)
        cls.__abstractmethods__ = frozenset({name for name in names if _is_abstract(getattr(cls, name, None))})
    return cls
