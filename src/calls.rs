//! What an instance has for calls of host functions: which there are, and how
//! much was used.

use crate::function::{Context, Registry};
use crate::limits::Limits;
use crate::started::Started;
use crate::stop::Cause;
use std::sync::Arc;

/// Memory that is kept between calls for replies, in bytes.
const KEPT_BYTES: usize = 64 << 10;

/// The calls of one run, and what they work on.
#[derive(Default)]
pub(crate) struct Calls {
    pub registry: Arc<Registry>,
    pub context: Context,
    /// The last reply, until it is fetched or another call is made.
    pub reply: Vec<u8>,
    /// Whether the guest has yet to fetch it.
    pub waiting: bool,
    /// Calls that the program does not wait for one by one.
    pub started: Started,
    limit_calls: u64,
    limit_bytes: u64,
    count: u64,
    bytes: u64,
}

impl Calls {
    pub(crate) fn new(registry: Arc<Registry>, limits: &Limits) -> Calls {
        Calls {
            registry,
            limit_calls: limits.host_calls,
            limit_bytes: limits.host_bytes,
            ..Calls::default()
        }
    }

    /// Forgets what was of the last run.
    pub(crate) fn begin_run(&mut self, context: Context) {
        self.context = context;
        self.end_run();
        self.waiting = false;
        (self.count, self.bytes) = (0, 0);
    }

    /// Drops what the run has started and nobody collects any more.
    pub(crate) fn end_run(&mut self) {
        self.started = Started::default();
    }

    /// How many calls the run has made, and how many bytes they have passed.
    pub(crate) fn used(&self) -> (u64, u64) {
        (self.count, self.bytes)
    }

    /// Counts a call with so many bytes of arguments; gives the limit that does
    /// not allow it.
    pub(crate) fn begin_call(&mut self, bytes: usize) -> Result<(), Cause> {
        self.waiting = false;
        if self.reply.capacity() > KEPT_BYTES {
            self.reply = Vec::new();
        }
        if self.count >= self.limit_calls {
            return Err(Cause::HostCalls(self.limit_calls));
        }
        self.count += 1;
        self.pass(bytes)
    }

    /// Counts bytes, if the limit allows them.
    pub(crate) fn pass(&mut self, bytes: usize) -> Result<(), Cause> {
        let bytes = self.bytes.saturating_add(bytes as u64);
        if bytes > self.limit_bytes {
            return Err(Cause::HostBytes(self.limit_bytes));
        }
        self.bytes = bytes;
        Ok(())
    }
}
