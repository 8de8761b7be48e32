"""What goes wrong with requests."""


class RequestException(OSError):
    """A request failed. The others derive from it, but for JSONDecodeError."""

    def __init__(self, *args, request=None, response=None):
        super().__init__(*args)
        self.response = response
        self.request = request
        if request is None and response is not None:
            self.request = response.request


class HTTPError(RequestException):
    """An answer with a status of 400 or more: see Response.raise_for_status."""


class ConnectionError(RequestException):
    """The other side cannot be reached or understood."""


class SSLError(ConnectionError):
    """There is no secure connection to it."""


class Timeout(RequestException):
    """It took too long."""


class ConnectTimeout(Timeout):
    """Not raised here: Timeout is."""


class ReadTimeout(Timeout):
    """Not raised here: Timeout is."""


class TooManyRedirects(RequestException):
    """There was no end to redirects."""


class URLRequired(RequestException):
    """There is no URL."""


class InvalidURL(RequestException):
    """The URL is none."""


class MissingSchema(InvalidURL):
    """The URL does not say https:// or http://."""


class InvalidSchema(InvalidURL):
    """The URL says something else."""


class InvalidHeader(RequestException):
    """A header is none."""


class ContentDecodingError(RequestException):
    """The answer cannot be decompressed."""


class JSONDecodeError(ValueError):
    """The answer is no JSON."""
