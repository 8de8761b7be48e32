//! The seal: the last section of a finished module, which has the digest of
//! each section before it.
//!
//! It is no signature. It tells a file that was damaged or changed from one that
//! is as it was made, and which of its parts was changed; whoever means to
//! deceive can seal what they like. Who made a file is told by its whole digest:
//! see `digests`.

use crate::sections::{Section, custom};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// The custom section that holds the seal: one line for each section, of its
/// digest, two spaces, and its name.
pub const SEAL_SECTION: &str = "micropython_sandbox.seal";

/// What is wrong with a sealed module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It has no seal.
    Missing,
    /// Something was added behind the seal.
    NotLast {
        /// The section after the seal.
        section: String,
    },
    /// The seal itself cannot be read.
    Unreadable,
    /// A section is not what it was when the module was sealed.
    Edited {
        /// Which one.
        section: String,
    },
    /// A section was put in.
    Added {
        /// Which one.
        section: String,
    },
    /// A section was taken out.
    Removed {
        /// Which one.
        section: String,
    },
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Broken::Missing => write!(
                f,
                "it has no seal, the last section of a finished module: it was cut off or not \
                 finished"
            ),
            Broken::NotLast { section } => {
                write!(f, "the section {section} was added after it was sealed")
            }
            Broken::Unreadable => write!(f, "its seal cannot be read"),
            Broken::Edited { section } => {
                write!(f, "its section {section} was changed after it was sealed")
            }
            Broken::Added { section } => {
                write!(f, "the section {section} was put in after it was sealed")
            }
            Broken::Removed { section } => {
                write!(f, "the section {section} was taken out after it was sealed")
            }
        }
    }
}

/// Appends the seal to a module, given with its sections.
pub fn seal(wasm: &[u8], sections: &[Section<'_>]) -> Vec<u8> {
    let lines: String = sections
        .iter()
        .map(|section| format!("{}  {}\n", digest(wasm, section), section.name))
        .collect();
    [wasm, &custom(SEAL_SECTION, lines.as_bytes())].concat()
}

/// Checks a module against its seal.
///
/// # Errors
///
/// Names the first section that is not as the seal says.
pub fn check(wasm: &[u8], sections: &[Section<'_>]) -> Result<(), Broken> {
    let is_seal = |section: &Section<'_>| section.is_custom() && section.name == SEAL_SECTION;
    let at = sections.iter().position(is_seal).ok_or(Broken::Missing)?;
    let sealed = std::str::from_utf8(sections[at].content).map_err(|_| Broken::Unreadable)?;
    let sealed: Vec<(&str, &str)> = sealed
        .lines()
        .map(|line| line.split_once("  "))
        .collect::<Option<_>>()
        .ok_or(Broken::Unreadable)?;
    let found: Vec<(String, &str)> = sections[..at]
        .iter()
        .map(|section| (digest(wasm, section), section.name.as_str()))
        .collect();
    let differs = |(sealed, found): &(&(&str, &str), &(String, &str))| {
        sealed.0 != found.0 || sealed.1 != found.1
    };
    let place = sealed.iter().zip(&found).position(|pair| differs(&pair));
    let place = place.unwrap_or(sealed.len().min(found.len()));
    match (sealed.get(place), found.get(place)) {
        (None, None) => {}
        (Some((_, name)), None) => return Err(Broken::Removed { section: (*name).to_owned() }),
        (None, Some((_, name))) => return Err(Broken::Added { section: (*name).to_owned() }),
        (Some((_, expected)), Some((_, name))) => {
            let section = if found.len() < sealed.len() { *expected } else { *name };
            let section = section.to_owned();
            return Err(match found.len().cmp(&sealed.len()) {
                std::cmp::Ordering::Less => Broken::Removed { section },
                std::cmp::Ordering::Equal => Broken::Edited { section },
                std::cmp::Ordering::Greater => Broken::Added { section },
            });
        }
    }
    match sections.get(at + 1) {
        Some(section) => Err(Broken::NotLast { section: section.name.clone() }),
        None => Ok(()),
    }
}

fn digest(wasm: &[u8], section: &Section<'_>) -> String {
    hex(&Sha256::digest(&wasm[section.range.clone()]))
}

/// Lowercase hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of some bytes, in lowercase hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sections::split;

    fn sealed() -> Vec<u8> {
        let mut module = wat::parse_str("(module (memory 1) (func nop nop))").unwrap();
        module.extend(custom("notes", b"a note"));
        seal(&module, &split(&module).unwrap())
    }

    fn found(module: &[u8]) -> Result<(), Broken> {
        check(module, &split(module).unwrap())
    }

    /// The module with one of its sections replaced by some bytes.
    fn with(module: &[u8], name: &str, replacement: &[u8]) -> Vec<u8> {
        let sections = split(module).unwrap();
        let section = sections.iter().find(|section| section.name == name).unwrap();
        let Section { range, .. } = section;
        [&module[..range.start], replacement, &module[range.end..]].concat()
    }

    #[test]
    fn a_changed_byte_is_found_in_its_section() {
        let module = sealed();
        assert_eq!(found(&module), Ok(()));
        for section in split(&module).unwrap() {
            // The last byte of each: its length stays what it is.
            let mut changed = module.clone();
            changed[section.range.end - 1] ^= 1;
            let expected = match section.name.as_str() {
                // The end of its last line.
                SEAL_SECTION => Broken::Edited { section: "notes".to_owned() },
                name => Broken::Edited { section: name.to_owned() },
            };
            assert_eq!(found(&changed), Err(expected), "{}", section.name);
        }
    }

    #[test]
    fn what_is_put_in_or_taken_out_is_named() {
        let module = sealed();
        let note = |name: &str| custom(name, b"");
        let section = || "notes".to_owned();
        assert_eq!(
            found(&with(&module, "notes", b"")),
            Err(Broken::Removed { section: section() })
        );
        let second = [custom("notes", b"a note"), note("second")].concat();
        let section = "second".to_owned();
        assert_eq!(found(&with(&module, "notes", &second)), Err(Broken::Added { section }));
        let behind = [&module[..], &note("behind")].concat();
        assert_eq!(found(&behind), Err(Broken::NotLast { section: "behind".to_owned() }));
        assert_eq!(found(&with(&module, SEAL_SECTION, b"")), Err(Broken::Missing));
        let illegible = custom(SEAL_SECTION, b"nothing");
        assert_eq!(found(&with(&module, SEAL_SECTION, &illegible)), Err(Broken::Unreadable));
    }
}
