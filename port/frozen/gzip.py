"""Gzip on zlib. A file is read or written as a whole: what is written is compressed when it
is closed. There is no appending.
"""

import zlib
from builtins import open as _open
from io import BytesIO, StringIO

_NO_END = "Compressed file ended before the end-of-stream marker was reached"


class BadGzipFile(OSError):
    pass


def compress(data, compresslevel=9, *, mtime=None):
    return zlib.compress(data, compresslevel, 31)


def decompress(data):
    data = bytes(data)
    out = []
    while data:
        if data[:2] != b"\x1f\x8b":
            raise BadGzipFile("Not a gzipped file (%r)" % data[:2])
        try:
            piece, used = zlib._inflated(data, 31)
        except EOFError:
            raise EOFError(_NO_END) from None
        except zlib.error:
            raise BadGzipFile("CRC check failed, or invalid data") from None
        out.append(piece)
        data = data[used:].lstrip(b"\0")
    return b"".join(out)


class GzipFile:
    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        mode = (mode or getattr(fileobj, "mode", "rb")).replace("b", "")
        if mode not in ("r", "w", "x"):
            raise ValueError("Invalid mode: %r" % mode)
        self._own = fileobj is None
        self._file = _open(filename, mode + "b") if self._own else fileobj
        self.name = filename or getattr(fileobj, "name", "")
        self.mode = 1 if mode == "r" else 2
        self._level = compresslevel
        self._buffer = None if mode == "r" else BytesIO()
        self.closed = False

    def _content(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if self.mode != 1:
            raise OSError(9, "read() on write-only GzipFile object")
        if self._buffer is None:
            self._buffer = BytesIO(decompress(self._file.read()))
        return self._buffer

    def read(self, size=-1):
        return self._content().read(-1 if size is None else size)

    read1 = read

    def readline(self, size=-1):
        return self._content().readline(size)

    def readlines(self, hint=-1):
        return list(self)

    def peek(self, n):
        content = self._content()
        at = content.tell()
        data = content.read(n)
        content.seek(at)
        return data

    def seek(self, offset, whence=0):
        return self._content().seek(offset, whence)

    def tell(self):
        return (self._buffer if self._buffer is not None else self._content()).tell()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data):
        if self.closed:
            raise ValueError("write() on closed GzipFile object")
        if self.mode != 2:
            raise OSError(9, "write() on read-only GzipFile object")
        if isinstance(data, str):
            raise TypeError("memoryview: a bytes-like object is required, not 'str'")
        return self._buffer.write(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def readable(self):
        return self.mode == 1

    def writable(self):
        return self.mode == 2

    def seekable(self):
        return True

    def close(self):
        if self.closed:
            return
        self.closed = True
        if self.mode == 2:
            self._file.write(compress(self._buffer.getvalue(), self._level))
        if self._own:
            self._file.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


class _Text:
    """A text file on one for bytes."""

    def __init__(self, file, encoding, errors, newline):
        self._file = file
        self._how = encoding or "utf-8", errors or "strict"
        self._newline = newline
        self._lines = None

    def _text(self):
        if self._lines is None:
            text = self._file.read().decode(*self._how)
            if self._newline is None:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            self._lines = StringIO(text)
        return self._lines

    def read(self, size=-1):
        return self._text().read(-1 if size is None else size)

    def readline(self, size=-1):
        return self._text().readline(size)

    def readlines(self, hint=-1):
        return list(self._text())

    def __iter__(self):
        return iter(self._text())

    def write(self, text):
        if self._newline not in (None, "", "\n"):
            text = text.replace("\n", self._newline)
        self._file.write(text.encode(*self._how))
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        self._file.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    if "t" in mode and "b" in mode:
        raise ValueError("Invalid mode: %r" % (mode,))
    if "t" not in mode and (encoding, errors, newline) != (None, None, None):
        name = "encoding" if encoding is not None else "errors" if errors is not None else "newline"
        raise ValueError("Argument '%s' not supported in binary mode" % name)
    bare = mode.replace("t", "")
    if hasattr(filename, "read") or hasattr(filename, "write"):
        file = GzipFile(None, bare, compresslevel, filename)
    else:
        file = GzipFile(filename, bare, compresslevel)
    return _Text(file, encoding, errors, newline) if "t" in mode else file
