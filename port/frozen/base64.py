"""Base16, 32, 64 and 85, as CPython's base64. Without the functions for files."""

from binascii import a2b_base64, b2a_base64, Error, hexlify, unhexlify

_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_B32HEX = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"
_B85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_A85 = bytes(range(33, 118))
_URLSAFE = bytes.maketrans(b"+/", b"-_")
_FROM_URLSAFE = bytes.maketrans(b"-_", b"+/")


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    return _data(s)


def _data(s):
    if isinstance(s, (bytes, bytearray)):
        return s
    if isinstance(s, (str, int)):
        raise TypeError("a bytes-like object is required, not '%s'" % type(s).__name__)
    try:
        return bytes(memoryview(s))
    except TypeError:
        raise TypeError(
            "argument should be a bytes-like object or ASCII string, not %r" % type(s).__name__
        ) from None


def b64encode(s, altchars=None):
    encoded = b2a_base64(_data(s), newline=False)
    return encoded if altchars is None else encoded.translate(bytes.maketrans(b"+/", altchars))


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_bytes(altchars), b"+/"))
    return a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s).translate(_URLSAFE)


def urlsafe_b64decode(s):
    return b64decode(_bytes(s).translate(_FROM_URLSAFE))


def encodebytes(s):
    return b"".join([b2a_base64(s[i : i + 57]) for i in range(0, len(s), 57)])


def decodebytes(s):
    return a2b_base64(_data(s))


def b16encode(s):
    return hexlify(_data(s)).upper()


def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if s.strip(b"0123456789ABCDEF"):
        raise Error("Non-base16 digit found")
    return unhexlify(s)


def _encode32(s, alphabet):
    s = _data(s)
    out = bytearray()
    for i in range(0, len(s), 5):
        n = int.from_bytes(s[i : i + 5] + bytes(max(0, i + 5 - len(s))), "big")
        for shift in range(35, -1, -5):
            out.append(alphabet[n >> shift & 31])
    pad = {0: 0, 1: 6, 2: 4, 3: 3, 4: 1}[len(s) % 5]
    return bytes(out[: len(out) - pad]) + b"=" * pad


def _decode32(s, alphabet, casefold):
    s = _bytes(s)
    if len(s) % 8:
        raise Error("Incorrect padding")
    if casefold:
        s = s.upper()
    bare = s.rstrip(b"=")
    pad = len(s) - len(bare)
    values = {c: i for i, c in enumerate(alphabet)}
    out = bytearray()
    for i in range(0, len(bare), 8):
        n = 0
        for c in bare[i : i + 8] + alphabet[:1] * max(0, i + 8 - len(bare)):
            if c not in values:
                raise Error("Non-base32 digit found")
            n = n << 5 | values[c]
        out.extend(n.to_bytes(5, "big"))
    if pad not in (0, 1, 3, 4, 6):
        raise Error("Incorrect padding")
    return bytes(out[: len(out) - 5 + (43 - 5 * pad) // 8] if pad else out)


def b32encode(s):
    return _encode32(s, _B32)


def b32decode(s, casefold=False, map01=None):
    s = _bytes(s)
    if map01 is not None:
        s = s.translate(bytes.maketrans(b"01", b"O" + _bytes(map01)))
    return _decode32(s, _B32, casefold)


def b32hexencode(s):
    return _encode32(s, _B32HEX)


def b32hexdecode(s, casefold=False):
    return _decode32(s, _B32HEX, casefold)


def _encode85(s, alphabet, pad, zero=None, spaces=None):
    s = _data(s)
    padding = -len(s) % 4
    s = bytes(s) + bytes(padding)
    chunks = []
    for i in range(0, len(s), 4):
        n = int.from_bytes(s[i : i + 4], "big")
        if zero and not n:
            chunks.append(zero)
        elif spaces and n == 0x20202020:
            chunks.append(spaces)
        else:
            chunk = bytearray()
            for _ in range(5):
                n, digit = divmod(n, 85)
                chunk.append(alphabet[digit])
            chunks.append(bytes(reversed(chunk)))
    if padding and not pad:
        if zero and chunks[-1] == zero:
            chunks[-1] = alphabet[:1] * 5
        chunks[-1] = chunks[-1][:-padding]
    return b"".join(chunks)


def b85encode(b, pad=False):
    return _encode85(b, _B85, pad)


def b85decode(b):
    b = _bytes(b)
    values = {c: i for i, c in enumerate(_B85)}
    padding = -len(b) % 5
    b = bytes(b) + b"~" * padding
    out = bytearray()
    for i in range(0, len(b), 5):
        n = 0
        for j in range(i, i + 5):
            if b[j] not in values:
                raise ValueError("bad base85 character at position %d" % j)
            n = n * 85 + values[b[j]]
        if n >> 32:
            raise ValueError("base85 overflow in hunk starting at byte %d" % i)
        out.extend(n.to_bytes(4, "big"))
    return bytes(out[: len(out) - padding] if padding else out)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    encoded = _encode85(b, _A85, pad, b"z", b"y" if foldspaces else None)
    if adobe:
        encoded = b"<~" + encoded
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [encoded[i : i + wrapcol] for i in range(0, len(encoded), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        encoded = b"\n".join(lines)
    return encoded + b"~>" if adobe else encoded


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    b = _bytes(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    out = bytearray()
    group = []
    for c in bytes(b) + b"uuuu":
        if 33 <= c <= 117:
            group.append(c - 33)
            if len(group) == 5:
                n = 0
                for digit in group:
                    n = n * 85 + digit
                if n >> 32:
                    raise ValueError("Ascii85 overflow")
                out.extend(n.to_bytes(4, "big"))
                group = []
        elif c == 122 or foldspaces and c == 121:
            if group:
                raise ValueError("%s inside Ascii85 5-tuple" % chr(c))
            out.extend(b"\0\0\0\0" if c == 122 else b"    ")
        elif c not in ignorechars:
            raise ValueError("Non-Ascii85 digit found: %c" % c)
    padding = 4 - len(group)
    return bytes(out[: len(out) - padding] if padding else out)
