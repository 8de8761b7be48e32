//! Stopping one run: why, when it is asked to, and when it is made to.
//!
//! Whatever the cause, the same happens: the program gets the exception of the
//! cause at once, once more half-way through the grace, since it may have caught
//! the first, and is cut off when the grace is over. The grace begins when the
//! cause does. The first cause is the one that counts.

use crate::contract::{
    MPH_STOP_FUEL, MPH_STOP_HOST, MPH_STOP_INTERRUPT, MPH_STOP_STDERR, MPH_STOP_STDOUT,
    MPH_STOP_STEPS, MPH_STOP_WALL_TIME,
};
use crate::error::{Error, LimitKind, LimitReached, Raised};
use crate::interrupt::{InterruptHandle, Interruptible, Target};
use crate::limits::Limits;
use crate::signal::Order;
use crate::watchdog::Alarm;
use std::time::{Duration, Instant};

/// Why a run is stopped; a limit comes with what it allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    WallTime(Duration),
    Interrupt,
    Stdout(u64),
    Stderr(u64),
    Steps(u64),
    Fuel(u64),
    HostCalls(u64),
    HostBytes(u64),
    /// Something of the caller's failed that the program had asked for: the host
    /// keeps what is to be told of it.
    Fault,
}

impl Cause {
    /// Which of the exceptions that the interpreter keeps ready: a number of
    /// `enum mph_stop`.
    pub(crate) fn exception(self) -> u32 {
        match self {
            Cause::WallTime(_) => MPH_STOP_WALL_TIME,
            Cause::Interrupt => MPH_STOP_INTERRUPT,
            Cause::Stdout(_) => MPH_STOP_STDOUT,
            Cause::Stderr(_) => MPH_STOP_STDERR,
            Cause::Steps(_) => MPH_STOP_STEPS,
            Cause::Fuel(_) => MPH_STOP_FUEL,
            Cause::HostCalls(_) | Cause::HostBytes(_) | Cause::Fault => MPH_STOP_HOST,
        }
    }

    /// The error of a run that was stopped for it; `raised` tells where.
    pub(crate) fn error(self, raised: Option<Raised>, session_alive: bool) -> Error {
        let limit = match self {
            Cause::Interrupt => {
                let traceback = raised.as_ref().map(|raised| raised.traceback.clone());
                let Raised { frames, omitted_frames, .. } = raised.unwrap_or_default();
                return Error::Interrupted { traceback, frames, omitted_frames, session_alive };
            }
            Cause::WallTime(allowed) => LimitKind::WallTime(allowed),
            Cause::Stdout(bytes) => LimitKind::Stdout(bytes),
            Cause::Stderr(bytes) => LimitKind::Stderr(bytes),
            Cause::Steps(steps) => LimitKind::Steps(steps),
            Cause::Fuel(fuel) => LimitKind::Fuel(fuel),
            Cause::HostCalls(calls) => LimitKind::HostCalls(calls),
            Cause::HostBytes(bytes) => LimitKind::HostBytes(bytes),
            Cause::Fault => return Error::Host("a host function failed".to_owned()),
        };
        Error::Limit(LimitReached::new(limit, raised, session_alive))
    }
}

/// What is to be done with a run at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing, for now.
    GoOn,
    /// Raise the exception of this cause, perhaps for a second time.
    Raise(Cause),
    /// Cut it off.
    Kill(Cause),
}

/// What may stop one run. Dropped when the run has ended.
pub(crate) struct Stop {
    /// The end of its wall time, and how much that was.
    wall: Option<(Instant, Duration)>,
    found: Option<Found>,
    target: Target,
    interruptible: Option<Interruptible>,
    /// Makes the run ask when the verdict changes next.
    _asking: Option<Alarm>,
    /// Ends it when the grace is over, should it not ask.
    _ending: Option<Alarm>,
}

/// A cause that has come up.
struct Found {
    cause: Cause,
    since: Instant,
    /// When the verdict changes next.
    next: Instant,
    raised: bool,
}

impl Found {
    fn hard(&self) -> Instant {
        self.since + Limits::GRACE
    }
}

impl Stop {
    /// Watches a run that begins now and is reached by `target`.
    ///
    /// It may last as long as `allowed`; without limit if that is `None`, or
    /// lies beyond all time.
    pub(crate) fn start(allowed: Option<Duration>, target: Target) -> Stop {
        let end = |allowed: &Duration| {
            let soft = Instant::now().checked_add(*allowed)?;
            Some((soft, soft.checked_add(Limits::GRACE)?))
        };
        let mut stop = Stop {
            wall: None,
            found: None,
            target,
            interruptible: None,
            _asking: None,
            _ending: None,
        };
        if let Some(allowed) = allowed
            && let Some((soft, hard)) = end(&allowed)
        {
            stop.wall = Some((soft, allowed));
            stop.ring(soft, hard);
        }
        stop.target.bound.begin(stop.wall.map(|(soft, _)| soft));
        stop
    }

    /// Lets a handle interrupt the run. False if it has done so before the run
    /// began, which then shall not begin.
    pub(crate) fn interruptible_by(&mut self, handle: &InterruptHandle) -> bool {
        self.interruptible = handle.begin(&self.target);
        self.interruptible.is_some()
    }

    /// What is left of its wall time; `None` if that has no limit.
    pub(crate) fn wall_time_left(&self) -> Option<Duration> {
        self.wall.map(|(end, _)| end.saturating_duration_since(Instant::now()))
    }

    /// Says what is to be done, and sees to being asked again when that
    /// changes.
    pub(crate) fn verdict(&mut self) -> Verdict {
        let now = Instant::now();
        self.look(now);
        let Some(found) = &mut self.found else {
            return Verdict::GoOn;
        };
        let (cause, hard) = (found.cause, found.hard());
        if now >= hard {
            return Verdict::Kill(cause);
        }
        if now < found.next {
            return Verdict::GoOn;
        }
        let again = found.since + Limits::GRACE / 2;
        let next = if now < again { again } else { hard };
        found.next = next;
        found.raised = true;
        self.target.bound.begin_to_stop(next);
        self.ring(next, hard);
        Verdict::Raise(cause)
    }

    /// Adds a cause that has come up just now. The verdict changes with it,
    /// unless there was another before.
    pub(crate) fn add(&mut self, cause: Cause) {
        let now = Instant::now();
        self.look(now);
        if self.found.is_none() {
            self.find(cause, now);
        }
    }

    /// Adds a cause, and has its exception raised right now, whether or not that
    /// was done just before.
    pub(crate) fn insist(&mut self, cause: Cause) -> Verdict {
        let now = Instant::now();
        self.look(now);
        if self.found.is_none() {
            // Without waking it, which would come while it unwinds, sooner or
            // later: whoever counts is to count the same each time.
            self.note(cause, now);
        }
        match self.verdict() {
            Verdict::GoOn => Verdict::Raise(self.first(cause)),
            verdict => verdict,
        }
    }

    /// The cause that counts, now that this one has come up.
    pub(crate) fn first(&self, cause: Cause) -> Cause {
        self.found.as_ref().map_or(cause, |found| found.cause)
    }

    /// The cause whose exception was raised, if one was.
    pub(crate) fn raised(&self) -> Option<Cause> {
        self.found.as_ref().filter(|found| found.raised).map(|found| found.cause)
    }

    /// The cause for which the run was made to end, if its grace is over.
    pub(crate) fn over(&mut self) -> Option<Cause> {
        let now = Instant::now();
        self.look(now);
        self.found.as_ref().filter(|found| now >= found.hard()).map(|found| found.cause)
    }

    /// Looks at the causes that come up by themselves, if none has yet.
    fn look(&mut self, now: Instant) {
        if self.found.is_some() {
            return;
        }
        let wall = self.wall.filter(|(end, _)| *end <= now);
        let wall = wall.map(|(end, allowed)| (end, Cause::WallTime(allowed)));
        let interrupt = self.target.bound.interrupted().map(|since| (since, Cause::Interrupt));
        let first = [wall, interrupt].into_iter().flatten().min_by_key(|(since, _)| *since);
        if let Some((since, cause)) = first {
            self.find(cause, since);
        }
    }

    fn find(&mut self, cause: Cause, since: Instant) {
        self.ring(since, since + Limits::GRACE);
        self.note(cause, since);
    }

    fn note(&mut self, cause: Cause, since: Instant) {
        self.found = Some(Found { cause, since, next: since, raised: false });
        if let Some(interruptible) = &self.interruptible {
            interruptible.take_over();
        }
    }

    /// Has the run woken at these times, and at no others.
    fn ring(&mut self, asking: Instant, ending: Instant) {
        let Target { bound: _, watchdog, signal } = &self.target;
        self._asking = Some(watchdog.alarm(asking, signal, Order::Ask));
        self._ending = Some(watchdog.alarm(ending, signal, Order::End));
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        self.target.bound.begin(None);
    }
}

#[cfg(test)]
mod tests;
