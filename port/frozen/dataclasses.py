"""Classes whose methods are made from their annotated attributes.

__init__ and what compares objects are compiled from source text; the other methods
look at the fields when they are called. slots=True and weakref_slot change nothing:
objects of any class keep their attributes in the same way.
"""

import operator


class FrozenInstanceError(AttributeError):
    """Raised where an attribute of a frozen object would change."""


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


class _DefaultFactory:
    def __repr__(self):
        return "<factory>"


MISSING = _Missing()
_HAS_FACTORY = _DefaultFactory()


class _KwOnly:
    """What is annotated after this name must be given by name."""


KW_ONLY = _KwOnly()


class InitVar:
    """An argument of __init__ that is handed on to __post_init__."""

    def __init__(self, type):
        self.type = type

    @classmethod
    def __class_getitem__(cls, type):
        return cls(type)

    def __repr__(self):
        return "dataclasses.InitVar[%s]" % getattr(self.type, "__name__", repr(self.type))


class Field:
    """What is known of one field."""

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._kind = "field"

    def _has_default(self):
        return self.default is not MISSING or self.default_factory is not MISSING

    def __repr__(self):
        names = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only")
        return "Field(" + ",".join(["%s=%r" % (name, getattr(self, name)) for name in names]) + ")"


def field(
    *, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING
):
    """What a field is to be, where that is more than its type and default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _named(hint, *names):
    """Whether an annotation is one of these names of typing or of this module, as
    an object or as text.
    """
    if isinstance(hint, str):
        head = hint.split("[")[0].strip().split(".")[-1]
        return head in names
    origin = getattr(hint, "__origin__", hint)
    return getattr(origin, "_name", None) in names or (isinstance(origin, InitVar) or origin is InitVar) and "InitVar" in names


def _parameter(each):
    kind = each.type
    shown = "" if each.default is MISSING else " = " + repr(each.default)
    if each.default_factory is not MISSING:
        shown = " = <factory>"
    return each.name + ": " + (kind.__name__ if isinstance(kind, type) else repr(kind)) + shown


def _parameters(fields):
    given = [each for each in fields if each.init and each._kind != "class"]
    plain = [_parameter(each) for each in given if not each.kw_only]
    named = [_parameter(each) for each in given if each.kw_only]
    return ", ".join(plain + (["*"] + named if named else []))


def _own_fields(cls, kw_only):
    hints = cls.__dict__.get("__annotations__", {})
    fields = []
    for name, hint in hints.items():
        if hint is KW_ONLY or _named(hint, "KW_ONLY"):
            kw_only = True
            continue
        default = cls.__dict__.get(name, MISSING)
        made = default if isinstance(default, Field) else field(default=default)
        made.name = name
        made.type = hint
        if _named(hint, "ClassVar"):
            made._kind = "class"
        elif _named(hint, "InitVar"):
            made._kind = "init"
        if made.kw_only is MISSING:
            made.kw_only = kw_only
        if made._kind != "class" and isinstance(made.default, (list, dict, set)):
            raise ValueError(
                "mutable default %s for field %s is not allowed: use default_factory" % (type(made.default), name)
            )
        if isinstance(default, Field):
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
        fields.append(made)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in hints:
            raise TypeError("%r is a field but has no type annotation" % name)
    return fields


def _compiled(cls, fields, frozen):
    """Compiles __init__, and a function that gives what is compared."""
    names = {"MISSING": MISSING, "_HAS_FACTORY": _HAS_FACTORY, "_set": object.__setattr__}
    positional, by_name, body = [], [], []
    seen_default = False
    for each in fields:
        if each._kind == "class":
            continue
        name = each.name
        value = name
        if each.default_factory is not MISSING:
            names["_factory_" + name] = each.default_factory
            value = "_factory_%s()" % name
            if each.init:
                value += " if %s is _HAS_FACTORY else %s" % (name, name)
        if each.init:
            parameter = name
            if each.default is not MISSING:
                names["_default_" + name] = each.default
                parameter += "=_default_" + name
            elif each.default_factory is not MISSING:
                parameter += "=_HAS_FACTORY"
            elif seen_default and not each.kw_only:
                raise TypeError("non-default argument %r follows default argument" % name)
            (by_name if each.kw_only else positional).append(parameter)
            seen_default = seen_default or (each._has_default() and not each.kw_only)
        elif each.default_factory is MISSING:
            if each.default is MISSING or each._kind == "init":
                continue
            names["_default_" + name] = each.default
            value = "_default_" + name
        if each._kind != "init":
            body.append("_set(self, %r, %s)" % (name, value) if frozen else "self.%s = %s" % (name, value))
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__(%s)" % ", ".join([each.name for each in fields if each._kind == "init"]))
    parameters = ["self"] + positional + (["*"] + by_name if by_name else [])
    source = "def __init__(%s):\n %s\n" % (", ".join(parameters), "\n ".join(body or ["pass"]))
    compared = ["self.%s, " % each.name for each in fields if each._kind == "field" and each.compare]
    source += "def _key(self):\n return (%s)\n" % "".join(compared)
    exec(source, names)
    return names


def _real(cls):
    return [each for each in cls.__dataclass_fields__.values() if each._kind == "field"]


_printing = []


def _repr(self):
    if any(each is self for each in _printing):
        return "..."
    _printing.append(self)
    try:
        items = ["%s=%r" % (each.name, getattr(self, each.name)) for each in _real(type(self)) if each.repr]
        return type(self).__qualname__ + "(" + ", ".join(items) + ")"
    finally:
        _printing.pop()


def _comparison(op):
    def compare(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return op(self.__dataclass_key__(), other.__dataclass_key__())

    return compare


def _hash(self):
    return hash(
        tuple([getattr(self, each.name) for each in _real(type(self)) if (each.compare if each.hash is None else each.hash)])
    )


def _frozen_methods(cls):
    def __setattr__(self, name, value):
        if type(self) is cls or name in cls.__dataclass_fields__:
            raise FrozenInstanceError("cannot assign to field %r" % name)
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in cls.__dataclass_fields__:
            raise FrozenInstanceError("cannot delete field %r" % name)
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only):
    fields = {}
    inherits_frozen = None
    for base in cls.__mro__[:0:-1]:
        if "__dataclass_fields__" in base.__dict__:
            fields.update(base.__dataclass_fields__)
            inherits_frozen = base.__dataclass_params__.frozen
    if inherits_frozen is not None and inherits_frozen != frozen:
        raise TypeError(
            "cannot inherit frozen dataclass from a non-frozen one"
            if frozen
            else "cannot inherit non-frozen dataclass from a frozen one"
        )
    for each in _own_fields(cls, kw_only):
        fields[each.name] = each
    own = cls.__dict__
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = _Params(init, repr, eq, order, unsafe_hash, frozen)
    made = _compiled(cls, list(fields.values()), frozen)
    cls.__dataclass_key__ = made["_key"]
    if init:
        cls.__init__ = made["__init__"]
    if repr and "__repr__" not in own:
        cls.__repr__ = _repr
    if eq and "__eq__" not in own:
        cls.__eq__ = _comparison(operator.eq)
    if order:
        if not eq:
            raise ValueError("eq must be true if order is true")
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            if name in own:
                raise TypeError(
                    "Cannot overwrite attribute %s in class %s. Consider using functools.total_ordering" % (name, cls.__name__)
                )
            setattr(cls, name, _comparison(getattr(operator, name)))
    if frozen:
        for name in ("__setattr__", "__delattr__"):
            if name in own:
                raise TypeError("Cannot overwrite attribute %s in class %s" % (name, cls.__name__))
        cls.__setattr__, cls.__delattr__ = _frozen_methods(cls)
    has_hash = own.get("__hash__") is not None
    if unsafe_hash:
        if has_hash:
            raise TypeError("Cannot overwrite attribute __hash__ in class " + cls.__name__)
        cls.__hash__ = _hash
    elif eq and not has_hash and "__hash__" not in own:
        cls.__hash__ = _hash if frozen else None
    if match_args and "__match_args__" not in own:
        cls.__match_args__ = tuple(
            [each.name for each in fields.values() if each.init and each._kind != "class" and not each.kw_only]
        )
    if not own.get("__doc__"):
        cls.__doc__ = cls.__name__ + "(" + _parameters(fields.values()) + ")"
    return cls


class _Params:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen


def dataclass(
    cls=None,
    *,
    init=True,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=False,
    match_args=True,
    kw_only=False,
    slots=False,
    weakref_slot=False
):
    """A decorator for classes that gives them __init__, __repr__, __eq__ and more."""

    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only)

    return wrap if cls is None else wrap(cls)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def _is_instance(obj):
    return not isinstance(obj, type) and is_dataclass(obj)


def fields(class_or_instance):
    """The fields of a dataclass, in order."""
    cls = class_or_instance if isinstance(class_or_instance, type) else type(class_or_instance)
    if not is_dataclass(cls):
        raise TypeError("must be called with a dataclass type or instance")
    return tuple(_real(cls))


def _converted(value, convert):
    if _is_instance(value):
        return convert(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_converted(item, convert) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_converted(item, convert) for item in value])
    if isinstance(value, dict):
        pairs = [(_converted(key, convert), _converted(item, convert)) for key, item in value.items()]
        if hasattr(value, "default_factory"):
            made = type(value)(value.default_factory)
            for key, item in pairs:
                made[key] = item
            return made
        return type(value)(pairs)
    import copy

    return copy.deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict; dataclasses in them as well."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")

    def convert(each):
        return dict_factory([(f.name, _converted(getattr(each, f.name), convert)) for f in _real(type(each))])

    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The fields as a tuple; dataclasses in them as well."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def convert(each):
        return tuple_factory([_converted(getattr(each, f.name), convert) for f in _real(type(each))])

    return convert(obj)


def replace(obj, **changes):
    """Another object of the same class, with some fields changed."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for each in type(obj).__dataclass_fields__.values():
        if each._kind == "class":
            continue
        if not each.init:
            if each.name in changes:
                raise ValueError(
                    "field %s is declared with init=False, it cannot be specified with replace()" % each.name
                )
        elif each.name not in changes:
            if each._kind == "init" and each.default is MISSING:
                raise ValueError("InitVar %r must be specified with replace()" % each.name)
            changes[each.name] = getattr(obj, each.name)
    return type(obj)(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    """Makes a dataclass of names, or of (name, type) and (name, type, field)."""
    members = dict(namespace or {})
    hints = {}
    for item in fields:
        parts = (item, "typing.Any") if isinstance(item, str) else tuple(item)
        hints[parts[0]] = parts[1]
        if len(parts) == 3:
            members[parts[0]] = parts[2]
    members["__annotations__"] = hints
    members.setdefault("__module__", module or "types")
    return dataclass(type(cls_name, tuple(bases), members), **options)
