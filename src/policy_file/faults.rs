//! What is wrong with a policy file.

use crate::error::Error;
use std::fmt;
use std::ops::Range;

/// Everything that is wrong with a policy file, in the order of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFaults(Vec<PolicyFault>);

/// One thing that is wrong with a policy file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PolicyFault {
    /// The line, from 1 on; 0 where it is the file as a whole.
    pub line: usize,
    /// The character in it, from 1 on; 0 likewise.
    pub column: usize,
    /// What is wrong, and what to write instead.
    pub message: String,
}

impl PolicyFaults {
    /// The file could not be read at all.
    pub(super) fn unreadable(message: String) -> PolicyFaults {
        PolicyFaults(vec![PolicyFault { line: 0, column: 0, message }])
    }

    /// Each of them.
    pub fn list(&self) -> &[PolicyFault] {
        &self.0
    }
}

impl fmt::Display for PolicyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "{}:{}: ", self.line, self.column)?;
        }
        f.write_str(&self.message)
    }
}

/// One on each line, each with its line and column.
impl fmt::Display for PolicyFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.0.iter().enumerate() {
            write!(f, "{}{fault}", if at == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for PolicyFaults {}

impl From<PolicyFaults> for Error {
    fn from(faults: PolicyFaults) -> Error {
        Error::Config(faults.to_string())
    }
}

/// Collects what is wrong with a text.
pub(super) struct Faults<'a> {
    text: &'a str,
    list: Vec<PolicyFault>,
}

impl<'a> Faults<'a> {
    pub(super) fn of(text: &'a str) -> Faults<'a> {
        Faults { text, list: Vec::new() }
    }

    /// Notes what is wrong at a place, bytes of the text.
    pub(super) fn add(&mut self, at: Range<usize>, message: impl Into<String>) {
        let start = self.text.floor_char_boundary(at.start.min(self.text.len()));
        let before = &self.text[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        let column = before[line_start..].chars().count() + 1;
        self.list.push(PolicyFault { line, column, message: message.into() });
    }

    /// The value, if nothing is wrong.
    pub(super) fn end<T>(mut self, value: T) -> Result<T, PolicyFaults> {
        if self.list.is_empty() {
            return Ok(value);
        }
        self.list.sort_by_key(|fault| (fault.line, fault.column));
        Err(PolicyFaults(self.list))
    }
}
