"""What functions take: a part of the module inspect."""

from _inspect import bound_to as _bound_to, parameters as _parameters


class _empty:
    """No default, or no annotation."""


def unwrap(func, *, stop=None):
    """What wrappers made by functools.wraps() wrap."""
    seen = {id(func)}
    while hasattr(func, "__wrapped__") and (stop is None or not stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError("wrapper loop when unwrapping %r" % (func,))
        seen.add(id(func))
    return func


class _ParameterKind(int):
    def __repr__(self):
        return _KINDS[self][0]

    __str__ = __repr__

    @property
    def name(self):
        return _KINDS[self][0]

    @property
    def description(self):
        return _KINDS[self][1]


_KINDS = (
    ("POSITIONAL_ONLY", "positional-only"), ("POSITIONAL_OR_KEYWORD", "positional or keyword"),
    ("VAR_POSITIONAL", "variadic positional"), ("KEYWORD_ONLY", "keyword-only"), ("VAR_KEYWORD", "variadic keyword"),
)


def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class Parameter:
    """One parameter of a function."""

    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = map(_ParameterKind, range(5))
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if default is not _empty and kind in (2, 4):
            raise ValueError("%s parameters cannot have default values" % _KINDS[kind][1])
        if not name.isidentifier():
            raise ValueError("%r is not a valid parameter name" % name)
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def replace(self, **changes):
        values = {"name": self.name, "kind": self.kind, "default": self.default, "annotation": self.annotation}
        values.update(changes)
        return Parameter(values.pop("name"), values.pop("kind"), **values)

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += ": " + formatannotation(self.annotation)
        if self.default is not _empty:
            text += (" = %r" if self.annotation is not _empty else "=%r") % (self.default,)
        return {2: "*", 4: "**"}.get(self.kind, "") + text

    def __repr__(self):
        return '<Parameter "%s">' % self

    def __hash__(self):
        return hash((self.name, self.kind))

    def __eq__(self, other):
        return isinstance(other, Parameter) and (self.name, self.kind, self.default, self.annotation) == (
            other.name, other.kind, other.default, other.annotation
        )


class Signature:
    """The parameters of a function, in order."""

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = {each.name: each for each in parameters or ()}
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True):
        return signature(obj, follow_wrapped=follow_wrapped)

    def replace(self, *, parameters=_empty, return_annotation=_empty):
        return Signature(
            self.parameters.values() if parameters is _empty else parameters,
            return_annotation=self.return_annotation if return_annotation is _empty else return_annotation,
        )

    def __str__(self):
        pieces = []
        star = False
        positional_only = False
        for each in self.parameters.values():
            if each.kind == 0:
                positional_only = True
            elif positional_only:
                pieces.append("/")
                positional_only = False
            if each.kind == 3 and not star:
                pieces.append("*")
            star = star or each.kind in (2, 3)
            pieces.append(str(each))
        if positional_only:
            pieces.append("/")
        text = "(" + ", ".join(pieces) + ")"
        if self.return_annotation is not _empty:
            text += " -> " + formatannotation(self.return_annotation)
        return text

    def __repr__(self):
        return "<Signature %s>" % self

    def __eq__(self, other):
        return (
            isinstance(other, Signature)
            and list(self.parameters.values()) == list(other.parameters.values())
            and self.return_annotation == other.return_annotation
        )

    def bind(self, *args, **kwargs):
        """Which parameter each argument is for; TypeError if they do not fit."""
        return self._bind(args, kwargs, False)

    def bind_partial(self, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        args = list(args)
        kwargs = dict(kwargs)
        bound = {}
        for name, each in self.parameters.items():
            if each.kind == 2:
                if args:
                    bound[name] = tuple(args)
                    args = []
            elif each.kind == 4:
                if kwargs:
                    bound[name] = kwargs
                    kwargs = {}
            elif args and each.kind != 3:
                if name in kwargs and each.kind == 1:
                    raise TypeError("multiple values for argument %r" % name)
                bound[name] = args.pop(0)
            elif name in kwargs and each.kind != 0:
                bound[name] = kwargs.pop(name)
            elif each.default is _empty and not partial:
                raise TypeError(
                    "missing a required argument: %r" % name
                )
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError("got an unexpected keyword argument %r" % next(iter(kwargs)))
        return BoundArguments(self, bound)


class BoundArguments:
    """Arguments by the names of their parameters."""

    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        args = []
        for name, each in self.signature.parameters.items():
            if each.kind > 2 or name not in self.arguments:
                break
            if each.kind == 2:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        by_name = False
        for name, each in self.signature.parameters.items():
            by_name = by_name or each.kind > 2 or name not in self.arguments
            if by_name and name in self.arguments:
                if each.kind == 4:
                    kwargs.update(self.arguments[name])
                else:
                    kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        arguments = {}
        for name, each in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif each.default is not _empty:
                arguments[name] = each.default
            elif each.kind in (2, 4):
                arguments[name] = () if each.kind == 2 else {}
        self.arguments = arguments

    def __repr__(self):
        return "<BoundArguments (%s)>" % ", ".join(["%s=%r" % item for item in self.arguments.items()])


def signature(obj, *, follow_wrapped=True, **ignored):
    """What a function or class takes."""
    if not callable(obj):
        raise TypeError("%r is not a callable object" % (obj,))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda each: hasattr(each, "__signature__"))
    if hasattr(obj, "__signature__"):
        return obj.__signature__
    if isinstance(obj, type):
        for base in obj.__mro__:
            for name in ("__new__", "__init__"):
                found = base.__dict__.get(name) if base.__module__ != "builtins" else None
                if found is not None:
                    return _without_first(signature(getattr(found, "__func__", found)))
        return Signature()
    if hasattr(obj, "func") and hasattr(obj, "keywords"):
        return _of_partial(obj)
    known = _parameters(obj)
    if known is None:
        call = getattr(type(obj), "__call__", None)
        if call is None or _parameters(call) is None:
            raise ValueError("no signature found for builtin %r" % (obj,))
        return _without_first(signature(call))
    names, n_keyword_only, flags, defaults, keyword_defaults = known
    hints = getattr(obj, "__annotations__", None) or {}
    n_positional = len(names) - n_keyword_only
    values = dict(zip(names[n_positional - len(defaults) : n_positional], defaults))
    values.update(keyword_defaults or {})
    parameters = []

    def add(name, kind):
        default = values.get(name, _empty)
        parameters.append(Parameter(name, kind, default=default, annotation=hints.get(name, _empty)))

    for at, name in enumerate(names):
        if at == n_positional and flags & 4:
            add("args", Parameter.VAR_POSITIONAL)
        # A parameter that is taken apart, or has no name, has `*` for one.
        add(name if name.isidentifier() else "_%d" % at, Parameter.KEYWORD_ONLY if at >= n_positional else Parameter.POSITIONAL_OR_KEYWORD)
    if flags & 4 and not n_keyword_only:
        add("args", Parameter.VAR_POSITIONAL)
    if flags & 2:
        add("kwargs", Parameter.VAR_KEYWORD)
    return Signature(parameters, return_annotation=hints.get("return", _empty))


def _without_first(whole):
    parameters = list(whole.parameters.values())
    if parameters and parameters[0].kind != 2:
        parameters.pop(0)
    return Signature(parameters, return_annotation=whole.return_annotation)


def _of_partial(obj):
    whole = signature(obj.func)
    parameters = []
    taken = len(obj.args)
    keyword_only = False
    for each in whole.parameters.values():
        if each.kind < 2 and taken:
            taken -= 1
            continue
        if each.name in obj.keywords:
            keyword_only = True
            each = each.replace(default=obj.keywords[each.name], kind=Parameter.KEYWORD_ONLY)
        elif keyword_only and each.kind == 1:
            each = each.replace(kind=Parameter.KEYWORD_ONLY)
        elif keyword_only and each.kind == 2:
            continue
        parameters.append(each)
    return Signature(parameters, return_annotation=whole.return_annotation)


def getfullargspec(func):
    from collections import namedtuple

    by_kind = {kind: [] for kind in range(5)}
    for each in signature(func, follow_wrapped=False).parameters.values():
        by_kind[int(each.kind)].append(each)
    positional = by_kind[0] + by_kind[1]
    if _bound_to(func) is not None:
        positional.insert(0, Parameter("self", Parameter.POSITIONAL_OR_KEYWORD))
    defaults = tuple([each.default for each in positional if each.default is not _empty])
    spec = namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")
    only = {each.name: each.default for each in by_kind[3] if each.default is not _empty}
    return spec(
        [each.name for each in positional], by_kind[2][0].name if by_kind[2] else None,
        by_kind[4][0].name if by_kind[4] else None, defaults or None, [each.name for each in by_kind[3]], only or None,
        dict(getattr(func, "__annotations__", None) or {}),
    )
