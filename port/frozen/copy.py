"""Copies of objects, shallow and deep.

An object is copied by its __copy__ or __deepcopy__, or else by making one of its
class without calling __init__ and giving it the same attributes. Functions,
classes and modules are not copied.
"""


class Error(Exception):
    pass


error = Error

_ATOMIC = (int, float, complex, bool, str, bytes, range, type, type(None), type(...), type(NotImplemented), type(len), type(lambda: 0))


def _state_of(x):
    if hasattr(type(x), "__getstate__"):
        return x.__getstate__()
    return getattr(x, "__dict__", {})


def _set_state(y, state):
    if hasattr(type(y), "__setstate__"):
        y.__setstate__(state)
        return
    for name, value in state.items():
        try:
            object.__setattr__(y, name, value)
        except TypeError:
            setattr(y, name, value)


def _is_atomic(x):
    return type(x) in _ATOMIC


def _items_of(x):
    """The kind of built-in container that an object is, and its items."""
    for kind in (dict, list, set, bytearray, tuple, frozenset):
        if isinstance(x, kind):
            return kind, x.items() if kind is dict else iter(x)
    return None, ()


def copy(x):
    """A new object with the same contents."""
    cls = type(x)
    if _is_atomic(x) or cls in (tuple, frozenset):
        return x
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    if cls in (list, dict, set, bytearray):
        return cls(x)
    if isinstance(x, type):
        return x
    reduced = _reduced(x)
    if reduced is not None:
        return _rebuilt(x, reduced, None)
    if hasattr(x, "copy") and not hasattr(x, "__dict__"):
        return x.copy()
    if not hasattr(x, "__dict__"):
        return x
    return _rebuilt(x, None, None)


def deepcopy(x, memo=None, _nil=[]):
    """A new object with copies of all contents."""
    if _is_atomic(x):
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    cls = type(x)
    if cls is list:
        y = []
        memo[id(x)] = y
        for item in x:
            y.append(deepcopy(item, memo))
    elif cls is dict:
        y = {}
        memo[id(x)] = y
        for key, value in x.items():
            y[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple or cls is frozenset:
        y = [deepcopy(item, memo) for item in x]
        if id(x) in memo:  # an item holds the tuple itself
            return memo[id(x)]
        for old, new in zip(x, y):
            if old is not new:
                y = cls(y)
                break
        else:
            y = x
    elif cls is set:
        y = {deepcopy(item, memo) for item in x}
    elif cls is bytearray:
        y = bytearray(x)
    elif isinstance(x, type):
        return x
    else:
        y = _deep_object(x, cls, memo)
    if y is not x:
        memo[id(x)] = y
        memo[id(memo)] = memo.get(id(memo), [])
        memo[id(memo)].append(x)  # so that its id is not used again
    return y


def _deep_object(x, cls, memo):
    method = getattr(cls, "__deepcopy__", None)
    if method is not None:
        return method(x, memo)
    reduced = _reduced(x)
    if reduced is not None:
        return _rebuilt(x, reduced, memo)
    if hasattr(x, "__dict__"):
        return _rebuilt(x, None, memo)
    if hasattr(x, "_fields") and isinstance(x, tuple):
        return cls(*[deepcopy(item, memo) for item in x])
    if hasattr(x, "copy") and hasattr(x, "clear"):
        y = x.copy()
        memo[id(x)] = y
        if isinstance(x, dict):
            items = [(deepcopy(key, memo), deepcopy(value, memo)) for key, value in x.items()]
            y.clear()
            for key, value in items:
                y[key] = value
        else:
            items = [deepcopy(item, memo) for item in x]
            y.clear()
            y.extend(items)
        return y
    return x


def _reduced(x):
    cls = type(x)
    for name in ("__reduce_ex__", "__reduce__"):
        if hasattr(cls, name):
            reduced = x.__reduce_ex__(4) if name == "__reduce_ex__" else x.__reduce__()
            return None if isinstance(reduced, str) else reduced
    return None


def _rebuilt(x, reduced, memo):
    deep = (lambda value: deepcopy(value, memo)) if memo is not None else lambda value: value
    if reduced is not None:
        function, args = reduced[:2]
        y = function(*[deep(arg) for arg in args])
        state = reduced[2] if len(reduced) > 2 else None
        if state is not None:
            _set_state(y, deep(state))
        return y
    cls = type(x)
    kind, items = _items_of(x)
    if kind in (tuple, frozenset):
        y = kind.__new__(cls, [deep(item) for item in items])
    elif isinstance(x, _ATOMIC[:6]):
        y = cls.__new__(cls, _plain(x))
    else:
        y = cls.__new__(cls)
    if memo is not None:
        memo[id(x)] = y
    if kind is dict:
        for key, value in items:
            y[deep(key)] = deep(value)
    elif kind in (list, bytearray):
        y.extend([deep(item) for item in items])
    elif kind is set:
        for item in items:
            y.add(deep(item))
    _set_state(y, deep(_state_of(x)))
    return y


def _plain(x):
    for kind in _ATOMIC[:6]:
        if isinstance(x, kind):
            return kind(x)
