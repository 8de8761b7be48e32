//! Rules: which requests are allowed, as people write it.

use super::address::{AddressRange, special};
use super::secret::{Header, Secret};
use super::target::{HostName, Target, UrlFault};
use core::fmt;
use core::net::{IpAddr, Ipv6Addr};
use core::str::FromStr;
use std::sync::Arc;

/// The methods that can be allowed at all. A rule that names none allows them
/// all.
pub(crate) const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// A rule that allows requests to one place on the network.
///
/// It is read from a text: methods, a URL that requests begin with, and
/// addresses, of which only the URL is needed.
///
/// ```text
/// https://api.example.com/v1/
/// GET,HEAD https://*.example.com
/// POST http://intranet.example:8080/ingest at 10.1.0.0/16
/// ```
///
/// - **Methods**, separated by commas. Default: all that there are here, `GET`,
///   `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE` and `OPTIONS`.
/// - **Scheme**: `https` or `http`, and only that one. Default `https`.
/// - **Host**: a name, an address, or `*.` before a name of at least two parts,
///   which stands for every name below that one, and not for itself.
/// - **Port**: default the scheme's.
/// - **Path**: it and what lies below it, by whole parts: `/v1` is the beginning
///   of `/v1` and `/v1/x`, not of `/v1evil`; `/v1/` not of `/v1`. Default all.
///   Below a path other than `/`, URLs are refused that some servers take for
///   others (`/v1/..%2fadmin`).
/// - **Addresses** after `at`, networks or single ones, separated by commas: the
///   host is reached there and nowhere else. Default: any address of the public
///   internet, and no other: not those of the machine, of private networks or of
///   links. Where the host is an address itself, it is that one; `localhost` is
///   the machine's own.
///
/// ```
/// use micropython_sandbox::NetRule;
///
/// let rule: NetRule = "GET https://api.example.com/v1/".parse()?;
/// assert_eq!(rule.to_string(), "GET https://api.example.com/v1/");
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetRule {
    /// Empty for all.
    methods: Vec<&'static str>,
    scheme: &'static str,
    host: HostPattern,
    port: u16,
    path: String,
    /// Empty for all public ones.
    addresses: Vec<AddressRange>,
    headers: Vec<Header>,
    /// Certificates of authorities, PEM; without them the public ones are trusted.
    authorities: Option<Arc<str>>,
}

/// The hosts that a rule is for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum HostPattern {
    Exactly(HostName),
    /// Every name that ends with a dot and this.
    Below(String),
}

/// How a request fits a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It is for another place.
    Elsewhere,
    /// The place is right, the method is not.
    Method,
    /// It may lead to another place than it seems to.
    Ambiguous,
    Allowed,
}

impl NetRule {
    /// Adds a header to each request that this rule allows, such as an API key.
    ///
    /// Programs can neither read it nor set one of this name. It goes to the
    /// places of this rule and nowhere else. Where an answer repeats the value, it
    /// is taken out: see docs/fetch.md.
    ///
    /// # Errors
    ///
    /// A sentence that says why this can be no header.
    pub fn header(mut self, name: impl Into<String>, value: Secret) -> Result<NetRule, String> {
        let header = Header::new(name.into(), value)?;
        if self.headers.iter().any(|other| other.name == header.name) {
            return Err(format!("the header `{}` is there twice", header.name));
        }
        self.headers.push(header);
        Ok(self)
    }

    /// Trusts these authorities for the rule's hosts, and no others. Default: the
    /// public ones, as browsers have them.
    ///
    /// `pem` holds one or more certificates in PEM.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with the text.
    pub fn authorities(mut self, pem: impl Into<String>) -> Result<NetRule, String> {
        let pem = pem.into();
        if self.scheme != "https" {
            return Err("certificates are for https only".to_owned());
        }
        if !pem.contains("-----BEGIN CERTIFICATE-----") {
            return Err("no certificate in it; PEM has -----BEGIN CERTIFICATE-----".to_owned());
        }
        self.authorities = Some(pem.into());
        Ok(self)
    }

    /// How a request fits.
    pub(crate) fn fit(&self, method: &str, target: &Target) -> Fit {
        let host = match (&self.host, &target.host) {
            (HostPattern::Exactly(host), found) => host == found,
            (HostPattern::Below(suffix), HostName::Name(name)) => name
                .strip_suffix(suffix.as_str())
                .is_some_and(|below| below.len() > 1 && below.ends_with('.')),
            (HostPattern::Below(_), HostName::Address(_)) => false,
        };
        let place = host
            && target.scheme() == self.scheme
            && target.port == self.port
            && begins(target.path(), &self.path);
        if !place {
            Fit::Elsewhere
        } else if !METHODS.contains(&method) || !self.allows_method(method) {
            Fit::Method
        } else if self.path != "/" && is_ambiguous(target.path()) {
            Fit::Ambiguous
        } else {
            Fit::Allowed
        }
    }

    fn allows_method(&self, method: &str) -> bool {
        self.methods.is_empty() || self.methods.contains(&method)
    }

    /// Whether the host may be reached at this address.
    pub(crate) fn allows_address(&self, address: IpAddr) -> bool {
        if !self.addresses.is_empty() {
            return self.addresses.iter().any(|range| range.contains(address));
        }
        match &self.host {
            HostPattern::Exactly(HostName::Address(named)) => *named == address,
            HostPattern::Exactly(HostName::Name(name)) if name == "localhost" => {
                is_loopback(address)
            }
            _ => special(address).is_none(),
        }
    }

    /// The headers that are added.
    pub(crate) fn headers(&self) -> &[Header] {
        &self.headers
    }

    /// Certificates of the authorities to trust, PEM.
    pub(crate) fn authorities_pem(&self) -> Option<&str> {
        self.authorities.as_deref()
    }

    /// Whether what is sent and received can be read on the way.
    pub(crate) fn is_plain(&self) -> bool {
        self.scheme == "http"
    }

    /// What it allows, in words, each a sentence without its end.
    pub(crate) fn explain(&self) -> Vec<String> {
        let methods = match self.methods.as_slice() {
            [] => "any method".to_owned(),
            methods => methods.join(", "),
        };
        let host = match &self.host {
            HostPattern::Exactly(host) => host.to_string(),
            HostPattern::Below(suffix) => format!("every host below {suffix}"),
        };
        let path = match self.path.as_str() {
            "/" => "any path".to_owned(),
            path => format!("paths that begin with {path}"),
        };
        let scheme = self.scheme;
        let mut lines =
            vec![format!("{methods} to {host}, port {}, over {scheme}, {path}", self.port)];
        let ranges: Vec<String> = self.addresses.iter().map(ToString::to_string).collect();
        lines.push(match &self.host {
            _ if !ranges.is_empty() => format!("connects to {} only", ranges.join(", ")),
            HostPattern::Exactly(HostName::Address(_)) => "connects to that address".to_owned(),
            HostPattern::Exactly(HostName::Name(name)) if name == "localhost" => {
                "connects to this machine".to_owned()
            }
            _ => "connects to public addresses only".to_owned(),
        });
        for header in &self.headers {
            lines.push(format!(
                "adds the header {} with a value that programs never see",
                header.name
            ));
        }
        if !self.headers.is_empty() && self.is_plain() {
            lines.push("beware: over http that value can be read on the way".to_owned());
        }
        if self.authorities.is_some() {
            lines.push("trusts the authorities given here and no others".to_owned());
        }
        lines
    }
}

impl FromStr for NetRule {
    type Err = String;

    fn from_str(text: &str) -> Result<NetRule, String> {
        let mut words = text.split_whitespace().peekable();
        let methods = match words.next_if(|word| is_methods(word)) {
            Some(word) => methods(word)?,
            None => Vec::new(),
        };
        let url = words.next().ok_or("a rule needs a URL, such as https://api.example.com/v1/")?;
        let (scheme, host, port, path) = place(url)?;
        let addresses = match (words.next(), words.next()) {
            (None, _) => Vec::new(),
            (Some("at"), Some(ranges)) => {
                ranges.split(',').map(str::parse).collect::<Result<_, String>>()?
            }
            (Some("at"), None) => return Err("addresses are missing after `at`".to_owned()),
            (Some(word), _) => {
                return Err(format!("`{word}` after the URL; only `at` ADDRESSES can stand there"));
            }
        };
        if let Some(word) = words.next() {
            return Err(format!("`{word}` after the addresses; separate them with commas only"));
        }
        if let HostPattern::Exactly(HostName::Address(_)) = host
            && !addresses.is_empty()
        {
            return Err(
                "the host is an address already; leave out `at` and what follows".to_owned()
            );
        }
        let (headers, authorities) = (Vec::new(), None);
        Ok(NetRule { methods, scheme, host, port, path, addresses, headers, authorities })
    }
}

impl fmt::Display for NetRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.methods.is_empty() {
            write!(f, "{} ", self.methods.join(","))?;
        }
        let below = if let HostPattern::Below(_) = self.host { "*." } else { "" };
        write!(f, "{}://{below}", self.scheme)?;
        match &self.host {
            HostPattern::Exactly(host) => write!(f, "{host}")?,
            HostPattern::Below(suffix) => f.write_str(suffix)?,
        }
        if self.port != if self.is_plain() { 80 } else { 443 } {
            write!(f, ":{}", self.port)?;
        }
        f.write_str(&self.path)?;
        for (at, range) in self.addresses.iter().enumerate() {
            write!(f, "{}{range}", if at == 0 { " at " } else { "," })?;
        }
        Ok(())
    }
}

/// Whether a word is a list of methods rather than a URL.
fn is_methods(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b',')
        && word.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn methods(word: &str) -> Result<Vec<&'static str>, String> {
    let known = |name: &str| {
        METHODS.iter().find(|method| **method == name).copied().ok_or_else(|| {
            format!("`{name}` is no method that can be allowed; there are {}", METHODS.join(", "))
        })
    };
    word.split(',').map(known).collect()
}

fn place(text: &str) -> Result<(&'static str, HostPattern, u16, String), String> {
    let with_scheme =
        if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let (scheme, rest) = with_scheme.split_once("://").unwrap_or_default();
    let below = rest.strip_prefix("*.");
    if below.unwrap_or(rest).split('/').next().is_some_and(|host| host.contains('*')) {
        return Err(format!("`{text}`: `*` stands only for what is before a name: *.example.com"));
    }
    let url = format!("{scheme}://{}", below.unwrap_or(rest));
    let target = Target::parse(&url).map_err(|fault| match fault {
        UrlFault::Malformed(what) | UrlFault::Refused(what) => format!("`{text}`: {what}"),
    })?;
    if target.has_query() || text.contains('#') {
        return Err(format!("`{text}`: a rule ends with the path; leave out ? and #"));
    }
    if target.path() != "/" && is_ambiguous(target.path()) {
        return Err(format!("`{text}`: a path that some servers take for another"));
    }
    let path = target.path().to_owned();
    let scheme = if target.scheme() == "http" { "http" } else { "https" };
    let host = match (below.is_some(), target.host) {
        (false, host) => HostPattern::Exactly(host),
        (true, HostName::Name(name)) if name.contains('.') => HostPattern::Below(name),
        (true, _) => {
            return Err(format!("`{text}`: `*.` needs a name of two parts: *.example.com"));
        }
    };
    Ok((scheme, host, target.port, path))
}

/// Whether a path is another, or lies below it.
fn begins(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix)
        .is_some_and(|rest| prefix.ends_with('/') || rest.is_empty() || rest.starts_with('/'))
}

/// Whether some server could take a path for another: one with a slash, a
/// backslash, a NUL or dots in an escaped form, however often it is escaped; or
/// with dots before a parameter (`/..;/`).
fn is_ambiguous(path: &str) -> bool {
    let mut bytes = path.as_bytes().to_vec();
    // As often as an escape can be escaped in it.
    while let Some(unescaped) = unescape(&bytes) {
        let slashes = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'/').count();
        if slashes(&unescaped) != slashes(&bytes)
            || unescaped.iter().any(|byte| *byte == b'\\' || *byte == 0)
        {
            return true;
        }
        bytes = unescaped;
    }
    bytes.split(|byte| *byte == b'/').any(|segment| {
        let name = segment.split(|byte| *byte == b';').next().unwrap_or_default();
        name == b"." || name == b".."
    })
}

/// Reads the escapes of a text once; `None` if it has none.
fn unescape(bytes: &[u8]) -> Option<Vec<u8>> {
    let digit = |at: usize| bytes.get(at).and_then(|byte| (*byte as char).to_digit(16));
    let mut read = Vec::with_capacity(bytes.len());
    let (mut at, mut found) = (0, false);
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                read.push((high * 16 + low) as u8);
                found = true;
                at += 3;
            }
            (byte, ..) => {
                read.push(byte);
                at += 1;
            }
        }
    }
    found.then_some(read)
}

fn is_loopback(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback(),
        IpAddr::V6(address) => address == Ipv6Addr::LOCALHOST,
    }
}

#[cfg(test)]
mod tests;
