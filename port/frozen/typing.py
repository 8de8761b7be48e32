"""Names for annotations. They can be written, printed and compared; nothing checks
a value against them.

isinstance() works with aliases of classes (List), and with protocols that are
marked runtime_checkable. get_type_hints() evaluates annotations that are text.
"""

from _types import GenericAlias as _GenericAlias, UnionType as _UnionType

TYPE_CHECKING = False


def _name_of(tp):
    if tp is ...:
        return "..."
    if isinstance(tp, type):
        module = tp.__module__
        return tp.__qualname__ if module == "builtins" else module + "." + tp.__qualname__
    if isinstance(tp, list):
        return "[" + ", ".join([_name_of(each) for each in tp]) + "]"
    return repr(tp)


def _as_type(tp):
    if tp is None:
        return type(None)
    return ForwardRef(tp) if isinstance(tp, str) else tp


def _as_tuple(params):
    return params if isinstance(params, tuple) else (params,)


class _Type:
    """What can be one side of `|`."""

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ForwardRef(_Type):
    """A type that is only named, by a text."""

    def __init__(self, arg, **keywords):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return "ForwardRef(%r)" % (self.__forward_arg__,)


class _Alias(_Type):
    """A name with parameters, such as typing.List[int]."""

    def __init__(self, origin, args, name):
        self.__origin__ = origin
        self.__args__ = args
        self._name = name

    @property
    def __parameters__(self):
        found = []
        for arg in self.__args__:
            for each in [arg] if isinstance(arg, TypeVar) else getattr(arg, "__parameters__", ()):
                if each not in found:
                    found.append(each)
        return tuple(found)

    def __getitem__(self, params):
        values = dict(zip(self.__parameters__, _as_tuple(params)))
        args = []
        for arg in self.__args__:
            if isinstance(arg, _Alias) and arg.__parameters__:
                arg = arg[tuple([values.get(each, each) for each in arg.__parameters__])]
            args.append(_as_type(values.get(arg, arg)) if isinstance(arg, TypeVar) else arg)
        return _Alias(self.__origin__, tuple(args), self._name)

    def __call__(self, *args, **keywords):
        origin = self.__origin__
        if origin in (list, dict, set, frozenset, tuple, type):
            raise TypeError("Type %s cannot be instantiated; use %s() instead" % (self._name, origin.__name__))
        return origin(*args, **keywords)

    def __mro_entries__(self, bases):
        return (self.__origin__,) if isinstance(self.__origin__, type) else ()

    def __eq__(self, other):
        if not isinstance(other, _Alias) or self.__origin__ is not other.__origin__:
            return NotImplemented
        if self.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        return self.__args__ == other.__args__

    def __hash__(self):
        total = hash(self._name)
        for arg in self.__args__:
            total ^= hash(arg) if not isinstance(arg, list) else 1
        return total

    def __instancecheck__(self, instance):
        if self.__origin__ is Union:
            return isinstance(instance, tuple([getattr(arg, "__origin__", arg) for arg in self.__args__]))
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        if self.__origin__ is Union:
            return issubclass(cls, tuple([getattr(arg, "__origin__", arg) for arg in self.__args__]))
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __repr__(self):
        args = self.__args__
        if self._name == "Optional":
            args = [arg for arg in args if arg is not type(None)]
        if self._name == "Callable" and args and args[0] is not ...:
            return "typing.Callable[[%s], %s]" % (", ".join([_name_of(arg) for arg in args[:-1]]), _name_of(args[-1]))
        if self._name == "Literal":
            return "typing.Literal[%s]" % ", ".join([repr(arg) for arg in args])
        return "typing.%s[%s]" % (self._name, ", ".join([_name_of(arg) for arg in args]) or "()")


class _Form(_Type):
    """A name that means something special."""

    def __init__(self, name, make=None):
        self._name = name
        self._make = make

    def __getitem__(self, params):
        if self._make is None:
            raise TypeError("typing.%s is not subscriptable" % self._name)
        return self._make(self, params)

    def __call__(self, *args, **keywords):
        raise TypeError("Cannot instantiate typing." + self._name)

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass typing." + self._name)

    def __instancecheck__(self, instance):
        raise TypeError("typing.%s cannot be used with isinstance()" % self._name)

    def __repr__(self):
        return "typing." + self._name


def _single(form, param):
    return _Alias(form, (_as_type(param),), form._name)


def _several(form, params):
    return _Alias(form, tuple([_as_type(param) for param in _as_tuple(params)]), form._name)


def _union(form, params):
    types = []
    for param in _as_tuple(params):
        param = _as_type(param)
        is_union = isinstance(param, _UnionType) or getattr(param, "__origin__", None) is Union
        for each in param.__args__ if is_union else (param,):
            if each not in types:
                types.append(each)
    if len(types) == 1:
        return types[0]
    name = "Optional" if len(types) == 2 and type(None) in types else "Union"
    return _Alias(Union, tuple(types), name)


def _literal(form, params):
    values = []
    for param in _as_tuple(params):
        for each in param.__args__ if getattr(param, "__origin__", None) is Literal else (param,):
            if not any(each == value and type(each) is type(value) for value in values):
                values.append(each)
    return _Alias(Literal, tuple(values), "Literal")


class _Annotated(_Alias):
    def __init__(self, origin, metadata):
        super().__init__(origin, (origin,), "Annotated")
        self.__metadata__ = metadata

    def __repr__(self):
        return "typing.Annotated[%s, %s]" % (_name_of(self.__origin__), ", ".join([repr(each) for each in self.__metadata__]))


Any = _Form("Any")
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
TypeAlias = _Form("TypeAlias")
ClassVar = _Form("ClassVar", _single)
Final = _Form("Final", _single)
Required = _Form("Required", _single)
NotRequired = _Form("NotRequired", _single)
TypeGuard = _Form("TypeGuard", _single)
Unpack = _Form("Unpack", _single)
Concatenate = _Form("Concatenate", _several)
Union = _Form("Union", _union)
Optional = _Form("Optional", lambda form, param: Union[param, None])
Literal = _Form("Literal", _literal)
Annotated = _Form("Annotated", lambda form, params: _Annotated(params[0], params[1:]))


class _ClassAlias(_Type):
    """A class under another name: List stands for list."""

    def __init__(self, name, module, target):
        self._name = name
        self._module = module
        self._target = target

    @property
    def __origin__(self):
        if self._module:
            return getattr(__import__(self._module, None, None, ("*",)), self._target)
        return self._target

    def __getitem__(self, params):
        params = _as_tuple(params)
        if self._name == "Callable" and len(params) == 2:
            given, result = params
            params = tuple(given) + (result,) if isinstance(given, (list, tuple)) else params
        return _Alias(self.__origin__, tuple([_as_type(param) for param in params]), self._name)

    def __call__(self, *args, **keywords):
        if self._module is None:
            raise TypeError("Type %s cannot be instantiated; use %s() instead" % (self._name, self._target.__name__))
        return self.__origin__(*args, **keywords)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __repr__(self):
        return "typing." + self._name


List = _ClassAlias("List", None, list)
Dict = _ClassAlias("Dict", None, dict)
Set = _ClassAlias("Set", None, set)
FrozenSet = _ClassAlias("FrozenSet", None, frozenset)
Tuple = _ClassAlias("Tuple", None, tuple)
Type = _ClassAlias("Type", None, type)
Deque = _ClassAlias("Deque", "_collections", "deque")
DefaultDict = _ClassAlias("DefaultDict", "_collections", "defaultdict")
OrderedDict = _ClassAlias("OrderedDict", "_collections", "OrderedDict")
Counter = _ClassAlias("Counter", "_collections", "Counter")
ChainMap = _ClassAlias("ChainMap", "collections._user", "ChainMap")
ContextManager = _ClassAlias("ContextManager", "contextlib", "AbstractContextManager")
AsyncContextManager = _ClassAlias("AsyncContextManager", "contextlib", "AbstractAsyncContextManager")
AbstractSet = _ClassAlias("AbstractSet", "collections.abc", "Set")
Callable = _ClassAlias("Callable", "collections.abc", "Callable")
for _each in (
    "Awaitable Coroutine AsyncIterable AsyncIterator Iterable Iterator Reversible Generator Sized Hashable Container "
    "Collection Sequence ByteString MutableSequence MutableSet Mapping MutableMapping MappingView KeysView ItemsView ValuesView"
).split():
    globals()[_each] = _ClassAlias(_each, "collections.abc", _each)
AsyncGenerator = _ClassAlias("AsyncGenerator", "types", "AsyncGeneratorType")
Pattern = _ClassAlias("Pattern", "re", "Pattern")
Match = _ClassAlias("Match", "re", "Match")


class TypeVar(_Type):
    """A type that is not known yet."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__


class ParamSpec(TypeVar):
    """The parameters of a function that are not known yet."""

    @property
    def args(self):
        return self

    @property
    def kwargs(self):
        return self


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield Unpack[self]


AnyStr = TypeVar("AnyStr", bytes, str)
Text = str


class NewType(_Type):
    """A type that is another under a name of its own."""

    def __init__(self, name, tp):
        self.__name__ = name
        self.__supertype__ = tp

    def __call__(self, value):
        return value

    def __repr__(self):
        return "__main__." + self.__name__


class Generic:
    """The class that classes with type parameters derive from."""

    @classmethod
    def __class_getitem__(cls, params):
        return _GenericAlias(cls, _as_tuple(params))


def __getattr__(name):
    import _typingclasses

    if name.startswith("__") or not hasattr(_typingclasses, name):
        raise AttributeError("module 'typing' has no attribute %r" % (name,))
    return getattr(_typingclasses, name)


def cast(typ, val):
    """The value; nothing is checked."""
    return val


def assert_type(val, typ):
    return val


def overload(func):
    """A decorator for declarations that the function after them fulfils."""

    def undefined(*args, **keywords):
        raise NotImplementedError("You should not call an overloaded function.")

    return undefined


def final(f):
    return f


def no_type_check(arg):
    return arg


def override(method):
    return method


def dataclass_transform(**keywords):
    return lambda cls: cls


def get_origin(tp):
    """list for List[int], Union for Optional[int], None for what has no parameters."""
    if isinstance(tp, _Annotated):
        return Annotated
    if isinstance(tp, _UnionType):
        import types

        return types.UnionType
    if tp is Generic:
        return Generic
    return getattr(tp, "__origin__", None) if isinstance(tp, (_Alias, _GenericAlias, _ClassAlias)) else None


def get_args(tp):
    """(int,) for List[int]."""
    if isinstance(tp, _Annotated):
        return (tp.__origin__,) + tp.__metadata__
    args = getattr(tp, "__args__", ()) if isinstance(tp, (_Alias, _GenericAlias, _UnionType)) else ()
    if isinstance(tp, _Alias) and tp._name == "Callable" and args and args[0] is not ...:
        return list(args[:-1]), args[-1]
    return args
