"""Container types. Those in common use are written in C; the others are in
collections/_user.py, and come when they are asked for.
"""

from _collections import Counter, OrderedDict, defaultdict, deque, namedtuple


def __getattr__(name):
    if name == "abc":
        import collections.abc

        return collections.abc
    if name in ("ChainMap", "UserDict", "UserList", "UserString"):
        import collections._user

        return getattr(collections._user, name)
    raise AttributeError("module 'collections' has no attribute '" + name + "'")
