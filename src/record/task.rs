//! What a session is asked to do, as a recording tells of it.

use super::format::TaskLine;
use super::lines::sha256;
use crate::contract::{
    MPH_BUFFER_NAME, MPH_BUFFER_VALUE, MPH_OPERATION_CALL, MPH_OPERATION_CHECK,
    MPH_OPERATION_COMPLETE, MPH_OPERATION_EVAL, MPH_OPERATION_FEED, MPH_OPERATION_GET,
    MPH_OPERATION_SET,
};
use crate::error::Error;
use crate::outcome::{Ending, Outcome};
use std::borrow::Cow;

/// Something that a session is asked to do.
pub(crate) struct Asked<'a> {
    kind: &'static str,
    name: Option<&'a [u8]>,
    content: Option<&'a [u8]>,
}

impl<'a> Asked<'a> {
    /// To put it back in the state as opened.
    pub(crate) const RESET: Asked<'static> = Asked { kind: "reset", name: None, content: None };

    /// By the number of the operation, `None` for running a program; by its text
    /// and the interpreter's buffers.
    pub(crate) fn new(
        operation: Option<u32>,
        source: &'a str,
        buffers: &[(u32, &'a [u8])],
    ) -> Asked<'a> {
        let buffer = |wanted| {
            buffers.iter().find(|(buffer, _)| *buffer == wanted).map(|(_, content)| *content)
        };
        let kind = match operation {
            None => "run",
            Some(MPH_OPERATION_SET) => "set",
            Some(MPH_OPERATION_GET) => "get",
            Some(MPH_OPERATION_CALL) => "call",
            Some(MPH_OPERATION_EVAL) => "eval",
            Some(MPH_OPERATION_FEED) => "feed",
            Some(MPH_OPERATION_CHECK) => "check",
            Some(MPH_OPERATION_COMPLETE) => "complete",
            Some(_) => "other",
        };
        // Where there is a text, the name is only that of its file.
        let value = buffer(MPH_BUFFER_VALUE);
        match kind {
            "set" | "get" | "call" => Asked { kind, name: buffer(MPH_BUFFER_NAME), content: value },
            _ => Asked { kind, name: None, content: Some(source.as_bytes()) },
        }
    }

    /// The line for it, as the so many-th.
    pub(super) fn line(&self, number: u64) -> TaskLine<'a> {
        let name = self.name.map(String::from_utf8_lossy);
        let sha256 = self.content.map(|content| Cow::Owned(sha256(content)));
        TaskLine { number, kind: self.kind.into(), name, sha256 }
    }
}

impl TaskLine<'_> {
    /// Whether it is the same. Unless that is wanted strictly, it may be about
    /// another program, expression or value.
    pub(super) fn is_like(&self, other: &TaskLine<'_>, strictly: bool) -> bool {
        let same = self.number == other.number && self.kind == other.kind;
        same && self.name == other.name && (!strictly || self.sha256 == other.sha256)
    }

    /// In words.
    pub(super) fn told(&self) -> String {
        let TaskLine { kind, name, sha256, .. } = self;
        let name = name.as_deref().map(|name| format!(" of {name}")).unwrap_or_default();
        // As much of it as tells two apart.
        let digest = sha256.as_deref().and_then(|digest| digest.get(..16));
        let digest = digest.map(|digest| format!(" (sha256 {digest}...)")).unwrap_or_default();
        format!("{kind}{name}{digest}")
    }
}

/// How it ended, as far as that is the same each time.
pub(super) fn ending(outcome: &Outcome) -> String {
    let told = match (&outcome.ending, &outcome.error) {
        (Ending::Finished, _) => "finished".to_owned(),
        (Ending::Exited(code), _) => format!("exited with {code}"),
        (_, Some(Error::Raised(raised))) => format!("raised {raised}"),
        (_, Some(Error::Limit(reached))) => format!("stopped, {reached}"),
        (_, Some(error)) => format!("failed, {error}"),
        (_, None) => "failed".to_owned(),
    };
    super::shown::short(told)
}
