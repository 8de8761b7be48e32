//! How long a run takes.

use std::future::poll_fn;
use std::pin::pin;
use std::time::{Duration, Instant};

/// Measures from its making on.
pub(crate) struct Meter {
    started: Instant,
    cpu_time: Option<Duration>,
}

impl Meter {
    pub(crate) fn start() -> Meter {
        Meter { started: Instant::now(), cpu_time: Some(Duration::ZERO) }
    }

    /// Measures what a future takes, on whatever threads it is polled.
    pub(crate) async fn measure<T>(&mut self, future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        poll_fn(|context| {
            let before = thread_cpu_time();
            let polled = future.as_mut().poll(context);
            let used = || Some(thread_cpu_time()?.saturating_sub(before?));
            self.cpu_time = self.cpu_time.and_then(|sum| Some(sum + used()?));
            polled
        })
        .await
    }

    /// Time that has passed.
    pub(crate) fn wall_time(&self) -> Duration {
        self.started.elapsed()
    }

    /// Processor time that was measured, where the platform tells.
    pub(crate) fn cpu_time(&self) -> Option<Duration> {
        self.cpu_time
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
