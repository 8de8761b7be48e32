"""zlib. compress() looks for repetitions, but has one fixed code for them, so that its output
is longer than CPython's; levels other than 0 make no difference. A decompressobj gives
what it has when the data are whole, or at flush().
"""

from _zlib import adler32, crc32, deflate as _deflate
from deflate import AUTO, DeflateIO, GZIP, RAW, ZLIB
from io import BytesIO

MAX_WBITS = 15
DEFLATED = 8
DEF_MEM_LEVEL = 8
DEF_BUF_SIZE = 16384
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH = range(5)
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"
_GZIP = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"  # a header that says nothing


class error(Exception):
    pass


def _format(wbits):
    if -15 <= wbits <= -8:
        return RAW
    if 24 <= wbits <= 31:
        return GZIP
    if 40 <= wbits <= 47:
        return AUTO
    if wbits == 0 or 8 <= wbits <= 15:
        return ZLIB
    raise ValueError("Invalid initialization option")


def _inflated(data, wbits):
    """What data become, and how many of their bytes it took. EOFError when there are too few."""
    kind = _format(wbits)
    if kind == AUTO:
        kind = GZIP if data[:1] == b"\x1f" else ZLIB
    if len(data) >= 2:
        zlib = data[0] & 15 == 8 and data[0] >> 4 < 8 and (data[0] << 8 | data[1]) % 31 == 0 and not data[1] & 32
        if kind == ZLIB and not zlib or kind == GZIP and data[:2] != b"\x1f\x8b":
            raise error("Error -3 while decompressing data: incorrect header check")
    source = BytesIO(data)
    try:
        out = DeflateIO(source, kind, 15).read()
    except OSError:
        what = "incorrect data check" if source.tell() >= len(data) else "invalid data"
        raise error("Error -3 while decompressing data: " + what) from None
    return out, source.tell()


def _bytes(data):
    if isinstance(data, (str, int)):
        raise TypeError("a bytes-like object is required, not '%s'" % type(data).__name__)
    return bytes(data)


def compress(data, level=-1, wbits=15):
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    kind, data = _format(wbits), _bytes(data)
    raw = _deflate(data, level == 0)
    if kind == RAW:
        return raw
    if kind == ZLIB:
        return b"x\x9c" + raw + adler32(data).to_bytes(4, "big")
    size = len(data) & 0xFFFFFFFF
    return _GZIP + raw + crc32(data).to_bytes(4, "little") + size.to_bytes(4, "little")


def decompress(data, wbits=15, bufsize=16384):
    try:
        return _inflated(_bytes(data), wbits)[0]
    except EOFError:
        raise error("Error -5 while decompressing data: incomplete or truncated stream") from None


class _Compressor:
    def __init__(self, level, wbits, pieces=()):
        self._level, self._wbits, self._pieces = level, wbits, list(pieces)

    def compress(self, data):
        self._pieces.append(_bytes(data))
        return b""

    def flush(self, mode=Z_FINISH):
        if mode != Z_FINISH:
            return b""
        data, self._pieces = b"".join(self._pieces), []
        return compress(data, self._level, self._wbits)

    def copy(self):
        return _Compressor(self._level, self._wbits, self._pieces)


class _Decompressor:
    def __init__(self, wbits):
        self._wbits = wbits
        self._data = b""
        self._ready = b""
        self._tried = 0
        self.eof = False
        self.unused_data = self.unconsumed_tail = b""

    def decompress(self, data, max_length=0):
        data = _bytes(data)
        if self.eof and self._ready and data == self.unconsumed_tail:
            data = b""  # that is given back, as it has to be
        if self.eof:
            self.unused_data += data
        else:
            self._data += data
            if len(self._data) >= 2 * self._tried:
                self._try()
        return self._given(max_length)

    def _try(self):
        try:
            self._ready, used = _inflated(self._data, self._wbits)
        except EOFError:
            self._tried = len(self._data)
            return
        self.eof = True
        self.unused_data = self._data[used:]
        self._data = b""

    def _given(self, length):
        if not length:
            length = len(self._ready)
        given, self._ready = self._ready[:length], self._ready[length:]
        self.unconsumed_tail = b"\0" if self._ready else b""
        return given

    def flush(self, length=0):
        if not self.eof and self._data:
            self._try()
        return self._given(0)

    def copy(self):
        other = _Decompressor(self._wbits)
        for name, value in self.__dict__.items():
            setattr(other, name, value)
        return other


def compressobj(level=-1, method=DEFLATED, wbits=15, memLevel=8, strategy=0, zdict=None):
    if zdict is not None:
        raise NotImplementedError("dictionaries are not supported")
    _format(wbits)
    return _Compressor(level, wbits)


def decompressobj(wbits=15, zdict=None):
    if zdict is not None:
        raise NotImplementedError("dictionaries are not supported")
    _format(wbits)
    return _Decompressor(wbits)
