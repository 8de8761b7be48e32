//! What the host adds to requests and programs never see.

use super::headers;
use core::fmt;
use std::sync::Arc;

/// The shortest secret that is looked for in answers, in bytes: shorter ones occur
/// by chance.
pub(crate) const MIN_ECHO_BYTES: usize = 6;

/// A value that is sent and never shown: the value of a header that a
/// [`NetRule`](crate::NetRule) adds.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// What stands before it: the name of a scheme, which is none.
    prefix: String,
    value: Arc<str>,
}

impl Secret {
    /// A secret by its text.
    pub fn new(value: impl Into<String>) -> Secret {
        Secret { prefix: String::new(), value: value.into().into() }
    }

    /// The same with a text before it that is no secret, such as `Bearer `.
    #[must_use]
    pub fn with_prefix(mut self, prefix: impl Into<String>) -> Secret {
        self.prefix = prefix.into();
        self
    }

    /// What is sent.
    pub(crate) fn reveal(&self) -> String {
        format!("{}{}", self.prefix, self.value)
    }

    /// What must not be shown.
    pub(crate) fn value(&self) -> &str {
        self.value.trim_matches([' ', '\t'])
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// A header that the host adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// In lower case.
    pub name: String,
    pub value: Secret,
}

impl Header {
    pub(crate) fn new(name: String, value: Secret) -> Result<Header, String> {
        let name = headers::name(&name)?;
        if headers::is_framing(&name) {
            return Err(format!("the header `{name}` is set by the connection itself"));
        }
        if value.value().is_empty() {
            return Err(format!("the value of the header `{name}` is empty"));
        }
        headers::value(&name, &value.reveal())?;
        Ok(Header { name, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_show() {
        let secret = Secret::new("hush-hush").with_prefix("Bearer ");
        assert_eq!(secret.reveal(), "Bearer hush-hush");
        assert_eq!(format!("{secret:?}"), "Secret");
        let header = Header::new("X-Key".to_owned(), secret).unwrap();
        assert_eq!(format!("{header:?}"), "Header { name: \"x-key\", value: Secret }");
    }

    #[test]
    fn what_can_be_no_header_is_refused_without_its_value() {
        for (name, value, text) in [
            ("X Key", "hush-hush", "not the name"),
            ("Host", "hush-hush", "set by the connection"),
            ("X-Key", "", "is empty"),
            ("X-Key", " ", "is empty"),
            ("X-Key", "hush\r\nhush", "line break"),
            ("X-Key", "hush-h\u{fc}sh", "not ASCII"),
        ] {
            let error = Header::new(name.to_owned(), Secret::new(value)).unwrap_err();
            assert!(error.contains(text) && !error.contains("hush"), "{error}");
        }
    }
}
