from ipaddress import *
import ipaddress


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


for text in (
    "192.168.1.10", "10.0.0.1", "8.8.8.8", "127.0.0.1", "0.0.0.0", "255.255.255.255", "169.254.3.4", "224.0.0.1", "172.16.0.1", "172.32.0.1", "100.64.0.1", "::1", "::", "2001:db8::1", "fe80::1", "ff02::1", "::ffff:10.0.0.1", "2606:4700:4700::1111", "1:2:3:4:5:6:7:8", "2001:0:0:1:0:0:0:1", "fc00::1", "2002:a00:1::", "1::8", "::ffff:8.8.8.8", "fec0::1",
):
    a = ip_address(text)
    print(repr(a), a, int(a), a.version, a.packed, a.exploded, a.compressed, a.max_prefixlen, a.is_private, a.is_global, a.is_loopback, a.is_multicast, a.is_link_local, a.is_reserved, a.is_unspecified, a.reverse_pointer, error(lambda: a + 1), error(lambda: a - 1), hash(a) == hash(ip_address(text)), f"{a}", f"{a:x}", f"{a:#b}" if a.version == 4 else f"{a:_x}")
    if a.version == 6:
        print(a.ipv4_mapped, a.sixtofour, a.is_site_local)
for text in (
    "", "x", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "a.b.c.d", "1234.1.1.1", "1..2.3", "1.2.3.4/24", "-1.2.3.4", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "::1.2.3", "::1.2.3.4", "1:2", "1:2:3:4:5:6:7::8",
):
    print(text, error(ip_address, text), error(IPv4Address, text), error(IPv6Address, text))
print(IPv4Address(3232235786), IPv6Address(1), IPv4Address(b"\x01\x02\x03\x04"), error(IPv4Address, -1), error(IPv4Address, 2**32), error(IPv4Address, b"123"), ip_address(2**40), ip_address(5), IPv4Address("1.2.3.4") == "1.2.3.4", IPv4Address("1.2.3.4") != IPv6Address("::1"), error(lambda: IPv4Address("1.2.3.4") < IPv6Address("::1")), IPv4Address("1.2.3.4") < IPv4Address("1.2.3.5"), sorted([IPv4Address("9.0.0.1"), IPv4Address("10.0.0.1"), IPv4Address("1.0.0.0")]), max(ip_address("1.1.1.1"), ip_address("1.1.2.1")))
for text in ("192.168.1.0/24", "10.0.0.0/8", "192.168.1.4/30", "1.2.3.4", "1.2.3.4/32", "1.2.3.4/31", "0.0.0.0/0", "192.168.0.0/255.255.255.0", "192.168.0.0/0.0.0.255", "2001:db8::/126", "::/0", "::1/128", "fe80::/10", "10.1.2.0/23"):
    n = ip_network(text)
    print(repr(n), n, n.network_address, n.broadcast_address, n.netmask, n.hostmask, n.prefixlen, n.num_addresses, n.with_netmask, n.with_hostmask, n.exploded, n.is_private, n.is_multicast, n.is_loopback, n[0], n[-1], n.version, hash(n) == hash(ip_network(text)), n.supernet(), n.supernet().supernet(), error(lambda: list(n.subnets())))
    if n.num_addresses <= 4:
        print(list(n), list(n.hosts()))
for text in ("192.168.1.1/24", "1.2.3.4/33", "1.2.3.4/x", "1.2.3.4/1/2", "1.2.3.0/255.0.255.0", "", "x/8", "::1/64", "::1/129", "1.2.3.4/-1"):
    print(text, error(ip_network, text), error(ip_network, text, strict=False), error(IPv4Network, text), error(ip_interface, text))
n = ip_network("192.168.0.0/22")
print(list(n.subnets(new_prefix=24)), list(n.subnets(prefixlen_diff=1)), n.supernet(new_prefix=16), n.supernet(3), ip_address("192.168.2.9") in n, ip_address("192.169.0.1") in n, ip_address("::1") in n, ip_network("192.168.1.0/24").subnet_of(n), n.supernet_of(ip_network("192.168.1.0/24")), n.overlaps(ip_network("192.168.3.128/25")), n.overlaps(ip_network("10.0.0.0/8")), list(ip_network("10.0.0.0/29").address_exclude(ip_network("10.0.0.4/31"))), n == IPv4Network("192.168.0.0/22"), n < ip_network("192.168.4.0/24"), list(n.hosts())[:2], list(n.hosts())[-1], len(list(ip_network("10.0.0.0/28"))))
print(error(lambda: n[2000]), error(list, n.subnets(new_prefix=20)), error(list, n.subnets(12)), error(n.supernet, 30), error(lambda: list(n.address_exclude(ip_network("10.0.0.0/8")))), IPv4Network((3232235520, 24)), IPv4Network(("10.0.0.0", "255.0.0.0")), sorted([ip_network("10.0.0.0/16"), ip_network("10.0.0.0/8"), ip_network("9.0.0.0/8")]))
i = ip_interface("192.168.1.5/24")
print(repr(i), i, i.ip, i.network, i.netmask, i.with_prefixlen, i.with_netmask, i.with_hostmask, i == IPv4Interface("192.168.1.5/24"), i.is_private, i in ip_network("192.168.0.0/16"), ip_interface("::1/64").network, ip_interface("10.0.0.1"))
print(list(summarize_address_range(IPv4Address("192.0.2.0"), IPv4Address("192.0.2.130"))), list(collapse_addresses([ip_network("192.0.2.0/25"), ip_network("192.0.2.128/25"), ip_network("10.0.0.0/24")])), list(collapse_addresses([ip_address("1.1.1.1"), ip_address("1.1.1.0")])), error(lambda: list(summarize_address_range(ip_address("2.0.0.0"), ip_address("1.0.0.0")))), ipaddress.IPV4LENGTH, ipaddress.v4_int_to_packed(1))

# What programs do with them.
allowed = [ip_network(t) for t in ("10.0.0.0/8", "192.168.0.0/16", "2001:db8::/32")]
print({t: any(ip_address(t) in n for n in allowed) for t in ("10.2.3.4", "11.0.0.1", "192.168.9.9", "2001:db8::5", "::1")}, [str(h) for h in ip_network("192.168.9.0/29").hosts()])
