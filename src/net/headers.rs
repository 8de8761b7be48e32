//! Headers that a program gives: which are none, and which are not its to give.

/// The longest value of a header, in bytes.
pub(crate) const MAX_VALUE_BYTES: usize = 8 << 10;

const MAX_NAME_BYTES: usize = 256;

/// Headers that say where a message ends, what the connection is for, or what is
/// meant by another part of the request; by which a request could become another
/// one, or two, on its way.
const FRAMING: &[&str] = &[
    "connection",
    "content-length",
    "expect",
    "host",
    "http2-settings",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Headers by which some servers take another method, path or client than the
/// request seems to have: what the rules were held against.
const OVERRIDING: &[&str] = &[
    "forwarded",
    "x-http-method",
    "x-http-method-override",
    "x-method-override",
    "x-original-url",
    "x-real-ip",
    "x-rewrite-url",
];

const OVERRIDING_PREFIXES: &[&str] = &["proxy-", "x-forwarded-"];

/// Why a header is not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum HeaderFault {
    /// It is none.
    Malformed(String),
    /// It is not the program's to give.
    Refused(String),
}

/// A header's name in its one form, in lower case.
pub(crate) fn name(text: &str) -> Result<String, String> {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if text.is_empty() || text.len() > MAX_NAME_BYTES || !text.bytes().all(is_token) {
        return Err(format!("{} is not the name of a header", shown(text)));
    }
    Ok(text.to_ascii_lowercase())
}

/// A header's value without the spaces around it.
pub(crate) fn value<'a>(name: &str, text: &'a str) -> Result<&'a str, String> {
    let text = text.trim_matches([' ', '\t']);
    if text.len() > MAX_VALUE_BYTES {
        return Err(format!("the header {name} has a value of more than 8 KiB"));
    }
    match text.bytes().find(|byte| !(b' '..=b'~').contains(byte) && *byte != b'\t') {
        None => Ok(text),
        Some(b'\r' | b'\n') => Err(format!("the header {name} has a line break in its value")),
        Some(0..0x80) => Err(format!("the header {name} has a control character in its value")),
        Some(_) => Err(format!("the header {name} has a value that is not ASCII")),
    }
}

/// Whether the header belongs to the message and the connection, which are the
/// host's.
pub(crate) fn is_framing(name: &str) -> bool {
    FRAMING.contains(&name) || name.starts_with("proxy-")
}

/// The header that a program gives, in its one form.
pub(crate) fn given(name_text: &str, value_text: &str) -> Result<(String, String), HeaderFault> {
    let name = name(name_text).map_err(HeaderFault::Malformed)?;
    if is_framing(&name) {
        let what = format!("the header {name} is not for programs to set");
        return Err(HeaderFault::Refused(what));
    }
    let overriding = OVERRIDING.contains(&name.as_str())
        || OVERRIDING_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
    if overriding {
        let what = format!("the header {name} could turn the request into another one");
        return Err(HeaderFault::Refused(what));
    }
    let value = value(&name, value_text).map_err(HeaderFault::Malformed)?.to_owned();
    Ok((name, value))
}

/// A text of a program's in a message, not too long and without line breaks.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push_str("...");
    }
    format!("{shown:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_headers_are_taken() {
        for (given_name, given_value, name, value) in [
            ("Accept", "application/json", "accept", "application/json"),
            ("X-Api-Key", " a\tb ", "x-api-key", "a\tb"),
            ("authorization", "Bearer x", "authorization", "Bearer x"),
            ("Cookie", "", "cookie", ""),
        ] {
            assert_eq!(given(given_name, given_value), Ok((name.into(), value.into())));
        }
    }

    #[test]
    fn what_is_no_header_is_told() {
        for (given_name, given_value, text) in [
            ("", "x", "\"\" is not the name of a header"),
            ("a b", "x", "\"a b\" is not the name"),
            ("a:b", "x", "\"a:b\" is not the name"),
            ("a\r\nb", "x", "\"a\\r\\nb\" is not the name"),
            ("\u{e4}", "x", "is not the name"),
            ("a\0", "x", "is not the name"),
            ("X", "a\r\nHost: evil.test", "line break"),
            ("X", "a\nb", "line break"),
            ("X", "a\rb", "line break"),
            ("X", "a\0b", "control character"),
            ("X", "a\u{7f}b", "control character"),
            ("X", "\u{e4}", "not ASCII"),
            ("X", "\u{10a}", "not ASCII"),
        ] {
            let Err(HeaderFault::Malformed(what)) = given(given_name, given_value) else {
                panic!("{given_name:?} {given_value:?}")
            };
            assert!(what.contains(text), "{what}");
        }
        let long = "x".repeat(MAX_VALUE_BYTES + 1);
        assert!(matches!(given("X", &long), Err(HeaderFault::Malformed(_))));
        assert!(matches!(given(&long, "x"), Err(HeaderFault::Malformed(_))));
    }

    #[test]
    fn what_belongs_to_the_connection_is_refused() {
        for name in [
            "Host",
            "CONTENT-LENGTH",
            "Transfer-Encoding",
            "Connection",
            "TE",
            "Trailer",
            "Upgrade",
            "Expect",
            "Keep-Alive",
            "Proxy-Authorization",
            "proxy-connection",
            "X-HTTP-Method-Override",
            "X-Original-URL",
            "X-Forwarded-Host",
            "Forwarded",
        ] {
            assert!(matches!(given(name, "x"), Err(HeaderFault::Refused(_))), "{name}");
        }
    }
}
