# What tests/compatibility asks inside of the interpreter: which names, methods and
# modules it has. The host calls missing().

import sys


class _Class:
    def method(self):
        pass


def _generator():
    yield


async def _coroutine():
    pass


# An object of each built-in type: some have attributes that their type does not show.
_OBJECTS = {
    "BaseException": BaseException(),
    "bool": True,
    "bytearray": bytearray(),
    "bytes": b"",
    "classmethod": classmethod(abs),
    "complex": 1j,
    "coroutine": _coroutine(),
    "dict": {},
    "dict_items": {}.items(),
    "dict_keys": {}.keys(),
    "dict_values": {}.values(),
    "enumerate": enumerate([]),
    "filter": filter(None, []),
    "float": 1.5,
    "frozenset": frozenset(),
    "function": _generator,
    "generator": _generator(),
    "int": 1,
    "list": [],
    "map": map(abs, []),
    "memoryview": memoryview(b""),
    "method": _Class().method,
    "module": sys,
    "object": object(),
    "property": property(abs),
    "range": range(1),
    "reversed": reversed([]),
    "set": set(),
    "slice": slice(1),
    "staticmethod": staticmethod(abs),
    "str": "",
    "super": super(_Class, _Class()),
    "tuple": (),
    "type": _Class,
    "zip": zip([], []),
}

# Objects of classes in modules, likewise: expressions, for modules that there may be.
_IN_MODULES = {
    "array.array": "m.array('i')",
    "asyncio.Queue": "m.Queue(1)",
    "calendar.Calendar": "m.Calendar()",
    "calendar.HTMLCalendar": "m.HTMLCalendar()",
    "calendar.TextCalendar": "m.TextCalendar()",
    "collections.ChainMap": "m.ChainMap()",
    "collections.UserDict": "m.UserDict()",
    "collections.defaultdict": "m.defaultdict(int)",
    "collections.deque": "m.deque()",
    "dataclasses.Field": "m.field()",
    "dataclasses.InitVar": "m.InitVar[int]",
    "datetime.date": "m.date(2000, 1, 1)",
    "datetime.datetime": "m.datetime(2000, 1, 1)",
    "datetime.time": "m.time()",
    "datetime.timedelta": "m.timedelta(1)",
    "decimal.Context": "m.getcontext()",
    "decimal.Decimal": "m.Decimal(1)",
    "difflib.SequenceMatcher": "m.SequenceMatcher()",
    "enum.Enum": "m.Enum('E', 'a').a",
    "enum.Flag": "m.Flag('F', 'a').a",
    "enum.IntEnum": "m.IntEnum('E', 'a').a",
    "enum.IntFlag": "m.IntFlag('F', 'a').a",
    "enum.StrEnum": "m.StrEnum('S', 'a').a",
    "fractions.Fraction": "m.Fraction(1)",
    "functools.partial": "m.partial(abs)",
    "hmac.HMAC": "m.new(b'a', b'', 'sha256')",
    "inspect.Parameter": "m.Parameter('a', m.Parameter.KEYWORD_ONLY)",
    "inspect.Signature": "m.Signature()",
    "io.BytesIO": "m.BytesIO()",
    "io.StringIO": "m.StringIO()",
    "ipaddress.IPv4Address": "m.ip_address('127.0.0.1')",
    "ipaddress.IPv4Interface": "m.ip_interface('127.0.0.1/8')",
    "ipaddress.IPv4Network": "m.ip_network('10.0.0.0/8')",
    "ipaddress.IPv6Address": "m.ip_address('::1')",
    "ipaddress.IPv6Interface": "m.ip_interface('::1/8')",
    "ipaddress.IPv6Network": "m.ip_network('::/8')",
    "itertools.count": "m.count()",
    "logging.Handler": "m.Handler()",
    "logging.Logger": "m.getLogger('a')",
    "pathlib.Path": "m.Path('a')",
    "pathlib.PosixPath": "m.PosixPath('a')",
    "pathlib.PurePath": "m.PurePath('a')",
    "pathlib.PurePosixPath": "m.PurePosixPath('a')",
    "pathlib.PureWindowsPath": "m.PureWindowsPath('a')",
    "queue.Queue": "m.Queue()",
    "random.Random": "m.Random(1)",
    "re.Match": "m.match('a', 'a')",
    "re.Pattern": "m.compile('a')",
    "re.RegexFlag": "m.RegexFlag(0)",
    "re.error": "m.error('a', 'a', 0)",
    "statistics.NormalDist": "m.NormalDist()",
    "string.Template": "m.Template('')",
    "struct.Struct": "m.Struct('i')",
    "textwrap.TextWrapper": "m.TextWrapper()",
    "threading.Thread": "m.Thread()",
    "time.struct_time": "m.gmtime(0)",
    "types.CoroutineType": "_coroutine()",
    "types.GeneratorType": "_generator()",
    "types.MappingProxyType": "m.MappingProxyType({})",
    "types.MethodType": "_Class().method",
    "types.SimpleNamespace": "m.SimpleNamespace()",
    "unittest.TestCase": "m.TestCase()",
    "unittest.TestResult": "m.TestResult()",
    "urllib.parse.ParseResult": "m.urlparse('a')",
    "urllib.parse.SplitResult": "m.urlsplit('a')",
    "uuid.UUID": "m.UUID(int=1)",
}


def _has(object, name):
    try:
        return hasattr(object, name)
    except Exception:
        return False


def _without(objects, names):
    return [name for name in names if not any(_has(object, name) for object in objects)]


def _object(path, module):
    try:
        names = dict(globals())
        names["m"] = module
        return [eval(_IN_MODULES[path], names)] if path in _IN_MODULES else []
    except Exception:
        return []


def _missing_in(name, listed):
    """What a module has not; None if there is none."""
    try:
        module = __import__(name)
        for part in name.split(".")[1:]:
            module = getattr(module, part)
    except (ImportError, AttributeError):
        return None
    names, members = [], []
    for each, its in listed:
        if not _has(module, each):
            names.append(each)
            continue
        value = getattr(module, each)
        objects = [value] + _object(name + "." + each, module)
        members += [each + "." + member for member in _without(objects, its)]
    return names, members


def missing(builtin_names, types, modules):
    import builtins

    lacking = {}
    for type_name, names in types:
        thing = _OBJECTS[type_name]
        lacking[type_name] = _without([thing, type(thing)], names)
    return (
        [name for name in builtin_names if not hasattr(builtins, name)],
        list(lacking.items()),
        [(name, _missing_in(name, listed)) for name, listed in modules],
    )
