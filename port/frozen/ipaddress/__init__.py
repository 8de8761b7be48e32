"""Addresses and networks of IPv4 and IPv6, as CPython's ipaddress. Addresses have no zone
(fe80::1%eth0), and is_global has CPython 3.11's table.
"""

from ._address import AddressValueError, IPv4Address, IPv6Address, NetmaskValueError, _Address
from ._network import IPv4Interface, IPv4Network, IPv6Interface, IPv6Network

IPV4LENGTH, IPV6LENGTH = 32, 128


def _either(v4, v6, value, what, **keywords):
    for cls in (v4, v6):
        try:
            return cls(value, **keywords)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError("%r does not appear to be an IPv4 or IPv6 %s" % (value, what))


def ip_address(address):
    return _either(IPv4Address, IPv6Address, address, "address")


def ip_network(address, strict=True):
    return _either(IPv4Network, IPv6Network, address, "network", strict=strict)


def ip_interface(address):
    return _either(IPv4Interface, IPv6Interface, address, "interface")


def summarize_address_range(first, last):
    if first.version != last.version:
        raise TypeError("%s and %s are not of the same version" % (first, last))
    if first > last:
        raise ValueError("last IP address must be greater than first")
    cls = IPv4Network if first.version == 4 else IPv6Network
    at, end, width = first._ip, last._ip, first.max_prefixlen
    while at <= end:
        bits = min((at & -at).bit_length() - 1 if at else width, (end - at + 1).bit_length() - 1)
        yield cls((at, width - bits))
        at += 1 << bits


def collapse_addresses(addresses):
    ranges = []
    for a in sorted(addresses, key=lambda a: a._ip if isinstance(a, _Address) else a.network_address._ip):
        first, last = (a, a) if isinstance(a, _Address) else (a.network_address, a.broadcast_address)
        if ranges and first._ip <= ranges[-1][1]._ip + 1:
            if last._ip > ranges[-1][1]._ip:
                ranges[-1] = ranges[-1][0], last
        else:
            ranges.append((first, last))
    for first, last in ranges:
        for network in summarize_address_range(first, last):
            yield network


def v4_int_to_packed(address):
    return address.to_bytes(4, "big")


def v6_int_to_packed(address):
    return address.to_bytes(16, "big")
