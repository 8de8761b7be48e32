//! Output as text, for a closure.

use std::io::{self, Write};

/// Gives a closure the text that is written, in whole characters.
pub(super) struct Callback<F> {
    closure: F,
    /// The beginning of a character whose end has not come yet.
    held: Vec<u8>,
}

impl<F: FnMut(&str)> Callback<F> {
    pub(super) fn new(closure: F) -> Callback<F> {
        Callback { closure, held: Vec::new() }
    }
}

impl<F: FnMut(&str)> Write for Callback<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = std::mem::take(&mut self.held);
        all.extend_from_slice(bytes);
        if let Some(chunk) = all.utf8_chunks().last() {
            let tail = chunk.invalid();
            // An error without a length is an end that came too early.
            if std::str::from_utf8(tail).is_err_and(|error| error.error_len().is_none()) {
                self.held = tail.to_vec();
                all.truncate(all.len() - self.held.len());
            }
        }
        if !all.is_empty() {
            (self.closure)(&String::from_utf8_lossy(&all));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        if !held.is_empty() {
            (self.closure)(&String::from_utf8_lossy(&held));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(written: &[&[u8]]) -> Vec<String> {
        let mut given = Vec::new();
        let mut callback = Callback::new(|text: &str| given.push(text.to_owned()));
        for bytes in written {
            callback.write_all(bytes).unwrap();
        }
        callback.flush().unwrap();
        callback.flush().unwrap();
        given
    }

    #[test]
    fn characters_stay_whole() {
        assert_eq!(pieces(&[b"ab", b"", b"c"]), ["ab", "c"]);
        assert_eq!(pieces(&[b"a\xe2", b"\x82", b"\xacb\xc3"]), ["a", "\u{20ac}b", "\u{fffd}"]);
        assert_eq!(pieces(&[b"\xf0\x9f", b"\x98\x80"]), ["\u{1f600}"]);
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced() {
        assert_eq!(pieces(&[b"a\xffb", b"\xe2\x82", b"c"]), ["a\u{fffd}b", "\u{fffd}c"]);
        assert_eq!(pieces(&[b"\x80\x80", b"\xe2\x28"]), ["\u{fffd}\u{fffd}", "\u{fffd}("]);
    }
}
