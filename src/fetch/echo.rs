//! Takes secrets out of answers that repeat them.
//!
//! A server that wants to tell a program what it was sent can: in a form that is
//! not looked for here. This is for those that mean no harm, such as one that shows
//! what a request looked like.

use crate::net::base64;
use crate::net::secret::MIN_ECHO_BYTES;
use std::borrow::Cow;

/// What secrets look like.
#[derive(Default)]
pub(super) struct Echoes(Vec<Vec<u8>>);

impl Echoes {
    /// Of the secrets that were sent.
    pub(super) fn of<'a>(secrets: impl Iterator<Item = &'a str>) -> Echoes {
        let mut forms: Vec<Vec<u8>> = Vec::new();
        for secret in secrets.filter(|secret| secret.len() >= MIN_ECHO_BYTES) {
            let plain = secret.to_ascii_lowercase();
            let escaped = escaped(&plain);
            let in_json = plain.replace('\\', "\\\\").replace('"', "\\\"").replace('/', "\\/");
            let decoded = base64::decode(secret).map(|bytes| bytes.to_ascii_lowercase());
            let encoded = base64::encode(secret.as_bytes()).to_ascii_lowercase();
            forms.extend([plain, escaped, in_json, encoded].map(String::into_bytes));
            forms.extend(decoded.filter(|bytes| bytes.len() >= MIN_ECHO_BYTES));
        }
        forms.sort();
        forms.dedup();
        Echoes(forms)
    }

    /// Whether there is one in these bytes.
    pub(super) fn are_in(&self, bytes: &[u8]) -> bool {
        !self.0.is_empty() && !self.places(bytes).is_empty()
    }

    /// Overwrites them with asterisks; what else is there keeps its place.
    pub(super) fn hide(&self, bytes: &mut [u8]) {
        if self.0.is_empty() {
            return;
        }
        for (start, length) in self.places(bytes) {
            bytes[start..start + length].fill(b'*');
        }
    }

    /// The same in a text.
    pub(super) fn hidden<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if !self.are_in(text.as_bytes()) {
            return Cow::Borrowed(text);
        }
        let mut bytes = text.as_bytes().to_vec();
        self.hide(&mut bytes);
        Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Where they are: starts and lengths. Large and small letters are the same.
    fn places(&self, bytes: &[u8]) -> Vec<(usize, usize)> {
        let lower = bytes.to_ascii_lowercase();
        let found = |form: &Vec<u8>| {
            let starts: Vec<usize> = memchr::memmem::find_iter(&lower, form).collect();
            starts.into_iter().map(|start| (start, form.len())).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(found).collect()
    }
}

/// As in a URL, in lower case.
fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut escaped, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(byte as char);
        } else {
            escaped.push_str(&format!("%{byte:02x}"));
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn echoes(secret: &str) -> Echoes {
        Echoes::of([secret].into_iter())
    }

    #[test]
    fn secrets_are_found_in_each_form() {
        let secret = "Key/0123\"4567";
        for text in [
            "x Key/0123\"4567 y",
            "x KEY/0123\"4567",
            "?a=Key%2F0123%224567",
            "?a=key%2f0123%224567",
            "{\"a\": \"Key\\/0123\\\"4567\"}",
            "Basic S2V5LzAxMjMiNDU2Nw==",
        ] {
            assert!(echoes(secret).are_in(text.as_bytes()), "{text}");
            let hidden = echoes(secret).hidden(text).into_owned();
            assert!(hidden.contains("*****") && hidden.len() == text.len(), "{hidden}");
            assert!(!echoes(secret).are_in(hidden.as_bytes()));
        }
        // Of credentials, what they say as well.
        assert!(echoes("dXNlcjpwYXNzd29yZA==").are_in(b"user is user:password"));
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for secret in ["Key/0123", ""] {
            let text = "Key 0123, key/123 and \u{e4}";
            assert_eq!(echoes(secret).hidden(text), text);
        }
        // Too short to be told from chance.
        assert_eq!(echoes("12345").hidden("12345"), "12345");
        assert_eq!(echoes("123456").hidden("a123456b123456"), "a******b******");
    }
}
