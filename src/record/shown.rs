//! Calls and what comes of them, as people write them.

use crate::value::{Reader, Value};
use std::fmt::{self, Write};

/// Bytes of a text that are kept, and a few more.
const MAX_BYTES: usize = 1 << 10;

/// Encoded bytes that are read in order to be shown: nobody looks at all of more,
/// and the digits of an int that is longer take their time.
const MAX_ENCODED_BYTES: usize = 16 << 10;

/// Bytes of a text that are told of where two differ.
const TOLD_BYTES: usize = 160;

/// A text that ends with dots when it gets too long.
#[derive(Default)]
struct Short(String);

impl Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let room = MAX_BYTES - self.0.len().min(MAX_BYTES);
        if text.len() <= room {
            self.0.push_str(text);
            return Ok(());
        }
        self.0.push_str(&text[..text.floor_char_boundary(room)]);
        self.0.push_str("...");
        Err(fmt::Error)
    }
}

/// Any text, but not the end of a long one.
pub(super) fn short(text: impl fmt::Display) -> String {
    let mut short = Short::default();
    let _ = write!(short, "{text}");
    short.0
}

/// Encoded arguments, as a call has them between its parentheses.
pub(super) fn arguments(names: Option<&[String]>, encoded: &[u8]) -> String {
    let mut text = Short::default();
    if write_arguments(&mut text, names, encoded).is_err() {
        // Only another module than ours sends what is no list of arguments.
        let _ = text.write_str("?");
    }
    text.0
}

fn write_arguments(text: &mut Short, names: Option<&[String]>, encoded: &[u8]) -> Result<(), ()> {
    if encoded.len() > MAX_ENCODED_BYTES {
        let size = crate::units::size(encoded.len() as u64);
        return write!(text, "{size} of arguments").map_err(drop);
    }
    let mut reader = Reader::new(encoded).map_err(drop)?;
    let count = reader.array_head().map_err(drop)?;
    // After one that was not given, the others are given by name.
    let (mut first, mut by_name) = (true, false);
    for at in 0..count {
        if reader.skip_absent() {
            by_name = true;
            continue;
        }
        let value = reader.value().map_err(drop)?;
        let name = names.and_then(|names| names.get(at)).filter(|_| by_name);
        let comma = if std::mem::take(&mut first) { "" } else { ", " };
        let written = match name {
            Some(name) => write!(text, "{comma}{name}={value}"),
            None => write!(text, "{comma}{value}"),
        };
        if written.is_err() {
            return Ok(()); // it is long enough
        }
    }
    Ok(())
}

/// An encoded result.
pub(super) fn result(encoded: &[u8]) -> String {
    if encoded.len() > MAX_ENCODED_BYTES {
        return format!("a value of {}", crate::units::size(encoded.len() as u64));
    }
    Value::decode(encoded).map_or_else(|_| "?".to_owned(), short)
}

/// An encoded exception: its type and its message.
pub(super) fn exception(encoded: &[u8]) -> String {
    match exception_parts(encoded) {
        Some((type_name, message)) => short(format_args!("{type_name}: {message}")),
        None => "?".to_owned(),
    }
}

/// The type and the message of an encoded exception, if it is one.
pub(super) fn exception_parts(encoded: &[u8]) -> Option<(String, String)> {
    let Ok(Value::Tuple(parts)) = Value::decode(encoded) else { return None };
    let [Value::Str(type_name), Value::Str(message)] = <[Value; 2]>::try_from(parts).ok()? else {
        return None;
    };
    Some((type_name, message))
}

/// Two texts, of long ones only the piece where they begin to differ.
pub(super) fn apart(left: &str, right: &str) -> (String, String) {
    let same = left.bytes().zip(right.bytes()).take_while(|(left, right)| left == right).count();
    // Some of what is the same, to know the place.
    let from = if left.len().max(right.len()) <= TOLD_BYTES { 0 } else { same.saturating_sub(40) };
    (piece(left, from), piece(right, from))
}

fn piece(text: &str, from: usize) -> String {
    let from = text.floor_char_boundary(from);
    let to = text.floor_char_boundary(from.saturating_add(TOLD_BYTES));
    let before = if from > 0 { "..." } else { "" };
    let after = if to < text.len() { "..." } else { "" };
    format!("{before}{}{after}", &text[from..to])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::encode;

    /// As the interpreter encodes them: absent ones as the extension for that.
    fn encoded(arguments: &[Option<Value>]) -> Vec<u8> {
        let mut bytes = vec![0x90 + arguments.len() as u8];
        for argument in arguments {
            match argument {
                Some(value) => bytes.extend(value.encode().unwrap()),
                None => bytes.extend([0xc7, 0, 5]),
            }
        }
        bytes
    }

    #[test]
    fn arguments_read_as_in_a_program() {
        let names = ["sql".to_owned(), "limit".to_owned(), "raw".to_owned()];
        let all = encoded(&[Some("a'b".into()), None, Some(true.into())]);
        assert_eq!(arguments(Some(&names), &all), r#""a'b", raw=True"#);
        assert_eq!(arguments(None, &encoded(&[Some(1.into()), Some(2.5.into())])), "1, 2.5");
        assert_eq!(arguments(None, &encoded(&[])), "");
        assert_eq!(arguments(None, b"\x91"), "?");
        assert_eq!(arguments(None, b""), "?");
    }

    #[test]
    fn long_texts_are_cut_and_huge_ones_told() {
        let shown = arguments(None, &encoded(&[Some("é".repeat(2000).into())]));
        assert!(shown.ends_with("é...") && shown.len() <= MAX_BYTES + 3, "{}", shown.len());
        let shown = arguments(None, &encoded(&[Some("x".repeat(100_000).into())]));
        assert_eq!(shown, "100006 bytes of arguments");
        assert_eq!(result(&encode(&"x".repeat(99_995)).unwrap()), "a value of 100000 bytes");
    }

    #[test]
    fn differences_are_shown_where_they_are() {
        assert_eq!(apart("f(1)", "f(2)"), ("f(1)".into(), "f(2)".into()));
        let (left, right) = (format!("{}left", "é".repeat(300)), format!("{}ri", "é".repeat(300)));
        let (left, right) = apart(&left, &right);
        assert!(left.starts_with("...é") && left.ends_with("éleft"), "{left}");
        assert!(right.ends_with("éri") && right.len() < TOLD_BYTES, "{right}");
        let (left, right) = apart(&"x".repeat(500), "");
        assert_eq!((left.len(), right.as_str()), (TOLD_BYTES + 3, ""));
    }
}
