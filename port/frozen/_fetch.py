# What fetch() gives. The names are for the module `requests` and for whoever asks
# for the type of an answer; programs get an answer from fetch().


class Headers:
    """The headers of an answer: a mapping whose keys are the same in large and small letters.

    Several of one name are joined by a comma, as HTTP has it; get_all() has each.
    """

    def __init__(self, pairs):
        self._pairs = pairs

    def get_all(self, name):
        """The values of all headers of this name."""
        name = name.lower()
        return [value for key, value in self._pairs if key == name]

    def get(self, name, default=None):
        values = self.get_all(name)
        return ", ".join(values) if values else default

    def __getitem__(self, name):
        values = self.get_all(name)
        if not values:
            raise KeyError(name)
        return ", ".join(values)

    def __contains__(self, name):
        return bool(self.get_all(name))

    def keys(self):
        names = []
        for name, _ in self._pairs:
            if name not in names:
                names.append(name)
        return names

    def values(self):
        return [self[name] for name in self.keys()]

    def items(self):
        return [(name, self[name]) for name in self.keys()]

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self.keys())

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items())

    def __repr__(self):
        return repr(dict(self.items()))


class Response:
    """An answer: its status, headers and body."""

    def __init__(self, status, reason, headers, body, url):
        self.status = status
        self.reason = reason
        self.headers = Headers(headers)
        self.bytes = body
        self.url = url

    @property
    def ok(self):
        """Whether the status says that it went well: 200 to 299."""
        return 200 <= self.status <= 299

    @property
    def text(self):
        """The body as text. What is no UTF-8 is shown as U+FFFD, or letter for letter
        where the server says that it is Latin-1."""
        return decoded(self.bytes, charset(self.headers.get("content-type", "")))

    def json(self):
        """The value of a body in JSON."""
        import json

        return json.loads(self.text)

    def __repr__(self):
        return "<Response [{}]>".format(self.status)


def charset(content_type):
    """The character set that a content type names, or None."""
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("'\"")
    return None


_LATIN = ("latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1")


def decoded(data, encoding=None):
    """Bytes as text, whatever they are."""
    if encoding and encoding.lower() in _LATIN:
        return "".join([chr(byte) for byte in data])
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    try:
        return data.decode()
    except UnicodeError:
        return _repaired(data)


def _repaired(data):
    # As many bytes as make up a character, one by one where they make up none.
    parts = []
    at = 0
    while at < len(data):
        first = data[at]
        width = 1 if first < 0x80 else 2 if 0xC2 <= first < 0xE0 else 3 if 0xE0 <= first < 0xF0 else 4
        piece = data[at : at + width]
        try:
            parts.append(piece.decode())
            at += width
        except UnicodeError:
            parts.append("\ufffd")
            at += 1
    return "".join(parts)
