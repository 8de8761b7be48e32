//! Waiting on behalf of a program: until when, and who cuts it short.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Until when the host may wait on behalf of a program: shared with everything
/// that sleeps or reads, and with those who may interrupt the run.
#[derive(Clone, Default)]
pub(crate) struct WaitBound(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    bound: Option<Instant>,
    interrupt: Interrupt,
}

/// What another thread wants of the run.
#[derive(Clone, Copy, Default)]
enum Interrupt {
    #[default]
    None,
    /// It is to be interrupted, since then. Nothing waits until that has been
    /// seen to.
    Wanted(Instant),
    /// The run is being stopped already: nothing more can come of it.
    Moot,
}

impl WaitBound {
    pub(crate) fn new() -> WaitBound {
        WaitBound::default()
    }

    /// The time beyond which nothing may wait, if there is one; it may be past.
    #[cfg(test)]
    pub(crate) fn get(&self) -> Option<Instant> {
        self.lock().end()
    }

    /// Forgets what was of the last run, and begins one with this bound.
    pub(crate) fn begin(&self, bound: Option<Instant>) {
        *self.lock() = State { bound, interrupt: Interrupt::None };
    }

    /// Bounds the waits of a run that is being stopped. No interrupt cuts them
    /// short from now on.
    pub(crate) fn begin_to_stop(&self, bound: Instant) {
        *self.lock() = State { bound: Some(bound), interrupt: Interrupt::Moot };
    }

    /// Interrupts the run at `now`: ends what waits, for good until somebody
    /// has seen to it. False when there is nothing to be done for it.
    pub(crate) fn interrupt(&self, now: Instant) -> bool {
        let mut state = self.lock();
        let first = matches!(state.interrupt, Interrupt::None);
        if first {
            state.interrupt = Interrupt::Wanted(now);
            self.0.changed.notify_all();
        }
        first
    }

    /// When the run was interrupted, if that has not been seen to.
    pub(crate) fn interrupted(&self) -> Option<Instant> {
        match self.lock().interrupt {
            Interrupt::Wanted(since) => Some(since),
            Interrupt::None | Interrupt::Moot => None,
        }
    }

    /// Waits until `ready` gives something, and gives that; nothing when that
    /// takes longer than until `until`, or than the run may wait.
    ///
    /// `ready` is asked at the start, and whenever somebody has called
    /// [`wake`](WaitBound::wake).
    pub(crate) fn wait<T>(
        &self,
        until: Option<Instant>,
        mut ready: impl FnMut() -> Option<T>,
    ) -> Option<T> {
        let mut state = self.lock();
        loop {
            if let Some(value) = ready() {
                return Some(value);
            }
            let end = [until, state.end()].into_iter().flatten().min();
            state = match end.map(|end| end.saturating_duration_since(Instant::now())) {
                Some(left) if left.is_zero() => return None,
                Some(left) => {
                    let woken = self.0.changed.wait_timeout(state, left);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.0.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Lets whoever waits look again whether it is ready.
    pub(crate) fn wake(&self) {
        // Under the lock, or it could fall between a look and the wait.
        let _state = self.lock();
        self.0.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing in here can be left half done by a panic.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn end(&self) -> Option<Instant> {
        match self.interrupt {
            Interrupt::Wanted(since) => Some(since),
            Interrupt::None | Interrupt::Moot => self.bound,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    const SOON: Duration = Duration::from_millis(20);
    const LATE: Duration = Duration::from_secs(60);

    #[test]
    fn a_wait_ends_at_whatever_comes_first() {
        let bound = WaitBound::new();
        for (own, of_the_run) in [(SOON, LATE), (LATE, SOON)] {
            let start = Instant::now();
            bound.begin(Some(start + of_the_run));
            assert_eq!(bound.wait(Some(start + own), || None::<()>), None);
            assert!((SOON..LATE).contains(&start.elapsed()));
        }
        assert_eq!(bound.wait(None, || Some(1)), Some(1));
    }

    #[test]
    fn another_thread_ends_a_wait_at_once() {
        let bound = WaitBound::new();
        let ready = Arc::new(AtomicBool::new(false));
        let waiting = || {
            let (bound, ready) = (bound.clone(), Arc::clone(&ready));
            std::thread::spawn(move || {
                bound.wait(None, || ready.load(Ordering::Relaxed).then_some(()))
            })
        };
        let woken = waiting();
        std::thread::sleep(SOON);
        assert!(!woken.is_finished());
        ready.store(true, Ordering::Relaxed);
        bound.wake();
        assert_eq!(woken.join().unwrap(), Some(()));

        ready.store(false, Ordering::Relaxed);
        let interrupted = waiting();
        let now = Instant::now();
        assert!(bound.interrupt(now) && !bound.interrupt(now), "only the first counts");
        assert_eq!(interrupted.join().unwrap(), None);
        assert_eq!((bound.interrupted(), bound.get()), (Some(now), Some(now)));
    }

    #[test]
    fn once_a_run_is_being_stopped_it_is_not_interrupted() {
        let bound = WaitBound::new();
        let end = Instant::now() + SOON;
        bound.begin_to_stop(end);
        assert!(!bound.interrupt(Instant::now()));
        assert_eq!((bound.interrupted(), bound.get()), (None, Some(end)));
        assert_eq!(bound.wait(None, || None::<()>), None);
        assert!(Instant::now() >= end);
        bound.begin(None);
        assert_eq!(bound.get(), None);
        assert!(bound.interrupt(Instant::now()), "the next run can be");
    }
}
