"""References that do not keep what they refer to, as far as their use goes.

Here they do keep it: the collector tells nobody what it frees. So a reference never
turns None, a WeakValueDictionary or WeakSet loses nothing by itself, and callbacks
are not called; finalize() calls its function at the end of the program, or when it
is asked to. What would be a leak in a program that runs long stays one.
"""

from collections import UserDict as _UserDict

_PLAIN = (int, str, bytes, float, bool, tuple, list, dict, type(None))


class ref:
    """A reference; calling it gives the object."""

    def __init__(self, object, callback=None):
        if type(object) in _PLAIN:
            raise TypeError("cannot create weak reference to '%s' object" % type(object).__name__)
        self._object = object
        self.__callback__ = callback

    def __call__(self):
        return self._object

    def __eq__(self, other):
        return self._object == other._object if isinstance(other, ref) else NotImplemented

    def __hash__(self):
        return hash(self._object)

    def __repr__(self):
        return "<weakref at %#x; to '%s' at %#x>" % (id(self), type(self._object).__name__, id(self._object))


ReferenceType = ref


def proxy(object, callback=None):
    """The object itself, which it is as good as."""
    ref(object)
    return object


class WeakMethod(ref):
    """A reference to a bound method."""


def getweakrefcount(object):
    return 0


def getweakrefs(object):
    return []


class WeakValueDictionary(_UserDict):
    def valuerefs(self):
        return [ref(value) for value in self.data.values()]

    def __setitem__(self, key, item):
        ref(item)
        self.data[key] = item

    def __repr__(self):
        return "<%s at %#x>" % (type(self).__name__, id(self))


class WeakKeyDictionary(_UserDict):
    def keyrefs(self):
        return [ref(key) for key in self.data]

    def __setitem__(self, key, item):
        ref(key)
        self.data[key] = item

    def __repr__(self):
        return "<%s at %#x>" % (type(self).__name__, id(self))


class WeakSet(set):
    def add(self, item):
        ref(item)
        super().add(item)


class finalize:
    """Calls a function once: when this is called, or at the end of the program."""

    atexit = True

    def __init__(self, obj, func, *args, **kwargs):
        import atexit

        ref(obj)
        self._info = (obj, func, args, kwargs)
        atexit.register(self._at_end)

    def _at_end(self):
        if self.atexit:
            self()

    def __call__(self):
        info = self.detach()
        return info[1](*info[2], **info[3]) if info else None

    def detach(self):
        info, self._info = self._info, None
        return info

    def peek(self):
        return self._info

    @property
    def alive(self):
        return self._info is not None
