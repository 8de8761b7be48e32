//! The time of one run: when it is asked to stop, and when it is made to.

use crate::limits::Limits;
use crate::signal::{Order, Signal};
use crate::watchdog::{Alarm, Watchdog};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Until when the host may wait on behalf of a program: shared with everything
/// that sleeps or reads.
#[derive(Clone)]
pub(crate) struct WaitBound(Arc<Bound>);

struct Bound {
    /// What `nanos` counts from.
    origin: Instant,
    /// Nanoseconds since `origin`; `u64::MAX` for no bound.
    nanos: AtomicU64,
}

impl WaitBound {
    pub(crate) fn new() -> WaitBound {
        WaitBound(Arc::new(Bound { origin: Instant::now(), nanos: AtomicU64::new(u64::MAX) }))
    }

    /// The time beyond which nothing may wait, if there is one.
    pub(crate) fn get(&self) -> Option<Instant> {
        match self.0.nanos.load(Ordering::Relaxed) {
            u64::MAX => None,
            nanos => Some(self.0.origin + Duration::from_nanos(nanos)),
        }
    }

    fn set(&self, bound: Option<Instant>) {
        let nanos = bound.map_or(u64::MAX, |bound| {
            let nanos = bound.saturating_duration_since(self.0.origin).as_nanos();
            u64::try_from(nanos).unwrap_or(u64::MAX)
        });
        self.0.nanos.store(nanos, Ordering::Relaxed);
    }
}

/// What is to be done with a run at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Its time is not over.
    GoOn,
    /// Raise the exception that stops it, perhaps for a second time.
    Stop,
    /// Cut it off.
    Kill,
}

/// The deadlines of one run. Ended by dropping it.
pub(crate) struct Deadline {
    soft: Instant,
    hard: Instant,
    /// When the verdict changes next.
    next: Instant,
    stopped: bool,
    bound: WaitBound,
    watchdog: Arc<Watchdog>,
    signal: Signal,
    /// Makes the run ask at `next`.
    _asking: Alarm,
    /// Ends it at `hard`, should it not ask.
    _ending: Alarm,
}

impl Deadline {
    /// Starts the clock of a run that may take `allowed` from now on and is
    /// woken by `signal`.
    ///
    /// `None` when that lies beyond all time.
    pub(crate) fn start(
        allowed: Duration,
        bound: &WaitBound,
        watchdog: &Arc<Watchdog>,
        signal: &Signal,
    ) -> io::Result<Option<Deadline>> {
        let Some(soft) = Instant::now().checked_add(allowed) else {
            return Ok(None);
        };
        let Some(hard) = soft.checked_add(Limits::GRACE) else {
            return Ok(None);
        };
        bound.set(Some(soft));
        Ok(Some(Deadline {
            soft,
            hard,
            next: soft,
            stopped: false,
            bound: bound.clone(),
            watchdog: Arc::clone(watchdog),
            signal: signal.clone(),
            _asking: watchdog.alarm(soft, signal, Order::Ask)?,
            _ending: watchdog.alarm(hard, signal, Order::End)?,
        }))
    }

    /// Says what is to be done, and sees to being asked again when that
    /// changes.
    pub(crate) fn verdict(&mut self) -> io::Result<Verdict> {
        let now = Instant::now();
        if now < self.next {
            return Ok(Verdict::GoOn);
        }
        if now >= self.hard {
            return Ok(Verdict::Kill);
        }
        // A program may have caught the exception: half-way through the grace
        // it gets it again.
        let again = self.soft + Limits::GRACE / 2;
        self.next = if now < again { again } else { self.hard };
        self.stopped = true;
        self.bound.set(Some(self.next));
        self._asking = self.watchdog.alarm(self.next, &self.signal, Order::Ask)?;
        Ok(Verdict::Stop)
    }

    /// Whether the program is out of time, so that it was made to end.
    pub(crate) fn is_over(&self) -> bool {
        Instant::now() >= self.hard
    }

    /// Whether the program was asked to stop.
    pub(crate) fn stopped(&self) -> bool {
        self.stopped
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        self.bound.set(None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use micropython_sandbox_build::engine::{Interruption, config};
    use wasmtime::Engine;

    fn watchdog() -> (Arc<Watchdog>, Signal) {
        let engine = Engine::new(&config(Interruption::Polls)).unwrap();
        (Arc::new(Watchdog::new(&engine)), Signal::new(&engine).unwrap())
    }

    #[test]
    fn a_run_is_stopped_twice_and_then_killed() {
        let (watchdog, signal) = watchdog();
        let bound = WaitBound::new();
        let start = Instant::now();
        let allowed = Duration::from_millis(20);
        let mut deadline = Deadline::start(allowed, &bound, &watchdog, &signal).unwrap().unwrap();
        assert_eq!(deadline.verdict().unwrap(), Verdict::GoOn);
        assert!(!deadline.stopped() && !deadline.is_over());

        let mut verdicts = Vec::new();
        while verdicts.last() != Some(&Verdict::Kill) {
            std::thread::sleep(bound.get().unwrap().saturating_duration_since(Instant::now()));
            verdicts.push(deadline.verdict().unwrap());
        }
        assert_eq!(verdicts, [Verdict::Stop, Verdict::Stop, Verdict::Kill]);
        assert!(start.elapsed() >= allowed + Limits::GRACE);
        assert!(deadline.stopped() && deadline.is_over());
        drop(deadline);
        assert_eq!(bound.get(), None);
    }

    #[test]
    fn a_limit_beyond_all_time_is_none() {
        let (watchdog, signal) = watchdog();
        let bound = WaitBound::new();
        assert!(Deadline::start(Duration::MAX, &bound, &watchdog, &signal).unwrap().is_none());
        assert_eq!(bound.get(), None);
    }
}
