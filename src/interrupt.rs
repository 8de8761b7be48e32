//! Stopping a run from another thread.

use crate::deadline::WaitBound;
use crate::limits::Limits;
use crate::signal::{Order, Signal};
use crate::watchdog::{Alarm, Watchdog};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Interrupts the runs of a session from another thread. Copies are the same
/// handle; they are cheap, and may outlive the session.
///
/// A program that is interrupted gets a `KeyboardInterrupt` at its next safe
/// point, which `except Exception` does not catch. What it waits for (sleeping,
/// input) ends at once. If it has not ended [`Limits::GRACE`] later, it is cut
/// off, and its session with it. Either way its run ends in
/// [`Error::Interrupted`](crate::Error::Interrupted), unless it had come to its
/// end just before.
///
/// An interrupt stops one run: the one under way, or if there is none, the next
/// one, of which then nothing is executed. So an interrupt is never lost, however
/// early it comes, and one that comes while a run ends by itself does not reach
/// the next. Where one might come so late that it would hit a run that is not
/// meant, give each run a handle of its own
/// ([`Session::set_interrupt_handle`](crate::Session::set_interrupt_handle)):
/// whatever is done to an old one reaches nobody.
///
/// ```
/// use micropython_sandbox::{Ending, Sandbox};
///
/// let mut session = Sandbox::new()?.session()?;
/// let handle = session.interrupt_handle();
/// let other = std::thread::spawn(move || handle.interrupt());
/// assert_eq!(session.run("while True: pass").ending, Ending::Stopped);
/// assert_eq!(session.run("1 + 1").value.unwrap().repr, "2");
/// # other.join().unwrap();
/// # Ok::<(), micropython_sandbox::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct InterruptHandle {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// An interrupt has come while nothing ran.
    remembered: bool,
    /// Runs under way, each with a number of its own.
    runs: Vec<Run>,
    next_number: u64,
}

struct Run {
    number: u64,
    target: Target,
    /// Once it was interrupted: what makes it ask, and ends it should it not.
    alarms: Option<(Alarm, Alarm)>,
}

/// By what a run is reached.
#[derive(Clone)]
pub(crate) struct Target {
    pub bound: WaitBound,
    pub watchdog: Arc<Watchdog>,
    pub signal: Signal,
}

/// A run that can be interrupted, until this is dropped.
pub(crate) struct Interruptible {
    handle: InterruptHandle,
    number: u64,
}

impl InterruptHandle {
    /// A handle that belongs to no session yet, to be given to one that is to be
    /// opened ([`SessionBuilder::interrupt_handle`](crate::SessionBuilder::interrupt_handle)),
    /// or to several.
    pub fn new() -> InterruptHandle {
        InterruptHandle::default()
    }

    /// Interrupts what runs; or if nothing does, the next run.
    ///
    /// Does not wait for the run to end. A run is interrupted once: doing it
    /// again before it has ended changes nothing. If several sessions have this
    /// handle, the runs of all of them are interrupted.
    pub fn interrupt(&self) {
        let mut state = self.lock();
        if state.runs.is_empty() {
            state.remembered = true;
        }
        let now = Instant::now();
        for run in &mut state.runs {
            let Target { bound, watchdog, signal } = &run.target;
            if bound.interrupt(now) {
                let end = now + Limits::GRACE;
                run.alarms = Some((
                    watchdog.alarm(now, signal, Order::Ask),
                    watchdog.alarm(end, signal, Order::End),
                ));
            }
        }
    }

    /// Forgets an interrupt that is waiting for the next run. True if there was
    /// one.
    pub fn clear(&self) -> bool {
        std::mem::take(&mut self.lock().remembered)
    }

    /// Lets a run that begins be interrupted; `None` if it is already, and so
    /// shall not begin.
    pub(crate) fn begin(&self, target: &Target) -> Option<Interruptible> {
        let mut state = self.lock();
        if std::mem::take(&mut state.remembered) {
            return None;
        }
        let number = state.next_number;
        state.next_number += 1;
        state.runs.push(Run { number, target: target.clone(), alarms: None });
        Some(Interruptible { handle: self.clone(), number })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing in here can be left half done by a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Interruptible {
    /// Takes over: from now on nobody else wakes the run.
    pub(crate) fn take_over(&self) {
        if let Some(run) = self.handle.lock().runs.iter_mut().find(|run| run.number == self.number)
        {
            run.alarms = None;
        }
    }
}

impl Drop for Interruptible {
    fn drop(&mut self) {
        self.handle.lock().runs.retain(|run| run.number != self.number);
    }
}

impl fmt::Debug for InterruptHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InterruptHandle").finish_non_exhaustive()
    }
}
