"""Networks, and addresses with their network."""

from ._address import _V4, _V6, _Address, _Ordered, _octets
from ._address import AddressValueError, IPv4Address, IPv6Address, NetmaskValueError


def _prefix(cls, text):
    """The number of leading ones that a text like 24, 255.255.255.0 or 0.0.0.255 says."""
    width = cls.max_prefixlen
    if isinstance(text, int) or text.isascii() and text.isdigit():
        if 0 <= int(text) <= width:
            return int(text)
    elif cls.version == 4:
        try:
            n = _octets(text)
        except AddressValueError:
            n = 5
        for mask in (n, n ^ 0xFFFFFFFF):
            ones = bin(mask).count("1")
            if mask == (1 << 32) - (1 << 32 - ones):
                return ones
    raise NetmaskValueError("%r is not a valid netmask" % str(text))


def _split(cls, address):
    """Address and prefix of what a network or interface is made from."""
    if isinstance(address, tuple):
        address, prefix = address[0], address[1] if len(address) > 1 else cls.max_prefixlen
    elif isinstance(address, (int, bytes)):
        prefix = cls.max_prefixlen
    else:
        parts = str(address).split("/")
        if len(parts) > 2:
            raise AddressValueError("Only one '/' permitted in %r" % str(address))
        address, prefix = parts[0], parts[1] if len(parts) == 2 else cls.max_prefixlen
    return cls(address), _prefix(cls, prefix)


class _Network(_Ordered):
    _network = True

    def __init__(self, address, strict=True):
        given, self.prefixlen = _split(self._address_class, address)
        base = given._ip & self._mask()
        if strict and base != given._ip:
            raise ValueError("%s has host bits set" % ("%s/%d" % (given, self.prefixlen)))
        self.network_address = self._address_class(base)

    def _mask(self):
        return (1 << self.max_prefixlen) - (1 << self.max_prefixlen - self.prefixlen)

    def _last(self):
        return self.network_address._ip | (1 << self.max_prefixlen - self.prefixlen) - 1

    def _key(self):
        return self.version, self.network_address._ip, self.prefixlen

    def __str__(self):
        return "%s/%d" % (self.network_address, self.prefixlen)

    broadcast_address = property(lambda self: self._address_class(self._last()))
    netmask = property(lambda self: self._address_class(self._mask()))
    hostmask = property(lambda self: self._address_class(self._mask() ^ (1 << self.max_prefixlen) - 1))
    num_addresses = property(lambda self: 1 << self.max_prefixlen - self.prefixlen)
    with_prefixlen = compressed = property(lambda self: str(self))
    exploded = property(lambda self: "%s/%d" % (self._long(self.network_address._ip), self.prefixlen))
    with_netmask = property(lambda self: "%s/%s" % (self.network_address, self.netmask))
    with_hostmask = property(lambda self: "%s/%s" % (self.network_address, self.hostmask))

    def __iter__(self):
        for n in range(self.network_address._ip, self._last() + 1):
            yield self._address_class(n)

    def hosts(self):
        first, last = self.network_address._ip, self._last()
        if self.max_prefixlen - self.prefixlen > 1:
            first, last = first + 1, last - (self.version == 4)
        return iter([self._address_class(first)]) if first == last else self._addresses(first, last)

    def _addresses(self, first, last):
        while first <= last:
            yield self._address_class(first)
            first += 1

    def __getitem__(self, n):
        ip = self.network_address._ip + n if n >= 0 else self._last() + n + 1
        if not self.network_address._ip <= ip <= self._last():
            raise IndexError("address out of range")
        return self._address_class(ip)

    def __contains__(self, other):
        if not isinstance(other, _Address) or self.version != other.version:
            return False
        return other._ip & self._mask() == self.network_address._ip

    def overlaps(self, other):
        return (
            self.network_address in other or self.broadcast_address in other
            or other.network_address in self or other.broadcast_address in self
        )  # fmt: skip

    def _new(self, ip, prefix):
        return self._network_class((ip, prefix))

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        if self.prefixlen == self.max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self.prefixlen:
                raise ValueError("new prefix must be longer")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = new_prefix - self.prefixlen
        if prefixlen_diff < 0:
            raise ValueError("prefix length diff must be > 0")
        prefix = self.prefixlen + prefixlen_diff
        if prefix > self.max_prefixlen:
            raise ValueError("prefix length diff %d is invalid for netblock %s" % (prefix, self))
        ip = self.network_address._ip
        while ip <= self._last():
            yield self._new(ip, prefix)
            ip += 1 << self.max_prefixlen - prefix

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        if self.prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self.prefixlen:
                raise ValueError("new prefix must be shorter")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = self.prefixlen - new_prefix
        prefix = self.prefixlen - prefixlen_diff
        if prefix < 0:
            raise ValueError("current prefixlen is %d, cannot have a prefixlen_diff of %d" % (self.prefixlen, prefixlen_diff))
        return self._network_class((self.network_address._ip, prefix), strict=False)

    def subnet_of(self, other):
        if self.version != other.version:
            raise TypeError("%s and %s are not of the same version" % (self, other))
        return other.network_address <= self.network_address and other.broadcast_address >= self.broadcast_address

    def supernet_of(self, other):
        return other.subnet_of(self)

    def address_exclude(self, other):
        if not other.subnet_of(self):
            raise ValueError("%s not contained in %s" % (other, self))
        left = self
        while left != other:
            a, b = left.subnets()
            if other.subnet_of(a):
                yield b
                left = a
            else:
                yield a
                left = b

    def _both(self, name):
        return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

    @property
    def is_private(self):
        ends = self.network_address, self.broadcast_address
        return any([ends[0]._in(block) and ends[1]._in(block) for block in self._PRIVATE.split()])

    @property
    def is_global(self):
        shared = self.version == 4 and self._both("_is_shared")
        return not shared and not self.is_private

    is_loopback = property(lambda self: self._both("is_loopback"))
    is_multicast = property(lambda self: self._both("is_multicast"))
    is_link_local = property(lambda self: self._both("is_link_local"))
    is_reserved = property(lambda self: self._both("is_reserved"))
    is_unspecified = property(lambda self: self._both("is_unspecified"))


class IPv4Network(_V4, _Network):
    _address_class = IPv4Address


class IPv6Network(_V6, _Network):
    _address_class = IPv6Address


IPv4Network._network_class = IPv4Network
IPv6Network._network_class = IPv6Network


class _Interface:
    """An address with its network."""

    def __init__(self, address):
        given, prefix = _split(self._address_class, address)
        self._ip = given._ip
        self.network = self._network_class((given._ip, prefix), strict=False)

    ip = property(lambda self: self._address_class(self._ip))
    netmask = property(lambda self: self.network.netmask)
    hostmask = property(lambda self: self.network.hostmask)
    with_prefixlen = property(lambda self: str(self))
    with_netmask = property(lambda self: "%s/%s" % (self.ip, self.netmask))
    with_hostmask = property(lambda self: "%s/%s" % (self.ip, self.hostmask))

    def __str__(self):
        return "%s/%d" % (self._text(self._ip), self.network.prefixlen)

    def __eq__(self, other):
        if not isinstance(other, _Interface):
            return False if isinstance(other, _Address) else NotImplemented
        return self.network == other.network and self._ip == other._ip

    def __lt__(self, other):
        if not isinstance(other, _Interface):
            return NotImplemented
        return (self.network._key(), self._ip) < (other.network._key(), other._ip)

    def __hash__(self):
        return hash((self._ip, self.network.prefixlen))


class IPv4Interface(_Interface, IPv4Address):
    _address_class, _network_class = IPv4Address, IPv4Network


class IPv6Interface(_Interface, IPv6Address):
    _address_class, _network_class = IPv6Address, IPv6Network
