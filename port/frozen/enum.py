"""Enumerations.

Members are made in the order of their definition. Where CPython's enum keeps a
class dict that watches each assignment, here names that are given twice are not
noticed before the class is made: the later value counts.
"""

from _collections import OrderedDict


class auto:
    """A value that is worked out: one more than the highest before it."""

    def __init__(self, value=None):
        self.value = value


class nonmember:
    """A class attribute that is no member."""

    def __init__(self, value):
        self.value = value


class member:
    """A value that becomes a member whatever it is."""

    def __init__(self, value):
        self.value = value


class property(property):
    """As property; enum has one of this name."""


def _is_dunder(name):
    return len(name) > 4 and name[:2] == "__" == name[-2:]


def _is_sunder(name):
    return len(name) > 2 and name[0] == "_" == name[-1] and name[1] != "_"


_function = type(lambda: 0)
_builtin_property = property.__mro__[1]


def _is_descriptor(value):
    if isinstance(value, (_function, _builtin_property, classmethod, staticmethod, nonmember)):
        return True
    return hasattr(value, "__get__") and not isinstance(value, type)


_enum_base = None


class EnumType(type):
    def __new__(mcls, name, bases, namespace, boundary=None, **keywords):
        if _enum_base is None or not any(issubclass(base, _enum_base) for base in bases):
            return super().__new__(mcls, name, bases, namespace, **keywords)
        for base in bases:
            if getattr(base, "_member_names_", None):
                raise TypeError("<enum '%s'> cannot extend %r" % (name, base))
        ignored = namespace.pop("_ignore_", ())
        if isinstance(ignored, str):
            ignored = ignored.replace(",", " ").split()
        values = []
        for key in list(namespace):
            value = namespace[key]
            if key in ignored:
                del namespace[key]
            elif isinstance(value, nonmember):
                namespace[key] = value.value
            elif isinstance(value, member):
                values.append((key, value.value))
            elif not (_is_dunder(key) or _is_sunder(key) or _is_descriptor(value)):
                if not key.startswith("_" + name + "__"):
                    values.append((key, value))
        for key, _ in values:
            del namespace[key]
        if "_generate_next_value_" in namespace:
            generate = namespace["_generate_next_value_"]
            if not isinstance(generate, staticmethod):
                namespace["_generate_next_value_"] = staticmethod(generate)
        user_new = namespace.pop("__new__", None)
        if user_new is not None:
            namespace["_new_member_"] = user_new if isinstance(user_new, staticmethod) else staticmethod(user_new)
        cls = super().__new__(mcls, name, bases, namespace, **keywords)
        type.__setattr__(cls, "_member_names_", [])
        type.__setattr__(cls, "_member_map_", {})
        type.__setattr__(cls, "_value2member_map_", {})
        type.__setattr__(cls, "_unhashable_", [])
        data = _data_type(bases)
        type.__setattr__(cls, "_member_type_", data or object)
        if data is not None:
            _prefer_enum(cls, data)
        last_values = []
        for key, value in values:
            value = _generated(cls, key, value, last_values)
            _add_member(cls, key, value, data)
            last_values.append(cls._member_map_[key]._value_)
        return cls

    def __init__(cls, *args, **keywords):
        pass

    def __call__(cls, value=None, names=None, *more, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_names_ or (names is None and not more):
            if names is not None:
                value = (value, names) + more
            return cls._lookup_(value)
        if more:
            names = (names,) + more
        return cls._create_(value, names, type, start)

    def _lookup_(cls, value):
        try:
            found = cls._value2member_map_.get(value)
        except TypeError:
            found = None
        if found is not None:
            return found
        for each in cls._unhashable_:
            if each._value_ == value:
                return each
        if type(value) is cls:
            return value
        result = cls._missing_(value)
        if isinstance(result, cls):
            return result
        if result is None:
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        raise TypeError("error in %s._missing_: returned %r instead of None or a valid member" % (cls.__name__, result))

    def _create_(cls, name, names, mixin, start):
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if hasattr(names, "items"):
            pairs = list(names.items())
        else:
            pairs = []
            last = []
            for i, item in enumerate(names):
                if isinstance(item, str):
                    value = cls._generate_next_value_(item, start, i, last[:])
                    pairs.append((item, value))
                    last.append(value)
                else:
                    pairs.append(tuple(item))
        namespace = OrderedDict(pairs)
        return EnumType.__new__(EnumType, name, (cls,) if mixin is None else (mixin, cls), namespace)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if not isinstance(value, _enum_base):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" % (type(value).__name__, type(cls).__name__))
        return isinstance(value, cls) and value._name_ in cls._member_map_

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError("cannot reassign member %r" % (name,))
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, name))
        super().__delattr__(name)

    def __repr__(cls):
        if getattr(cls, "_is_flag_", False):
            return "<flag %r>" % cls.__name__
        return "<enum %r>" % cls.__name__

    @_builtin_property
    def __members__(cls):
        from types import MappingProxyType

        return MappingProxyType(cls._member_map_)


EnumMeta = EnumType


def _data_type(bases):
    """The built-in type that values are of, besides Enum."""
    for base in bases:
        for each in base.__mro__:
            if each in (int, str, float, bytes, tuple, complex, list, dict, set, frozenset):
                return each
    return None


def _prefer_enum(cls, data):
    """Members print as those of Enum, not as the built-in type does that they
    derive from.
    """
    mro = cls.__mro__
    for name in ("__repr__", "__str__", "__format__"):
        for base in mro:
            if base is not data and name in base.__dict__:
                if mro.index(base) > mro.index(data):
                    type.__setattr__(cls, name, base.__dict__[name])
                break


def _generated(cls, name, value, last_values):
    if isinstance(value, auto):
        if value.value is None:
            value.value = cls._generate_next_value_(name, 1, len(last_values), last_values[:])
        return value.value
    if isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
        return tuple([_generated(cls, name, part, last_values) for part in value])
    return value


def _add_member(cls, name, value, data):
    args = value if isinstance(value, tuple) and data is not tuple else (value,)
    new = getattr(cls, "_new_member_", None)
    if new is not None:
        made = new(cls, *args)
        if not hasattr(made, "_value_"):
            object.__setattr__(made, "_value_", value if data is None else data(*args))
    elif data is not None:
        made = data.__new__(cls, *args)
        object.__setattr__(made, "_value_", data(*args))
    else:
        made = object.__new__(cls)
        object.__setattr__(made, "_value_", value)
    value = made._value_
    object.__setattr__(made, "_name_", name)
    object.__setattr__(made, "__objclass__", cls)
    if "__init__" in _methods_of(cls):
        made.__init__(*args)
    try:
        known = cls._value2member_map_.get(value)
    except TypeError:
        known = None
        for each in cls._unhashable_:
            if each._value_ == value:
                known = each
    is_alias = cls._is_flag_ and not cls._is_single_(value)
    if known is not None:
        made = known
    else:
        object.__setattr__(made, "_sort_order_", len(cls._member_names_))
        if not is_alias:
            cls._member_names_.append(name)
        try:
            cls._value2member_map_[value] = made
        except TypeError:
            cls._unhashable_.append(made)
    cls._member_map_[name] = made
    type.__setattr__(cls, name, made)


def _methods_of(cls):
    """The names that classes between this one and Enum define."""
    names = set()
    for base in cls.__mro__:
        if base.__module__ not in ("enum", "builtins"):
            names.update(base.__dict__)
    return names


class Enum(metaclass=EnumType):
    """The class to derive enumerations from."""

    _is_flag_ = False
    _member_names_ = []
    _member_map_ = {}

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        for value in reversed(sorted([v for v in last_values if isinstance(v, (int, float))])):
            return value + 1
        if last_values:
            raise TypeError("unable to increment " + repr(last_values[-1]))
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    @_builtin_property
    def name(self):
        return self._name_

    @_builtin_property
    def value(self):
        return self._value_

    def __repr__(self):
        return "<%s.%s: %r>" % (type(self).__name__, self._name_, self._value_)

    def __str__(self):
        return "%s.%s" % (type(self).__name__, self._name_)

    def __format__(self, spec):
        return ("{:" + spec + "}").format(str(self))

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        return self is other

    def __dir__(self):
        return ["__class__", "__doc__", "__module__", "name", "value"]

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return type(self), (self._value_,)


class ReprEnum(Enum):
    """Enumerations that print as their values do."""


class IntEnum(int, ReprEnum):
    def __str__(self):
        return str(self._value_)

    def __format__(self, spec):
        return ("{:" + spec + "}").format(self._value_)

    def __hash__(self):
        return hash(self._value_)

    def __eq__(self, other):
        return self._value_ == other

    def __index__(self):
        return self._value_


class StrEnum(str, ReprEnum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, spec):
        return ("{:" + spec + "}").format(self._value_)

    def __hash__(self):
        return hash(self._value_)

    def __eq__(self, other):
        return self._value_ == other


def unique(enumeration):
    """A decorator for enumerations of which no value has two names."""
    aliases = [
        "%s -> %s" % (name, each._name_) for name, each in enumeration._member_map_.items() if name != each._name_
    ]
    if aliases:
        raise ValueError("duplicate values found in %r: %s" % (enumeration, ", ".join(aliases)))
    return enumeration


def __getattr__(name):
    if name in ("Flag", "IntFlag", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP"):
        import _enumflag

        return getattr(_enumflag, name)
    raise AttributeError("module 'enum' has no attribute %r" % (name,))


_enum_base = Enum
