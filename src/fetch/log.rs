//! The log of decisions: a line of JSON for each request, and for each redirect
//! that is followed. docs/fetch.md describes it.

use super::failure::Failure;
use crate::net::Log;
use serde::Serialize;
use std::sync::PoisonError;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Characters of a URL that could not be read that are kept.
const MAX_UNREAD_CHARS: usize = 500;

/// One line.
#[derive(Debug, Default, Serialize)]
pub(super) struct Entry<'a> {
    /// When it was decided, in milliseconds since 1970.
    pub unix_ms: u64,
    /// What became of it: `answered`, `refused` or `failed`.
    pub decision: &'static str,
    /// Which request of its run it belongs to, from 1 on.
    pub request: u64,
    /// Which redirect of that it is, 0 for the request itself.
    pub redirect: u32,
    pub method: &'a str,
    pub url: &'a str,
    /// The rule that allowed it.
    pub rule: Option<String>,
    /// Why it was refused or has failed.
    pub reason: Option<&'a str>,
    /// What a refused address is.
    pub detail: Option<String>,
    /// What was connected to.
    pub address: Option<String>,
    pub status: Option<u16>,
    pub sent_bytes: u64,
    pub received_bytes: u64,
    pub took_ms: u64,
}

impl Entry<'_> {
    /// Notes how it ended.
    pub(super) fn failed(&mut self, failure: &Failure) {
        self.decision = if failure.is_refusal() { "refused" } else { "failed" };
    }

    pub(super) fn took(&mut self, time: Duration) {
        self.took_ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    }

    /// Writes the line.
    pub(super) fn write(mut self, log: Option<&Log>) -> Result<(), Failure> {
        let Some(log) = log else {
            return Ok(());
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        self.unix_ms = u64::try_from(now.as_millis()).unwrap_or(u64::MAX);
        let mut line = serde_json::to_vec(&self).map_err(|_| unlogged())?;
        line.push(b'\n');
        // A writer that has panicked before is asked again.
        let mut writer = log.lock().unwrap_or_else(PoisonError::into_inner);
        writer.write_all(&line).and_then(|()| writer.flush()).map_err(|_| unlogged())
    }
}

fn unlogged() -> Failure {
    Failure::other("the request could not be written to the log")
}

/// What is kept of a URL that could not be read.
pub(super) fn unread(url: &str) -> String {
    url.chars().take(MAX_UNREAD_CHARS).collect()
}
