"""JSON; reading and writing it is written in C.

iterencode() gives the text in one piece. A half of a surrogate pair that stands
alone in a text is read as U+FFFD, since a str cannot hold it.
"""

from _json import decode as _decode, encode as _encode


class JSONDecodeError(ValueError):
    """Says what is wrong with a text, and where."""

    def __init__(self, msg, doc, pos):
        before = doc[:pos]
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = before.count("\n") + 1
        self.colno = pos - before.rfind("\n")
        super().__init__("%s: line %d column %d (char %d)" % (msg, self.lineno, self.colno, pos))


def _as_text(s):
    if isinstance(s, str):
        return s
    if isinstance(s, (bytes, bytearray)):
        if s[:3] == b"\xef\xbb\xbf":
            s = s[3:]
        return str(s, "utf-8")
    raise TypeError("the JSON object must be str, bytes or bytearray, not " + type(s).__name__)


class JSONDecoder:
    def __init__(
        self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None
    ):
        self.object_hook = object_hook
        self.parse_float = parse_float
        self.parse_int = parse_int
        self.parse_constant = parse_constant
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def _decode(self, s, start):
        return _decode(
            JSONDecodeError,
            s,
            start,
            self.strict,
            self.object_hook,
            self.object_pairs_hook,
            self.parse_float,
            self.parse_int,
            self.parse_constant,
        )

    def decode(self, s):
        """The value that a text is."""
        return self._decode(s, None)

    def raw_decode(self, s, idx=0):
        """The value at an index of a text, and where it ends."""
        return self._decode(s, idx)


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(
        self,
        *,
        skipkeys=False,
        ensure_ascii=True,
        check_circular=True,
        allow_nan=True,
        sort_keys=False,
        indent=None,
        separators=None,
        default=None
    ):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What to write in place of an object that is not known."""
        raise TypeError("Object of type %s is not JSON serializable" % type(o).__name__)

    def encode(self, o):
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        return _encode(
            o,
            self.default,
            indent,
            self.item_separator,
            self.key_separator,
            self.sort_keys,
            self.skipkeys,
            self.ensure_ascii,
            self.allow_nan,
            self.check_circular,
        )

    def iterencode(self, o, _one_shot=False):
        yield self.encode(o)


def dumps(obj, *, cls=None, **options):
    """The JSON of an object."""
    if cls is None and not options:
        return _encode(obj)
    return (cls or JSONEncoder)(**options).encode(obj)


def dump(obj, fp, *, cls=None, **options):
    """Writes the JSON of an object to a stream."""
    fp.write(dumps(obj, cls=cls, **options))


def loads(s, *, cls=None, **options):
    """The object that a JSON text stands for."""
    if not isinstance(s, str):
        s = _as_text(s)
    if cls is None and not options:
        return _decode(JSONDecodeError, s)
    return (cls or JSONDecoder)(**options).decode(s)


def load(fp, *, cls=None, **options):
    """Reads the JSON of an object from a stream."""
    return loads(fp.read(), cls=cls, **options)


def __getattr__(name):
    if name == "decoder":
        import json.decoder

        return json.decoder
    if name == "encoder":
        import json.encoder

        return json.encoder
    raise AttributeError("module 'json' has no attribute %r" % (name,))
