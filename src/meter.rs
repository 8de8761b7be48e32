//! How long a run takes.

use std::time::{Duration, Instant};

/// Measures from its making on.
pub(crate) struct Meter {
    started: Instant,
    cpu_started: Option<Duration>,
}

impl Meter {
    pub(crate) fn start() -> Meter {
        Meter { started: Instant::now(), cpu_started: thread_cpu_time() }
    }

    /// Time that has passed.
    pub(crate) fn wall_time(&self) -> Duration {
        self.started.elapsed()
    }

    /// Processor time that this thread has used, where the platform tells.
    pub(crate) fn cpu_time(&self) -> Option<Duration> {
        Some(thread_cpu_time()?.saturating_sub(self.cpu_started?))
    }
}

#[cfg(unix)]
fn thread_cpu_time() -> Option<Duration> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).ok()
}

#[cfg(not(unix))]
fn thread_cpu_time() -> Option<Duration> {
    None
}
