# Requests and answers.

from _fetch import Headers, charset, decoded
from .exceptions import HTTPError, JSONDecodeError


class CaseInsensitiveDict:
    """A dict whose keys are the same in large and small letters."""

    def __init__(self, data=None, **kwargs):
        self._items = {}
        self.update(data, **kwargs)

    def update(self, data=None, **kwargs):
        for part in (data, kwargs):
            if part:
                for key, value in part.items() if hasattr(part, "items") else part:
                    self[key] = value

    def __setitem__(self, key, value):
        self._items[key.lower()] = (key, value)

    def __getitem__(self, key):
        return self._items[key.lower()][1]

    def __delitem__(self, key):
        del self._items[key.lower()]

    def __contains__(self, key):
        return key.lower() in self._items

    def get(self, key, default=None):
        return self._items.get(key.lower(), (key, default))[1]

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, *default):
        found = self._items.pop(key.lower(), *((None, value) for value in default))
        return found[1]

    def keys(self):
        return [key for key, _ in self._items.values()]

    def values(self):
        return [value for _, value in self._items.values()]

    def items(self):
        return list(self._items.values())

    def copy(self):
        return CaseInsensitiveDict(self)

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._items)

    def __repr__(self):
        return repr(dict(self.items()))


class Request:
    """What was asked for."""

    def __init__(self, method, url, headers, body):
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body

    def __repr__(self):
        return "<Request [{}]>".format(self.method)


class Response:
    """What came back."""

    def __init__(self, request, answer):
        self.request = request
        self.status_code = answer.status
        self.reason = answer.reason
        self.headers = answer.headers
        self.content = answer.bytes
        self.url = answer.url
        self.encoding = _encoding(answer.headers.get("content-type"))
        self.history = []
        self.cookies = _cookies(answer.headers)

    @property
    def ok(self):
        """Whether the status is less than 400."""
        return self.status_code < 400

    def __bool__(self):
        return self.ok

    @property
    def is_redirect(self):
        return "location" in self.headers and self.status_code in (301, 302, 303, 307, 308)

    @property
    def apparent_encoding(self):
        return "utf-8"

    @property
    def text(self):
        """The body as text, in the encoding that its headers say or that was set."""
        return decoded(self.content, self.encoding)

    def json(self, **kwargs):
        """The value of a body in JSON."""
        import json

        try:
            return json.loads(decoded(self.content), **kwargs)
        except ValueError as error:
            raise JSONDecodeError(str(error)) from None

    def raise_for_status(self):
        """Raises HTTPError if the status is 400 or more."""
        if self.status_code >= 400:
            whose = "Client" if self.status_code < 500 else "Server"
            text = "{} {} Error: {} for url: {}".format(self.status_code, whose, self.reason, self.url)
            raise HTTPError(text, response=self)

    def iter_content(self, chunk_size=1, decode_unicode=False):
        """The body in pieces."""
        data = self.text if decode_unicode else self.content
        size = chunk_size or max(1, len(data))
        for at in range(0, len(data), size):
            yield data[at : at + size]

    def iter_lines(self, chunk_size=512, decode_unicode=False, delimiter=None):
        """The body line by line."""
        data = self.text if decode_unicode else self.content
        if delimiter is not None:
            lines = data.split(delimiter)
        else:
            return iter(data.splitlines())
        return iter(lines[:-1] if not lines[-1] else lines)

    def __iter__(self):
        return self.iter_content(128)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass

    def __repr__(self):
        return "<Response [{}]>".format(self.status_code)


def _encoding(content_type):
    if content_type is None:
        return None
    named = charset(content_type)
    if named:
        return named
    kind = content_type.split(";")[0].strip().lower()
    return "ISO-8859-1" if kind.startswith("text/") else "utf-8" if kind == "application/json" else None


def _cookies(headers):
    cookies = {}
    for cookie in headers.get_all("set-cookie"):
        name, found, value = cookie.split(";")[0].partition("=")
        if found:
            cookies[name.strip()] = value.strip()
    return cookies


class _Codes:
    ok = okay = 200
    created = 201
    accepted = 202
    no_content = 204
    moved_permanently = 301
    found = 302
    see_other = 303
    not_modified = 304
    temporary_redirect = 307
    permanent_redirect = 308
    bad_request = bad = 400
    unauthorized = 401
    forbidden = 403
    not_found = 404
    method_not_allowed = 405
    conflict = 409
    gone = 410
    unprocessable_entity = 422
    too_many_requests = 429
    internal_server_error = server_error = 500
    bad_gateway = 502
    service_unavailable = 503
    gateway_timeout = 504


codes = _Codes()
