//! Addresses: which belong to the public internet, and networks of them.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::str::FromStr;

/// A network of addresses, `10.1.0.0/16` or `fd00::/8`, or a single address.
///
/// It has addresses of one family only: an IPv4 address that is written as one
/// of IPv6 (`::ffff:10.1.0.1`) is another address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AddressRange {
    first: IpAddr,
    /// How many bits all of its addresses share.
    bits: u32,
}

impl AddressRange {
    /// A single address.
    pub fn single(address: IpAddr) -> AddressRange {
        AddressRange { first: address, bits: width(address) }
    }

    /// Whether an address is in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        width(address) == width(self.first) && self.masked(address) == number(self.first)
    }

    /// An address with the bits after the shared ones cleared.
    fn masked(&self, address: IpAddr) -> u128 {
        let after = width(address) - self.bits;
        number(address).checked_shr(after).and_then(|kept| kept.checked_shl(after)).unwrap_or(0)
    }
}

impl FromStr for AddressRange {
    type Err = String;

    fn from_str(text: &str) -> Result<AddressRange, String> {
        let wrong = || {
            format!(
                "`{text}` is no address and no network; write 10.1.2.3, 10.1.0.0/16 or fd00::/8"
            )
        };
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let first: IpAddr = address.parse().map_err(|_| wrong())?;
        let bits = match bits {
            None => width(first),
            Some(bits) if bits.bytes().all(|byte| byte.is_ascii_digit()) => {
                bits.parse().map_err(|_| wrong())?
            }
            Some(_) => return Err(wrong()),
        };
        if bits > width(first) {
            return Err(format!("`{text}`: such an address has {} bits", width(first)));
        }
        let range = AddressRange { first, bits };
        if range.masked(first) != number(first) {
            let start = address_of(range.masked(first), first);
            return Err(format!(
                "`{text}` starts in the middle of a network; write {start}/{bits}"
            ));
        }
        Ok(range)
    }
}

impl fmt::Display for AddressRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        if self.bits < width(self.first) {
            write!(f, "/{}", self.bits)?;
        }
        Ok(())
    }
}

/// How many bits addresses of this family have.
fn width(address: IpAddr) -> u32 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(address.to_bits()),
        IpAddr::V6(address) => address.to_bits(),
    }
}

/// The address with this number, of the family of `like`.
fn address_of(number: u128, like: IpAddr) -> IpAddr {
    match like {
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::from_bits(number as u32)),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::from_bits(number)),
    }
}

/// What an address is that no request reaches unless a rule names it; `None` for
/// one of the public internet.
///
/// The registries of special addresses are IANA's (RFC 6890 and its successors).
/// Of IPv6, nothing outside of what is given out to hosts (`2000::/3`) is public.
pub(crate) fn special(address: IpAddr) -> Option<&'static str> {
    let found = SPECIAL.iter().find(|(range, _)| range.contains(address));
    match (found, address) {
        (Some((_, what)), _) => Some(what),
        (None, IpAddr::V6(address)) if address.segments()[0] >> 13 != 1 => Some("reserved"),
        (None, _) => None,
    }
}

const fn v4(first: [u8; 4], bits: u32) -> AddressRange {
    let [a, b, c, d] = first;
    AddressRange { first: IpAddr::V4(Ipv4Addr::new(a, b, c, d)), bits }
}

const fn v6(first: [u16; 3], bits: u32) -> AddressRange {
    let [a, b, c] = first;
    AddressRange { first: IpAddr::V6(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0)), bits }
}

/// Within `::/16`.
const fn low(last: [u16; 4], bits: u32) -> AddressRange {
    let [a, b, c, d] = last;
    AddressRange { first: IpAddr::V6(Ipv6Addr::new(0, 0, 0, 0, a, b, c, d)), bits }
}

/// The first that has an address says what it is.
const SPECIAL: &[(AddressRange, &str)] = &[
    (v4([0, 0, 0, 0], 8), "unspecified"),
    (v4([10, 0, 0, 0], 8), "private"),
    (v4([100, 64, 0, 0], 10), "carrier NAT"),
    (v4([127, 0, 0, 0], 8), "loopback"),
    // Where a public address serves the machine itself: one cloud's own host.
    (v4([168, 63, 129, 16], 32), "the host of a cloud machine"),
    (v4([169, 254, 0, 0], 16), "link-local"),
    (v4([172, 16, 0, 0], 12), "private"),
    (v4([192, 0, 0, 0], 24), "reserved"),
    (v4([192, 0, 2, 0], 24), "documentation"),
    (v4([192, 88, 99, 0], 24), "a relay to IPv6"),
    (v4([192, 168, 0, 0], 16), "private"),
    (v4([198, 18, 0, 0], 15), "benchmarking"),
    (v4([198, 51, 100, 0], 24), "documentation"),
    (v4([203, 0, 113, 0], 24), "documentation"),
    (v4([224, 0, 0, 0], 4), "multicast"),
    (v4([255, 255, 255, 255], 32), "broadcast"),
    (v4([240, 0, 0, 0], 4), "reserved"),
    (low([0, 0, 0, 0], 128), "unspecified"),
    (low([0, 0, 0, 1], 128), "loopback"),
    (low([0, 0, 0, 0], 96), "IPv4 inside IPv6"),
    (low([0, 0xffff, 0, 0], 96), "IPv4 inside IPv6"),
    (low([0xffff, 0, 0, 0], 96), "IPv4 inside IPv6"),
    (v6([0x64, 0xff9b, 0], 96), "NAT64"),
    (v6([0x64, 0xff9b, 1], 48), "NAT64"),
    (v6([0x100, 0, 0], 64), "discarded"),
    (v6([0x2001, 0, 0], 32), "Teredo: IPv4 inside IPv6"),
    (v6([0x2001, 2, 0], 48), "benchmarking"),
    // The rest of what is set aside for protocols.
    (v6([0x2001, 0, 0], 23), "reserved"),
    (v6([0x2001, 0xdb8, 0], 32), "documentation"),
    (v6([0x2002, 0, 0], 16), "6to4: IPv4 inside IPv6"),
    (v6([0x3fff, 0, 0], 20), "documentation"),
    (v6([0x5f00, 0, 0], 16), "segment routing"),
    (v6([0xfc00, 0, 0], 7), "private"),
    (v6([0xfe80, 0, 0], 10), "link-local"),
    (v6([0xfec0, 0, 0], 10), "site-local"),
    (v6([0xff00, 0, 0], 8), "multicast"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn what(address: &str) -> Option<&'static str> {
        special(address.parse().unwrap())
    }

    #[test]
    fn public_addresses_are_public() {
        for address in [
            "1.1.1.1",
            "8.8.8.8",
            "93.184.216.34",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.255.255",
            "172.32.0.1",
            "192.0.1.1",
            "192.167.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "168.63.129.15",
            "2606:4700:4700::1111",
            "2a00:1450:4001:80b::200e",
            "2001:4860:4860::8888",
            "2003::1",
            "3ffe::1",
        ] {
            assert_eq!(what(address), None, "{address}");
        }
    }

    #[test]
    fn special_addresses_are_told() {
        for (address, kind) in [
            ("0.0.0.0", "unspecified"),
            ("0.1.2.3", "unspecified"),
            ("10.255.255.255", "private"),
            ("100.64.0.1", "carrier NAT"),
            ("100.100.100.200", "carrier NAT"),
            ("127.0.0.1", "loopback"),
            ("127.255.255.254", "loopback"),
            ("168.63.129.16", "the host of a cloud machine"),
            ("169.254.169.254", "link-local"),
            ("172.16.0.1", "private"),
            ("172.31.255.255", "private"),
            ("192.0.0.192", "reserved"),
            ("192.0.2.1", "documentation"),
            ("192.88.99.1", "a relay to IPv6"),
            ("192.168.1.1", "private"),
            ("198.19.255.255", "benchmarking"),
            ("198.51.100.7", "documentation"),
            ("203.0.113.7", "documentation"),
            ("224.0.0.1", "multicast"),
            ("239.255.255.250", "multicast"),
            ("240.0.0.1", "reserved"),
            ("255.255.255.255", "broadcast"),
            ("::", "unspecified"),
            ("::1", "loopback"),
            ("::7f00:1", "IPv4 inside IPv6"),
            ("::ffff:127.0.0.1", "IPv4 inside IPv6"),
            ("::ffff:8.8.8.8", "IPv4 inside IPv6"),
            ("::ffff:0:8.8.8.8", "IPv4 inside IPv6"),
            ("64:ff9b::7f00:1", "NAT64"),
            ("64:ff9b:1::a00:1", "NAT64"),
            ("100::1", "discarded"),
            ("2001::7f00:1", "Teredo: IPv4 inside IPv6"),
            ("2001:2::1", "benchmarking"),
            ("2001:10::1", "reserved"),
            ("2001:20::1", "reserved"),
            ("2001:db8::1", "documentation"),
            ("2002:7f00:1::", "6to4: IPv4 inside IPv6"),
            ("3fff::1", "documentation"),
            ("5f00::1", "segment routing"),
            ("fc00::1", "private"),
            ("fd00:ec2::254", "private"),
            ("fe80::1", "link-local"),
            ("fec0::1", "site-local"),
            ("ff02::1", "multicast"),
            ("4000::1", "reserved"),
            ("200::1", "reserved"),
            ("e000::1", "reserved"),
        ] {
            assert_eq!(what(address), Some(kind), "{address}");
        }
    }

    #[test]
    fn networks_have_their_addresses_and_no_others() {
        for (range, inside, outside) in [
            ("10.1.0.0/16", "10.1.255.255", "10.2.0.0"),
            ("127.0.0.1", "127.0.0.1", "127.0.0.2"),
            ("0.0.0.0/0", "255.1.2.3", "::1"),
            ("::/0", "fe80::1", "10.0.0.1"),
            ("fd00::/8", "fdff:ffff::1", "fc00::1"),
            ("::1", "::1", "::2"),
            ("10.0.0.0/8", "10.0.0.1", "::ffff:10.0.0.1"),
        ] {
            let parsed: AddressRange = range.parse().unwrap();
            assert!(parsed.contains(inside.parse().unwrap()), "{range} {inside}");
            assert!(!parsed.contains(outside.parse().unwrap()), "{range} {outside}");
            assert_eq!(parsed.to_string(), range);
        }
    }

    #[test]
    fn what_is_no_network_is_refused_with_the_next_step() {
        for (text, hint) in [
            ("", "is no address"),
            ("10.1", "is no address"),
            ("010.0.0.1", "is no address"),
            ("0x7f.0.0.1", "is no address"),
            ("fe80::1%eth0", "is no address"),
            ("10.0.0.0/+8", "is no address"),
            ("10.0.0.0/", "is no address"),
            ("10.0.0.0/33", "has 32 bits"),
            ("::/129", "has 128 bits"),
            ("10.1.2.3/16", "write 10.1.0.0/16"),
            ("fd00::1/8", "write fd00::/8"),
        ] {
            let error = text.parse::<AddressRange>().unwrap_err();
            assert!(error.contains(hint), "{text}: {error}");
        }
    }
}
