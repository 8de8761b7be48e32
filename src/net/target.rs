//! Where a request goes: a URL, read strictly.
//!
//! The reader is that of browsers, which repairs much: it drops line breaks, takes
//! `\` for `/`, and finds a host in `https:example.com`. What needs repair is
//! refused here, before and after it, so that what a rule was held against is
//! what is connected to, whoever else reads the text.

use core::fmt;
use core::net::IpAddr;
use url::{Host, Url};

/// The longest URL, in bytes.
pub(crate) const MAX_URL_BYTES: usize = 8 << 10;

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// Of the scheme `http` or `https`, with a host, without user or password.
    url: Url,
    pub host: HostName,
    pub port: u16,
}

/// The host of a URL, in its one form: ASCII in lower case, or an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum HostName {
    Name(String),
    Address(IpAddr),
}

/// Why a text is no URL that a request can go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum UrlFault {
    /// It is none, or not one that is read the same everywhere.
    Malformed(String),
    /// It asks for what is never given.
    Refused(String),
}

impl Target {
    /// Reads an absolute URL.
    pub(crate) fn parse(text: &str) -> Result<Target, UrlFault> {
        check_characters(text)?;
        let Some((scheme, rest)) = text.split_once("://") else {
            return malformed("a URL starts with https:// or http://");
        };
        check_scheme(scheme)?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.is_empty() {
            return malformed("a URL names a host after ://");
        }
        if authority.contains('@') {
            return refused("a URL with a user name or password; use an Authorization header");
        }
        let url = Url::parse(text).map_err(|error| UrlFault::Malformed(error.to_string()))?;
        Target::of(url)
    }

    /// Where a reference leads that was found at this place: in a redirect.
    pub(crate) fn join(&self, reference: &str) -> Result<Target, UrlFault> {
        check_characters(reference)?;
        if let Some((scheme, _)) = reference.split_once("://")
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            return Target::parse(reference);
        }
        let url = self.url.join(reference);
        Target::of(url.map_err(|error| UrlFault::Malformed(error.to_string()))?)
    }

    fn of(mut url: Url) -> Result<Target, UrlFault> {
        check_scheme(url.scheme())?;
        if !url.username().is_empty() || url.password().is_some() {
            return refused("a URL with a user name or password; use an Authorization header");
        }
        let host = match url.host() {
            Some(Host::Domain(name)) => {
                check_name(name)?;
                HostName::Name(name.to_owned())
            }
            Some(Host::Ipv4(address)) => HostName::Address(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => HostName::Address(IpAddr::V6(address)),
            None => return malformed("a URL names a host after ://"),
        };
        let port = url.port_or_known_default().unwrap_or(0);
        if port == 0 {
            return malformed("port 0 cannot be connected to");
        }
        url.set_fragment(None);
        Ok(Target { url, host, port })
    }

    /// `https` or `http`.
    pub(crate) fn scheme(&self) -> &str {
        self.url.scheme()
    }

    /// Without `.` and `..`, starting with a slash; percent signs as they were.
    pub(crate) fn path(&self) -> &str {
        self.url.path()
    }

    pub(crate) fn has_query(&self) -> bool {
        self.url.query().is_some()
    }

    /// As it is sent, without a fragment. Characters that HTTP does not carry and
    /// the reader lets through are escaped.
    pub(crate) fn text(&self) -> String {
        let mut text = String::with_capacity(self.url.as_str().len());
        for c in self.url.as_str().chars() {
            match c {
                '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                    text.push_str(&format!("%{:02X}", c as u32));
                }
                _ => text.push(c),
            }
        }
        text
    }

    /// Whether both are of one origin: scheme, host and port.
    pub(crate) fn same_origin(&self, other: &Target) -> bool {
        self.scheme() == other.scheme() && self.host == other.host && self.port == other.port
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HostName::Name(name) => f.write_str(name),
            HostName::Address(IpAddr::V6(address)) => write!(f, "[{address}]"),
            HostName::Address(address) => write!(f, "{address}"),
        }
    }
}

fn malformed<T>(what: &str) -> Result<T, UrlFault> {
    Err(UrlFault::Malformed(what.to_owned()))
}

fn refused<T>(what: &str) -> Result<T, UrlFault> {
    Err(UrlFault::Refused(what.to_owned()))
}

fn check_characters(text: &str) -> Result<(), UrlFault> {
    if text.len() > MAX_URL_BYTES {
        return malformed("a URL of more than 8 KiB");
    }
    match text.chars().find(|c| c.is_control() || c.is_whitespace() || *c == '\\') {
        None => Ok(()),
        Some('\\') => malformed("a backslash in a URL"),
        Some(' ') => malformed("a space in a URL; write %20"),
        Some(c) => Err(UrlFault::Malformed(format!("the character U+{:04X} in a URL", c as u32))),
    }
}

fn check_scheme(scheme: &str) -> Result<(), UrlFault> {
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => Ok(()),
        "" => malformed("a URL starts with https:// or http://"),
        _ => refused("only https and http URLs can be fetched"),
    }
}

/// Host names are those that the domain name system has, in ASCII, without the
/// dot that may end them there.
pub(super) fn check_name(name: &str) -> Result<(), UrlFault> {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    if name.ends_with('.') {
        return malformed("a host name that ends with a dot");
    }
    if name.len() > 253 || !name.split('.').all(is_label) {
        return malformed("a host name that no host has");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Target {
        Target::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
    }

    #[test]
    fn one_place_has_one_form() {
        for (text, form) in [
            ("https://example.com", "https://example.com/"),
            ("HTTPS://EXAMPLE.com:443/a", "https://example.com/a"),
            ("http://example.com:8080/a/../b/./c", "http://example.com:8080/b/c"),
            ("https://example.com/a/%2e%2E/b/%2e/c", "https://example.com/b/c"),
            ("https://example.com/a#part", "https://example.com/a"),
            ("https://example.com/a?b={c}|d", "https://example.com/a?b=%7Bc%7D%7Cd"),
            ("https://example.com/\u{e9}", "https://example.com/%C3%A9"),
            // The same host, in letters that are made to look so or wide.
            ("https://\u{ff45}xample.com/", "https://example.com/"),
            ("https://example\u{3002}com/", "https://example.com/"),
            // Another one: the first letter is Cyrillic.
            ("https://\u{435}xample.test/", "https://xn--xample-2of.test/"),
            // Addresses in the forms that C libraries read.
            ("http://127.1/", "http://127.0.0.1/"),
            ("http://2130706433/", "http://127.0.0.1/"),
            ("http://0x7f000001/", "http://127.0.0.1/"),
            ("http://0177.0.0.1/", "http://127.0.0.1/"),
            ("http://0x7f.0.0x0.1/", "http://127.0.0.1/"),
            ("http://127.0.0.1./", "http://127.0.0.1/"),
            ("http://\u{ff11}27.0.0.1/", "http://127.0.0.1/"),
            ("http://[::FFFF:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
            ("http://[0:0::1]:81/", "http://[::1]:81/"),
        ] {
            assert_eq!(parse(text).text(), form, "{text}");
        }
    }

    #[test]
    fn what_others_would_read_otherwise_is_refused() {
        for text in [
            "",
            "example.com",
            "//example.com/",
            "https:example.com",
            "https:/example.com",
            "https:///example.com",
            "https://",
            "https://?",
            "://example.com",
            "https://example.com\\@evil.test/",
            "https://example.com /",
            " https://example.com/",
            "https://example.com/\r\nHost: evil.test",
            "https://example.com/\t",
            "https://exam\nple.com/",
            "https://example.com/\u{7f}",
            "https://example.com/\u{85}",
            "https://example.com/\u{2028}",
            "https://a.example./",
            "https://a..example/",
            "https://.example/",
            "https://exa$mple.com/",
            "https://exa%6dple.com:1:2/",
            "https://example.com:0/",
            "https://example.com:65536/",
            "https://example.com:x/",
            "https://[fe80::1%25eth0]/",
            "https://[fe80::1%eth0]/",
            "https://[::1/",
            "https://[1.2.3.4]/",
            "https://256.256.256.256/",
            "https://1.2.3.4.5/",
            "https://0x100000000/",
            "https://exa\u{ad}\u{200d}mple.com:80 /",
            "https://xn--\u{fffd}/",
        ] {
            let fault = Target::parse(text);
            assert!(matches!(fault, Err(UrlFault::Malformed(_))), "{text:?}: {fault:?}");
        }
        for text in [
            "file:///etc/passwd",
            "ftp://example.com/",
            "gopher://example.com/",
            "ws://example.com/",
            "data://text/plain,x",
            "javascript://x/",
            "https://good.test@evil.test/",
            "https://user:password@example.com/",
            "https://@example.com/",
            "https://:@example.com/",
        ] {
            let fault = Target::parse(text);
            assert!(matches!(fault, Err(UrlFault::Refused(_))), "{text:?}: {fault:?}");
        }
        let long = format!("https://example.com/{}", "a".repeat(MAX_URL_BYTES));
        assert!(matches!(Target::parse(&long), Err(UrlFault::Malformed(_))));
    }

    #[test]
    fn references_are_read_as_strictly() {
        let base = parse("https://example.com/a/b?c");
        for (reference, form) in [
            ("d", "https://example.com/a/d"),
            ("/d?e#f", "https://example.com/d?e"),
            ("//other.test/x", "https://other.test/x"),
            ("http://127.1/", "http://127.0.0.1/"),
            ("../../../d", "https://example.com/d"),
            ("?next=https://other.test/", "https://example.com/a/b?next=https://other.test/"),
            ("", "https://example.com/a/b?c"),
        ] {
            assert_eq!(base.join(reference).map(|target| target.text()), Ok(form.into()));
        }
        for reference in [
            "file:///etc/passwd",
            "file:/etc/passwd",
            "data:text/plain,x",
            "https://a@b.test/",
            "//a@b.test/",
            "mailto:x",
        ] {
            let fault = base.join(reference);
            assert!(matches!(fault, Err(UrlFault::Refused(_))), "{reference}: {fault:?}");
        }
        for reference in
            ["\\\\evil.test/", "/a\r\nb", "https:///x.test", "//evil.test:0/", "http://"]
        {
            let fault = base.join(reference);
            assert!(matches!(fault, Err(UrlFault::Malformed(_))), "{reference}: {fault:?}");
        }
    }

    #[test]
    fn origins_are_scheme_host_and_port() {
        let base = parse("https://example.com/a");
        assert!(base.same_origin(&parse("https://EXAMPLE.com:443/b?c")));
        for other in ["http://example.com/", "https://example.com:444/", "https://a.example.com/"] {
            assert!(!base.same_origin(&parse(other)), "{other}");
        }
    }
}
