//! Lines that are written and read one by one, each sealed so that damage is
//! seen.
//!
//! A line is a JSON object. Its last member, `check`, is the beginning of a
//! SHA-256: of the check of the line before, and of all of this line before its
//! own. So neither can a line be changed by accident, nor one be lost or moved.

use super::format::{Line, MAX_LINE_BYTES};
use crate::error::Error;
use sha2::{Digest, Sha256};
use std::fmt::Display;
use std::io::{self, BufRead, BufReader, Read, Write};

/// Bytes of a check.
const CHECK_BYTES: usize = 8;

/// What stands between a line's content and its check.
const BEFORE_CHECK: &[u8] = br#","check":""#;

/// What stands after its check.
const AFTER_CHECK: &[u8] = b"\"}\n";

/// Bytes after a line's content.
const SEAL_BYTES: usize = BEFORE_CHECK.len() + 2 * CHECK_BYTES + AFTER_CHECK.len();

type Check = [u8; CHECK_BYTES];

/// The check of a line with this content after one with that check.
fn check(before: Check, content: &[u8]) -> Check {
    let digest = Sha256::new_with_prefix(before).chain_update(content).finalize();
    let mut check = Check::default();
    check.copy_from_slice(&digest[..CHECK_BYTES]);
    check
}

/// Bytes in hexadecimal.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of bytes, in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// Where lines are written.
pub(super) struct LineWriter {
    writer: Box<dyn Write + Send>,
    before: Check,
    /// Bytes that may still be written.
    left_bytes: u64,
    /// Kept between lines.
    line: Vec<u8>,
}

/// Why a line was not written.
pub(super) enum NotWritten {
    /// The writer failed.
    Failed(io::ErrorKind),
    /// It, or all together, would be longer than may be.
    Full,
}

impl LineWriter {
    pub(super) fn new(writer: Box<dyn Write + Send>, max_bytes: u64) -> LineWriter {
        LineWriter { writer, before: Check::default(), left_bytes: max_bytes, line: Vec::new() }
    }

    /// Writes a line, all of it at once.
    pub(super) fn write(&mut self, line: &Line<'_>) -> Result<(), NotWritten> {
        // A single long line shall not keep its memory.
        let mut bytes = std::mem::take(&mut self.line);
        bytes.clear();
        if serde_json::to_writer(&mut bytes, line).is_err() || bytes.pop().is_none() {
            unreachable!("lines are plain data, written into memory");
        }
        self.before = check(self.before, &bytes);
        bytes.extend_from_slice(BEFORE_CHECK);
        bytes.extend_from_slice(hex(&self.before).as_bytes());
        bytes.extend_from_slice(AFTER_CHECK);
        let length = bytes.len() as u64;
        if bytes.len() > MAX_LINE_BYTES || length > self.left_bytes {
            return Err(NotWritten::Full);
        }
        self.left_bytes -= length;
        let written = self.writer.write_all(&bytes);
        if bytes.capacity() <= 64 << 10 {
            self.line = bytes;
        }
        written.map_err(|error| NotWritten::Failed(error.kind()))
    }

    pub(super) fn flush(&mut self) -> Result<(), NotWritten> {
        self.writer.flush().map_err(|error| NotWritten::Failed(error.kind()))
    }
}

/// Where lines are read. The bytes may be anything.
pub(super) struct LineReader {
    reader: BufReader<Box<dyn Read + Send>>,
    before: Check,
    line: Vec<u8>,
    number: u64,
}

impl LineReader {
    pub(super) fn new(reader: Box<dyn Read + Send>) -> LineReader {
        let reader = BufReader::new(reader);
        LineReader { reader, before: Check::default(), line: Vec::new(), number: 0 }
    }

    /// The number of the line that was read last, from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Reads the next line, if there is one, and gives its content.
    ///
    /// # Errors
    ///
    /// [`Error::Replay`] when it cannot be read, or is not as it was written.
    pub(super) fn next(&mut self) -> Result<Option<&[u8]>, Error> {
        self.line = Vec::new();
        self.number += 1;
        let longest = MAX_LINE_BYTES as u64;
        let read = (&mut self.reader).take(longest + 1).read_until(b'\n', &mut self.line);
        let length = read.map_err(|error| {
            Error::Replay(format!("the recording cannot be read: {}", error.kind()))
        })?;
        if length == 0 {
            return Ok(None);
        }
        if length > MAX_LINE_BYTES {
            return Err(self.complain("it is longer than any line of a recording"));
        }
        if self.line.last() != Some(&b'\n') {
            return Err(self.complain(if self.number == 1 {
                "it is no line of a recording"
            } else {
                "it is cut off; what was recorded before it is there"
            }));
        }
        let content = length.checked_sub(SEAL_BYTES);
        let (content, seal) = match content {
            Some(at) if self.line[at..].starts_with(BEFORE_CHECK) => self.line.split_at(at),
            _ => return Err(self.complain("it is no line of a recording")),
        };
        self.before = check(self.before, content);
        let expected = hex(&self.before);
        let found = &seal[BEFORE_CHECK.len()..seal.len() - AFTER_CHECK.len()];
        if found != expected.as_bytes() || !seal.ends_with(AFTER_CHECK) {
            return Err(self.complain(
                "it is not what was written: it, or a line before it, was changed or is missing",
            ));
        }
        let length = content.len();
        self.line.truncate(length);
        self.line.push(b'}');
        Ok(Some(&self.line))
    }

    /// Says what is wrong with the line that was read last.
    pub(super) fn complain(&self, what: impl Display) -> Error {
        Error::Replay(format!("line {} of the recording: {what}", self.number))
    }
}
