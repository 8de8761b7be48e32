"""Requests in the manner of the package of that name, made by the built-in fetch().

    >>> r = requests.get("https://api.example.com/items", params={"page": 2})
    >>> r.raise_for_status()
    >>> r.json()

What the sandbox does not allow raises PermissionError, which is no
RequestException. Not there: files=, proxies=, cert=, hooks, adapters, and turning
the check of certificates off. A body is read as a whole, also with stream=True.
"""

from .exceptions import (
    ConnectionError,
    ConnectTimeout,
    HTTPError,
    JSONDecodeError,
    ReadTimeout,
    RequestException,
    Timeout,
    TooManyRedirects,
)
from .models import Request, Response, codes
from .sessions import Session, session


def request(method, url, **kwargs):
    """Makes a request and gives its answer, a Response.

    params           what is added to the URL: a dict, a list of pairs, or a text
    data             the body: a dict or list of pairs (a form), text, bytes, a file
    json             the body as JSON
    headers          a dict
    cookies          a dict
    auth             a pair of user and password
    timeout          seconds, or a pair of them to connect and to read
    allow_redirects  whether redirects are followed, where the sandbox does
    """
    return Session().request(method, url, **kwargs)


def get(url, params=None, **kwargs):
    return request("GET", url, params=params, **kwargs)


def options(url, **kwargs):
    return request("OPTIONS", url, **kwargs)


def head(url, **kwargs):
    kwargs.setdefault("allow_redirects", False)
    return request("HEAD", url, **kwargs)


def post(url, data=None, json=None, **kwargs):
    return request("POST", url, data=data, json=json, **kwargs)


def put(url, data=None, **kwargs):
    return request("PUT", url, data=data, **kwargs)


def patch(url, data=None, **kwargs):
    return request("PATCH", url, data=data, **kwargs)


def delete(url, **kwargs):
    return request("DELETE", url, **kwargs)
