//! What a session is, as far as its programs can tell.

use super::format::{Base64, ClockKind, FORMAT, Header, RandomKind, nanos};
use super::{Recording, Replay, Tape};
use crate::error::Error;
use crate::function::Registry;
use crate::limits::Limits;
use crate::policy::{Clock, Randomness};
use rand_core::{OsRng, RngCore};
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

/// All that a session is opened with and that its programs may see. What is
/// recorded is the same where it is replayed.
pub(crate) struct Setting {
    /// SHA-256 of the interpreter's module.
    pub interpreter: String,
    pub limits: Limits,
    pub clock: Clock,
    pub random: Randomness,
    pub argv: Vec<String>,
    pub file_name: String,
    pub rollback: bool,
    pub functions: Arc<Registry>,
}

impl Setting {
    /// Begins a recording. Randomness that nobody could repeat is replaced by
    /// such as can be.
    ///
    /// # Errors
    ///
    /// [`Error::Host`] when it cannot be written; [`Error::Internal`] when the
    /// system gives no randomness.
    pub(crate) fn record(&mut self, recording: Recording) -> Result<Tape, Error> {
        if let Randomness::System = self.random {
            let mut key = [0; 32];
            OsRng
                .try_fill_bytes(&mut key)
                .map_err(|_| Error::Internal("the system gives no randomness".to_owned()))?;
            self.random = Randomness::Keyed(key);
        }
        let clock = match self.clock {
            Clock::System => ClockKind::System,
            Clock::Fixed { since_epoch } => ClockKind::FixedNs(nanos(since_epoch)),
        };
        let random = match &self.random {
            Randomness::Seeded(seed) => RandomKind::Seed(*seed),
            Randomness::Keyed(key) => RandomKind::Key(Base64::from(&key[..])),
            Randomness::System => unreachable!("replaced above"),
        };
        let header = Header {
            format: FORMAT,
            interpreter: Cow::Borrowed(&self.interpreter),
            limits: (&self.limits).into(),
            clock,
            random,
            argv: self.argv.clone(),
            file_name: Cow::Borrowed(&self.file_name),
            rollback: self.rollback,
            functions: self.functions.table().unwrap_or_default().into(),
        };
        let recorder = Box::new(recording.start(header)?);
        Ok(Tape::Recording { recorder, clock: clock == ClockKind::System })
    }

    /// Begins a replay: takes over what was recorded, where it is not settled what
    /// that is.
    ///
    /// # Errors
    ///
    /// [`Error::Replay`] when the sandbox is another than that of the recording.
    pub(crate) fn replay(&mut self, replay: Replay) -> Result<Tape, Error> {
        let Replay { recorded, player } = replay;
        let other = |what: &str, recorded: &str, now: &str| {
            Err(Error::Replay(format!(
                "the recording was made with {what}: recorded is {recorded}; now it is {now}"
            )))
        };
        if self.interpreter != recorded.interpreter {
            let what = "another interpreter (SHA-256 of the module)";
            return other(what, &recorded.interpreter, &self.interpreter);
        }
        let wall_time = recorded.limits.wall_time;
        if let Some((name, recorded, now)) = recorded.limits.unlike(&self.limits) {
            // Which is what `SandboxBuilder::replaying` sees to.
            return other(&format!("another limit, {name}"), &recorded, &now);
        }
        if let Some((recorded, now)) = recorded.functions.difference(&self.functions) {
            return other("other functions", &recorded, &now);
        }
        // Where each look at the clock is answered, none has to wait.
        let records_clock = recorded.clock == ClockKind::System;
        let since_epoch = match recorded.clock {
            ClockKind::System => Duration::ZERO,
            ClockKind::FixedNs(nanos) => Duration::from_nanos(nanos),
        };
        self.clock = Clock::Fixed { since_epoch };
        self.random = recorded.random;
        self.argv = recorded.argv;
        self.file_name = recorded.file_name;
        self.rollback = recorded.rollback;
        Ok(Tape::Replaying { player: Box::new(player), clock: records_clock, wall_time })
    }
}
