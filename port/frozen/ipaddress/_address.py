"""Addresses: what they are written as, and what they are for."""


class AddressValueError(ValueError):
    pass


class NetmaskValueError(ValueError):
    pass


def _octets(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    octets = text.split(".")
    if len(octets) != 4:
        raise AddressValueError("Expected 4 octets in %r" % text)
    n = 0
    for octet in octets:
        if not octet:
            what = "Empty octet not permitted"
        elif not (octet.isascii() and octet.isdigit()):
            what = "Only decimal digits permitted in %r" % octet
        elif len(octet) > 3:
            what = "At most 3 characters permitted in %r" % octet
        elif octet != "0" and octet[0] == "0":
            what = "Leading zeros are not permitted in %r" % octet
        elif int(octet) > 255:
            what = "Octet %d (> 255) not permitted" % int(octet)
        else:
            n = n << 8 | int(octet)
            continue
        raise AddressValueError("%s in %r" % (what, text))
    return n


def _hextets(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    parts = text.split(":")
    if len(parts) < 3:
        raise AddressValueError("At least 3 parts expected in %r" % text)
    if "." in parts[-1]:
        try:
            v4 = _octets(parts.pop())
        except AddressValueError as e:
            raise AddressValueError("%s in %r" % (e, text)) from None
        parts += ["%x" % (v4 >> 16), "%x" % (v4 & 0xFFFF)]
    if len(parts) > 9:
        raise AddressValueError("At most 8 colons permitted in %r" % text)
    gaps = [i for i in range(1, len(parts) - 1) if not parts[i]]
    if len(gaps) > 1:
        raise AddressValueError("At most one '::' permitted in %r" % text)
    if gaps:
        before, after = parts[: gaps[0]], parts[gaps[0] + 1 :]
        if not before[0]:
            if len(before) > 1:
                raise AddressValueError("Leading ':' only permitted as part of '::' in %r" % text)
            before = []
        if not after[-1]:
            if len(after) > 1:
                raise AddressValueError("Trailing ':' only permitted as part of '::' in %r" % text)
            after = []
        missing = 8 - len(before) - len(after)
        if missing < 1:
            raise AddressValueError("Expected at most 7 other parts with '::' in %r" % text)
        parts = before + ["0"] * missing + after
    else:
        if len(parts) != 8:
            raise AddressValueError("Exactly 8 parts expected without '::' in %r" % text)
        if not parts[0]:
            raise AddressValueError("Leading ':' only permitted as part of '::' in %r" % text)
        if not parts[-1]:
            raise AddressValueError("Trailing ':' only permitted as part of '::' in %r" % text)
    n = 0
    for part in parts:
        if part.lower().strip("0123456789abcdef"):
            raise AddressValueError("Only hex digits permitted in %r in %r" % (part, text))
        if len(part) > 4:
            raise AddressValueError("At most 4 characters permitted in %r in %r" % (part, text))
        n = n << 16 | int(part, 16)
    return n


def _compressed(n):
    parts = ["%x" % (n >> shift & 0xFFFF) for shift in range(112, -1, -16)]
    best, length = 0, 1
    at = 0
    while at < 8:
        end = at
        while end < 8 and parts[end] == "0":
            end += 1
        if end - at > length:
            best, length = at, end - at
        at = end + 1
    if length > 1:
        return ":".join(parts[:best]) + "::" + ":".join(parts[best + length :])
    return ":".join(parts)


class _Ordered:
    """Comparison by version and then by _key(); of different kinds it is a TypeError."""

    def _against(self, other):
        if not isinstance(other, _Ordered) or self._network != other._network:
            return None
        if self.version != other.version:
            raise TypeError("%s and %s are not of the same version" % (self, other))
        return self._key(), other._key()

    def __eq__(self, other):
        if not isinstance(other, _Ordered) or self._network != other._network or self.version != other.version:
            return NotImplemented
        return self._key() == other._key()

    def __lt__(self, other):
        pair = self._against(other)
        return pair[0] < pair[1] if pair else NotImplemented

    def __le__(self, other):
        pair = self._against(other)
        return pair[0] <= pair[1] if pair else NotImplemented

    def __gt__(self, other):
        pair = self._against(other)
        return pair[0] > pair[1] if pair else NotImplemented

    def __ge__(self, other):
        pair = self._against(other)
        return pair[0] >= pair[1] if pair else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __repr__(self):
        return "%s('%s')" % (type(self).__name__, self)


class _Address(_Ordered):
    _network = False

    def __init__(self, address):
        if isinstance(address, int):
            if not 0 <= address < 1 << self.max_prefixlen:
                raise AddressValueError(
                    "%d (< 0) is not permitted as an IPv%d address" % (address, self.version)
                    if address < 0
                    else "%d (>= 2**%d) is not permitted as an IPv%d address" % (address, self.max_prefixlen, self.version)
                )
            self._ip = address
        elif isinstance(address, bytes):
            if len(address) != self.max_prefixlen // 8:
                raise AddressValueError(
                    "%r (len %d != %d) is not permitted as an IPv%d address"
                    % (address, len(address), self.max_prefixlen // 8, self.version)
                )
            self._ip = int.from_bytes(address, "big")
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError("Unexpected '/' in %r" % text)
            self._ip = self._parse(text)

    def _key(self):
        return self.version, self._ip

    def __int__(self):
        return self._ip

    def __str__(self):
        return self._text(self._ip)

    def __add__(self, other):
        return self._plain(self._ip + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return self._plain(self._ip - other) if isinstance(other, int) else NotImplemented

    def __format__(self, spec):
        if not spec or spec[-1] == "s":
            return format(str(self), spec)
        kind = spec[-1]
        if kind == "n":
            kind = "b" if self.version == 4 else "x"
        width = self.max_prefixlen // (4 if kind in "xX" else 1)
        digits = ("%0" + str(width) + "x") % self._ip if kind in "xX" else bin(self._ip)[2:]
        digits = "0" * (width - len(digits)) + (digits.upper() if kind == "X" else digits)
        if "_" in spec:
            digits = "_".join([digits[i : i + 4] for i in range(0, len(digits), 4)])
        return ("0" + kind if "#" in spec else "") + digits

    packed = property(lambda self: self._ip.to_bytes(self.max_prefixlen // 8, "big"))
    compressed = property(lambda self: str(self))

    def _in(self, networks):
        ip = self._ip
        for text in networks.split():
            base, bits = text.split("/")
            if ip >> (self.max_prefixlen - int(bits)) == self._parse(base) >> (self.max_prefixlen - int(bits)):
                return True
        return False

    is_private = property(lambda self: self._in(self._PRIVATE))
    is_loopback = property(lambda self: self._in(self._LOOPBACK))
    is_multicast = property(lambda self: self._in(self._MULTICAST))
    is_link_local = property(lambda self: self._in(self._LINK_LOCAL))
    is_reserved = property(lambda self: self._in(self._RESERVED))
    is_unspecified = property(lambda self: self._ip == 0)


class _V4:
    version, max_prefixlen = 4, 32
    _PRIVATE = "0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/29 192.0.0.170/31 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 255.255.255.255/32"
    _LOOPBACK, _MULTICAST, _LINK_LOCAL, _RESERVED = "127.0.0.0/8", "224.0.0.0/4", "169.254.0.0/16", "240.0.0.0/4"
    _parse = staticmethod(_octets)

    @staticmethod
    def _text(n):
        return "%d.%d.%d.%d" % (n >> 24, n >> 16 & 255, n >> 8 & 255, n & 255)

    _long = _text


class _V6:
    version, max_prefixlen = 6, 128
    _PRIVATE = "::1/128 ::/128 ::ffff:0:0/96 100::/64 2001::/23 2001:2::/48 2001:db8::/32 2001:10::/28 fc00::/7 fe80::/10"
    _LOOPBACK, _MULTICAST, _LINK_LOCAL = "::1/128", "ff00::/8", "fe80::/10"
    _RESERVED = "::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 A000::/3 C000::/3 E000::/4 F000::/5 F800::/6 FE00::/9"
    _parse = staticmethod(_hextets)
    _text = staticmethod(_compressed)

    @staticmethod
    def _long(n):
        return ":".join(["%04x" % (n >> shift & 0xFFFF) for shift in range(112, -1, -16)])


class IPv4Address(_V4, _Address):
    exploded = property(lambda self: str(self))
    reverse_pointer = property(lambda self: ".".join(reversed(str(self).split("."))) + ".in-addr.arpa")

    _is_shared = property(lambda self: self._in("100.64.0.0/10"))

    @property
    def is_global(self):
        return not self._is_shared and not self.is_private

    def _plain(self, n):
        return IPv4Address(n)


class IPv6Address(_V6, _Address):
    scope_id = None
    exploded = property(lambda self: self._long(self._ip))
    reverse_pointer = property(lambda self: ".".join(reversed(self._long(self._ip).replace(":", ""))) + ".ip6.arpa")
    is_site_local = property(lambda self: self._in("fec0::/10"))
    is_global = property(lambda self: not self.is_private)

    @property
    def is_private(self):
        mapped = self.ipv4_mapped
        return self._in(self._PRIVATE) if mapped is None else mapped.is_private

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None

    @property
    def sixtofour(self):
        return IPv4Address(self._ip >> 80 & 0xFFFFFFFF) if self._ip >> 112 == 0x2002 else None

    def _plain(self, n):
        return IPv6Address(n)
