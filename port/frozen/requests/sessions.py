# Sessions: what several requests have in common.

import json as _json

from . import exceptions
from .auth import HTTPBasicAuth
from .models import CaseInsensitiveDict, Request, Response

_UNRESERVED = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"


class Session:
    """Headers, parameters, credentials and cookies that its requests share. Cookies of
    answers are kept for the host that has set them."""

    def __init__(self):
        self.headers = CaseInsensitiveDict()
        self.params = {}
        self.auth = None
        self.cookies = {}
        self.verify = True
        self._kept = {}

    def request(
        self,
        method,
        url,
        params=None,
        data=None,
        headers=None,
        cookies=None,
        files=None,
        auth=None,
        timeout=None,
        allow_redirects=True,
        proxies=None,
        hooks=None,
        stream=None,
        verify=None,
        cert=None,
        json=None,
    ):
        """Makes a request: see requests.request."""
        for name, value in (("files", files), ("proxies", proxies), ("cert", cert), ("hooks", hooks)):
            if value:
                raise NotImplementedError("requests: " + name + "= is not there")
        if verify is False or (verify is None and self.verify is False):
            raise PermissionError("certificates are always checked")
        url = _url(url, _pairs(self.params) + _pairs(params), params)
        host = url.split("/")[2]
        given = CaseInsensitiveDict(self.headers)
        given.update(headers)
        body = _body(data, json, given)
        _authorize(auth or self.auth, given)
        cookies = _merged(self.cookies, self._kept.get(host), cookies)
        if cookies and "Cookie" not in given:
            given["Cookie"] = "; ".join([name + "=" + value for name, value in cookies.items()])
        sent = {key: _header(value) for key, value in given.items() if value is not None}
        asked = Request(method.upper(), url, given, body)
        try:
            answer = fetch(url, asked.method, sent, body, _seconds(timeout), bool(allow_redirects))
        except PermissionError:
            raise
        except (OSError, ValueError) as error:
            raise _exception(error)(str(error), request=asked) from None
        response = Response(asked, answer)
        if response.cookies:
            self._kept.setdefault(host, {}).update(response.cookies)
        return response

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def options(self, url, **kwargs):
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        kwargs.setdefault("allow_redirects", False)
        return self.request("HEAD", url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass


def session():
    return Session()


def _quoted(value, safe=b""):
    data = value if isinstance(value, bytes) else str(value).encode()
    return "".join([chr(c) if c in _UNRESERVED or c in safe else "%{:02X}".format(c) for c in data])


def _plus(value):
    return _quoted(value, b" ").replace(" ", "+")


def _pairs(data):
    # As pairs of texts; a list stands for several of one name, None for none.
    if not data or isinstance(data, (str, bytes)):
        return []
    pairs = []
    for name, values in data.items() if hasattr(data, "items") else data:
        if not isinstance(values, (list, tuple, set, frozenset)):
            values = [values]
        pairs += [(name, value) for value in values if value is not None]
    return pairs


def _encoded(pairs):
    return "&".join([_plus(name) + "=" + _plus(value) for name, value in pairs])


def _url(url, pairs, text):
    url = (url.decode() if isinstance(url, bytes) else str(url)).strip()
    scheme, found, rest = url.partition("://")
    if not found:
        hint = "Invalid URL {!r}: No scheme supplied. Perhaps you meant https://{}?"
        raise exceptions.MissingSchema(hint.format(url, url))
    url, mark, fragment = url.partition("#")
    query = _encoded(pairs)
    if isinstance(text, bytes):
        text = text.decode()
    if isinstance(text, str) and text:
        query = query + "&" + text if query else text
    if query:
        url += ("&" if "?" in url else "?") + query
    # What has no place in a URL is escaped, as browsers do.
    url = "".join([c if " " < c != "\x7f" else _quoted(c) for c in url])
    scheme, _, rest = url.partition("://")
    if not any(mark in rest for mark in "/?"):
        url += "/"
    return url + mark + fragment


def _body(data, json, headers):
    if data is None or data == {} or data == []:
        if json is None:
            return None
        headers.setdefault("Content-Type", "application/json")
        return _json.dumps(json).encode()
    if hasattr(data, "read"):
        return data.read()
    if isinstance(data, (str, bytes, bytearray)):
        return data
    headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
    return _encoded(_pairs(data))


def _authorize(auth, headers):
    if auth is None:
        return
    if isinstance(auth, (tuple, list)) and len(auth) == 2:
        auth = HTTPBasicAuth(*auth)
    if not isinstance(auth, HTTPBasicAuth):
        raise TypeError("auth= takes a pair of user and password")
    headers["Authorization"] = auth.header()


def _header(value):
    if isinstance(value, bytes):
        return value.decode()
    if not isinstance(value, str):
        raise exceptions.InvalidHeader("the value of a header is a str, not " + type(value).__name__)
    return value


def _merged(*dicts):
    merged = {}
    for part in dicts:
        if part:
            merged.update(part)
    return merged


def _seconds(timeout):
    if isinstance(timeout, tuple):
        parts = [part for part in timeout if part is not None]
        return sum(parts) if len(parts) == len(timeout) else None
    return timeout


def _exception(error):
    text = str(error)
    if isinstance(error, ValueError):
        return exceptions.InvalidHeader if "header" in text else exceptions.InvalidURL
    if isinstance(error, TimeoutError):
        return exceptions.Timeout
    if isinstance(error, ConnectionError):
        if text.startswith("more than") and text.endswith("redirects"):
            return exceptions.TooManyRedirects
        if "certificate" in text or "secure connection" in text:
            return exceptions.SSLError
        if "decompressed" in text:
            return exceptions.ContentDecodingError
        return exceptions.ConnectionError
    return exceptions.RequestException
