//! The sections of a module, by their bytes, and what can be wrong with a file
//! that should be one. Everything in the file is taken for hostile.

use std::fmt;
use std::ops::Range;

/// How a WebAssembly module of version 1 begins.
const PREAMBLE: [u8; 8] = *b"\0asm\x01\0\0\0";

/// The first half of it: any WebAssembly.
const MAGIC: [u8; 4] = *b"\0asm";

/// The number that custom sections have.
const CUSTOM: u8 = 0;

/// The names of the other sections, by their number.
const NAMES: [&str; 14] = [
    "custom",
    "type",
    "import",
    "function",
    "table",
    "memory",
    "global",
    "export",
    "start",
    "element",
    "code",
    "data",
    "data count",
    "tag",
];

/// A section of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<'a> {
    /// What kind of section it is, or for a custom one its own name.
    pub name: String,
    /// Its number: 0 for custom sections.
    pub id: u8,
    /// Where it lies in the file, with its number and length.
    pub range: Range<usize>,
    /// What it holds, without its name if it is a custom one.
    pub content: &'a [u8],
}

impl Section<'_> {
    /// Whether it is a custom section.
    pub fn is_custom(&self) -> bool {
        self.id == CUSTOM
    }
}

/// Why a file cannot be split into sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It does not begin as WebAssembly does.
    NotWasm {
        /// Its first bytes, at most four.
        start: Vec<u8>,
    },
    /// It is WebAssembly of another kind, such as a component.
    NotModule {
        /// The bytes that say which version and kind it is.
        version: [u8; 4],
    },
    /// It ends in the middle of something.
    Truncated {
        /// What that is.
        within: String,
        /// Where that starts.
        offset: usize,
        /// How many bytes are missing.
        missing: usize,
    },
    /// Its bytes mean nothing.
    Malformed {
        /// Where.
        offset: usize,
        /// What is wrong.
        fault: String,
    },
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::NotWasm { start } if start.is_empty() => {
                write!(f, "it is empty, not a WebAssembly module")
            }
            Unreadable::NotWasm { start } => write!(
                f,
                "it is not a WebAssembly module: it starts with \"{}\", not with \"\\0asm\"",
                start.escape_ascii()
            ),
            Unreadable::NotModule { version } => write!(
                f,
                "it is WebAssembly, but not a module of version 1: its version is \"{}\" (a \
                 component?)",
                version.escape_ascii()
            ),
            Unreadable::Truncated { within, offset, missing } => write!(
                f,
                "it is cut off: of {within}, which starts at byte {offset:#x}, the last {missing} \
                 bytes are missing"
            ),
            Unreadable::Malformed { offset, fault } => {
                write!(f, "it is damaged: at byte {offset:#x} {fault}")
            }
        }
    }
}

impl std::error::Error for Unreadable {}

/// Splits a module into its sections.
///
/// # Errors
///
/// When it is none: says what it is instead, or where it breaks off.
pub fn split(wasm: &[u8]) -> Result<Vec<Section<'_>>, Unreadable> {
    let Some((preamble, _)) = wasm.split_first_chunk::<8>() else {
        let is_start = PREAMBLE.starts_with(wasm) && wasm.len() >= MAGIC.len();
        return Err(if is_start {
            let missing = PREAMBLE.len() - wasm.len();
            Unreadable::Truncated { within: "the preamble".to_owned(), offset: 0, missing }
        } else {
            not_wasm(wasm)
        });
    };
    if !preamble.starts_with(&MAGIC) {
        return Err(not_wasm(wasm));
    }
    if *preamble != PREAMBLE {
        let [.., a, b, c, d] = *preamble;
        return Err(Unreadable::NotModule { version: [a, b, c, d] });
    }
    let mut sections = Vec::new();
    let mut at = PREAMBLE.len();
    while at < wasm.len() {
        let section = section(wasm, at)?;
        at = section.range.end;
        sections.push(section);
    }
    Ok(sections)
}

fn not_wasm(wasm: &[u8]) -> Unreadable {
    Unreadable::NotWasm { start: wasm[..wasm.len().min(MAGIC.len())].to_vec() }
}

/// The section that starts at a place in the file.
fn section(wasm: &[u8], start: usize) -> Result<Section<'_>, Unreadable> {
    let id = wasm[start];
    let Some(kind) = NAMES.get(usize::from(id)) else {
        let fault = format!("a section has the unknown number {id}");
        return Err(Unreadable::Malformed { offset: start, fault });
    };
    let within = || format!("the section {kind}");
    let (length, content) = number(wasm, start + 1, start, &within)?;
    let end = content.saturating_add(length);
    if end > wasm.len() {
        let missing = end - wasm.len();
        return Err(Unreadable::Truncated { within: within(), offset: start, missing });
    }
    let mut section =
        Section { name: (*kind).to_owned(), id, range: start..end, content: &wasm[content..end] };
    if section.is_custom() {
        let outside = || Unreadable::Malformed {
            offset: start,
            fault: "the name of a custom section is longer than the section".to_owned(),
        };
        let (length, at) = number(&wasm[..end], content, start, &within).map_err(|_| outside())?;
        let name = wasm[..end].get(at..at.saturating_add(length)).ok_or_else(outside)?;
        section.name = std::str::from_utf8(name)
            .map_err(|_| Unreadable::Malformed {
                offset: start,
                fault: "the name of a custom section is not UTF-8".to_owned(),
            })?
            .to_owned();
        section.content = &wasm[at + length..end];
    }
    Ok(section)
}

/// An unsigned number of 32 bits in LEB128, and where what follows it starts.
fn number(
    wasm: &[u8],
    at: usize,
    start: usize,
    within: &dyn Fn() -> String,
) -> Result<(usize, usize), Unreadable> {
    let mut value = 0_u64;
    for index in 0..5 {
        let Some(&byte) = wasm.get(at + index) else {
            return Err(Unreadable::Truncated { within: within(), offset: start, missing: 1 });
        };
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            let Ok(value) = u32::try_from(value) else { break };
            return Ok((value as usize, at + index + 1));
        }
    }
    let fault = "a length has more than 32 bits".to_owned();
    Err(Unreadable::Malformed { offset: at, fault })
}

/// A custom section, to be appended to a module.
pub fn custom(name: &str, content: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    push_number(name.len(), &mut body);
    body.extend_from_slice(name.as_bytes());
    body.extend_from_slice(content);
    let mut section = vec![CUSTOM];
    push_number(body.len(), &mut section);
    section.extend(body);
    section
}

pub(crate) fn push_number(mut value: usize, to: &mut Vec<u8>) {
    while value > 0x7f {
        to.push(value as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module() -> Vec<u8> {
        let mut module = wat::parse_str("(module (memory 1) (func))").unwrap();
        module.extend(custom("long", &[7; 200]));
        module
    }

    #[test]
    fn sections_follow_each_other_to_the_end() {
        let module = module();
        let sections = split(&module).unwrap();
        let names: Vec<&str> = sections.iter().map(|section| section.name.as_str()).collect();
        assert_eq!(names, ["type", "function", "memory", "code", "long"]);
        assert_eq!(sections[0].range.start, 8);
        for pair in sections.windows(2) {
            assert_eq!(pair[0].range.end, pair[1].range.start);
        }
        assert_eq!(sections[4].range.end, module.len());
        assert_eq!(sections[4].content, [7; 200]);
        assert!(sections[4].is_custom() && !sections[3].is_custom());
    }

    /// A file that ends anywhere but between two sections is known for cut off.
    #[test]
    fn each_truncation_is_noticed() {
        let module = module();
        let ends: Vec<usize> =
            split(&module).unwrap().iter().map(|section| section.range.end).collect();
        for length in 0..module.len() {
            let found = split(&module[..length]);
            match length {
                0..4 => assert!(matches!(found, Err(Unreadable::NotWasm { .. })), "{length}"),
                8 => assert_eq!(found, Ok(Vec::new())),
                _ if ends.contains(&length) => assert!(found.is_ok(), "{length}"),
                _ => assert!(matches!(found, Err(Unreadable::Truncated { .. })), "{length}"),
            }
        }
    }

    #[test]
    fn what_is_no_module_is_told_as_what_it_is() {
        for (bytes, message) in [
            (&b""[..], "it is empty"),
            (b"\x7fELF\x02\x01\x01\0\0", r#"starts with "\x7fELF""#),
            (b"\0asm\x0d\0\x01\0", r"not a module of version 1"),
            (b"\0asm\x01\0\0\0\x0e\0", "a section has the unknown number 14"),
            (b"\0asm\x01\0\0\0\x01\xff\xff\xff\xff\xff", "more than 32 bits"),
            (b"\0asm\x01\0\0\0\x01\xff\xff\xff\xff\x1f", "more than 32 bits"),
            (b"\0asm\x01\0\0\0\0\x01\x05", "longer than the section"),
            (b"\0asm\x01\0\0\0\0\0", "longer than the section"),
            (b"\0asm\x01\0\0\0\0\x02\x01\xff", "not UTF-8"),
            (b"\0asm\x01\0\0\0\x01\xff\xff\xff\xff\x0f", "4294967295 bytes are missing"),
        ] {
            let error = split(bytes).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }
}
