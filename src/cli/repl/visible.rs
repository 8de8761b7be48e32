//! What a script has written, made harmless to a terminal.
//!
//! A terminal does what control characters say: it can be told to change its
//! title or the clipboard, to hide text, and to answer, which then looks like
//! something typed. So only text, its layout and its colours are let through; the
//! rest is shown as what it is, `^[` for an escape, as `less -R` does.

use std::fmt::Write as _;

/// The longest sequence that sets colours; none that is of use has so many bytes.
const MAX_SEQUENCE_BYTES: usize = 64;

/// Lets text through as it comes in pieces.
#[derive(Debug, Default)]
pub struct Filter {
    /// The beginning of a character or a sequence, whose end has not come.
    held: Vec<u8>,
    /// Whether colours were set and not reset.
    colored: bool,
}

/// What bytes begin with.
enum Next<'a> {
    /// A character that is let through.
    Text(&'a str),
    /// A sequence that sets colours.
    Color(&'a str),
    /// A character that is shown instead of being sent.
    Control(char, usize),
    /// Something that is no character, so many bytes of it.
    Invalid(usize),
    /// The end of it has not come yet.
    Unfinished,
}

impl Filter {
    /// Adds to `shown` what of these bytes may be sent. Gives whether a line has
    /// ended there, if there was something to be seen.
    pub fn take(&mut self, bytes: &[u8], shown: &mut String) -> Option<bool> {
        let mut line_ended = None;
        let mut held = std::mem::take(&mut self.held);
        held.extend_from_slice(bytes);
        let mut rest = &*held;
        while !rest.is_empty() {
            let length = match next(rest) {
                Next::Text(text) => {
                    shown.push_str(text);
                    line_ended = Some(text == "\n");
                    text.len()
                }
                Next::Color(sequence) => {
                    self.colored = true;
                    shown.push_str(sequence);
                    sequence.len()
                }
                Next::Control(c, length) => {
                    show_control(c, shown);
                    line_ended = Some(false);
                    length
                }
                Next::Invalid(length) => {
                    shown.push(char::REPLACEMENT_CHARACTER);
                    line_ended = Some(false);
                    length
                }
                Next::Unfinished => break,
            };
            rest = &rest[length..];
        }
        self.held = rest.to_vec();
        line_ended
    }

    /// Ends the text: shows what has no end, and takes back colours. Gives whether
    /// there was something to be seen.
    pub fn end(&mut self, shown: &mut String) -> bool {
        let held = std::mem::take(&mut self.held);
        if !held.is_empty() {
            shown.push_str(&text(&String::from_utf8_lossy(&held)));
        }
        if std::mem::take(&mut self.colored) {
            shown.push_str("\x1b[0m");
        }
        !held.is_empty()
    }
}

/// A whole text without control characters, but for those that lay it out.
pub fn text(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => shown.push(c),
            _ if c.is_control() => show_control(c, &mut shown),
            _ => shown.push(c),
        }
    }
    shown
}

/// As terminals and pagers show them.
fn show_control(c: char, shown: &mut String) {
    // Writing to a string cannot fail.
    let _ = match c {
        '\0'..='\x1f' => write!(shown, "^{}", (c as u8 + b'@') as char),
        '\x7f' => write!(shown, "^?"),
        _ => write!(shown, "\\x{:02x}", u32::from(c)),
    };
}

fn next(bytes: &[u8]) -> Next<'_> {
    match bytes[0] {
        b'\x1b' => color(bytes),
        b'\n' | b'\t' | b'\r' | b'\x08' => Next::Text(ascii(&bytes[..1])),
        c @ (0..=0x1f | 0x7f) => Next::Control(char::from(c), 1),
        0x20..=0x7e => {
            let end = bytes.iter().position(|byte| !matches!(byte, 0x20..=0x7e));
            Next::Text(ascii(&bytes[..end.unwrap_or(bytes.len())]))
        }
        _ => character(bytes),
    }
}

/// A character beyond ASCII.
fn character(bytes: &[u8]) -> Next<'_> {
    let bytes = &bytes[..bytes.len().min(4)];
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(error) => return error.error_len().map_or(Next::Unfinished, Next::Invalid),
    };
    match valid.chars().next() {
        // Such a one some terminals take for an escape and the one after it.
        Some(c) if c.is_control() => Next::Control(c, c.len_utf8()),
        Some(c) => Next::Text(&valid[..c.len_utf8()]),
        None => Next::Invalid(1),
    }
}

/// An escape: either it sets colours, `ESC [ 1 ; 31 m`, or it is shown alone.
fn color(bytes: &[u8]) -> Next<'_> {
    let refused = Next::Control('\x1b', 1);
    match bytes.get(1) {
        None => return Next::Unfinished,
        Some(b'[') => {}
        Some(_) => return refused,
    }
    let is_parameter = |byte: &&u8| matches!(**byte, b'0'..=b'9' | b';' | b':');
    let length = 2 + bytes[2..].iter().take_while(is_parameter).count();
    match bytes.get(length) {
        _ if length >= MAX_SEQUENCE_BYTES => refused,
        None => Next::Unfinished,
        Some(b'm') => Next::Color(ascii(&bytes[..=length])),
        Some(_) => refused,
    }
}

fn ascii(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is shown of it, in one piece and byte by byte.
    fn shown(bytes: &[u8]) -> String {
        let mut whole = String::new();
        let mut filter = Filter::default();
        filter.take(bytes, &mut whole);
        filter.end(&mut whole);
        let mut pieces = String::new();
        for byte in bytes {
            filter.take(&[*byte], &mut pieces);
            assert!(filter.held.len() <= MAX_SEQUENCE_BYTES);
        }
        filter.end(&mut pieces);
        assert_eq!(whole, pieces);
        whole
    }

    #[test]
    fn text_and_colours_pass() {
        for text in ["", "plain\r\n\ttext\x08", "größe 名前 👍", "a\u{301}"] {
            assert_eq!(shown(text.as_bytes()), text);
        }
        for sequence in ["\x1b[m", "\x1b[31m", "\x1b[1;38:2::10:20:30m"] {
            let text = format!("a{sequence}b");
            assert_eq!(shown(text.as_bytes()), format!("{text}\x1b[0m"));
        }
    }

    #[test]
    fn whatever_else_a_terminal_would_do_is_shown() {
        for (bytes, expected) in [
            (&b"\x1b[2J"[..], "^[[2J"),
            (b"\x1b]52;c;AAAA\x07", "^[]52;c;AAAA^G"),
            (b"\x1b]0;title\x1b\\", "^[]0;title^[\\"),
            (b"\x1b[6n\x1b[c\x1bP$q", "^[[6n^[[c^[P$q"),
            (b"\x1b[?1049h\x1bc", "^[[?1049h^[c"),
            (b"\x1b[>4;2m", "^[[>4;2m"),
            (b"\x1b[3 m", "^[[3 m"),
            (b"\x1b", "^["),
            (b"\x1b[1;3", "^[[1;3"),
            (b"\x1b\x1b[2J", "^[^[[2J"),
            (b"a\0\x05\x7f\x0e", "a^@^E^?^N"),
            ("\u{9b}2J\u{9d}0;t\u{9c}".as_bytes(), "\\x9b2J\\x9d0;t\\x9c"),
            (b"\x9b2J", "\u{fffd}2J"),
            (b"\xe2\x82", "\u{fffd}"),
            (b"\xff\xc3\x28", "\u{fffd}\u{fffd}("),
        ] {
            assert_eq!(shown(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn the_end_of_a_line_is_seen() {
        let ended = |text: &str| Filter::default().take(text.as_bytes(), &mut String::new());
        for (text, expected) in [
            ("a\n", Some(true)),
            ("\x1b[31ma\n\x1b[0m", Some(true)),
            ("a\nb", Some(false)),
            ("a\n\x07", Some(false)),
            ("\x1b[0m", None),
            ("", None),
        ] {
            assert_eq!(ended(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_never_ends_is_not_held() {
        let mut bytes = b"\x1b[".to_vec();
        bytes.extend([b'1'; 100_000]);
        let text = shown(&bytes);
        assert!(text.starts_with("^[[111") && !text.contains('\x1b'), "{}", &text[..20]);
    }

    #[test]
    fn a_whole_text_has_no_colours_either() {
        assert_eq!(text("a\x1b[31mb\r\n\tc\u{85}"), "a^[[31mb^M\n\tc\\x85");
    }
}
