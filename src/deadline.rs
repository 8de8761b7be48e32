//! Waiting on behalf of a program: until when, and who cuts it short.

use crate::watchdog::{Alarm, Watchdog};
use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;

/// Until when the host may wait on behalf of a program: shared with everything
/// that sleeps or reads, and with those who may interrupt the run.
///
/// Waits are asynchronous. Where the run has its thread to itself they are so
/// by their type only: they block it, and are ready when they are first polled.
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
    /// The task that waits, where waits suspend one.
    task: Option<Waker>,
    /// What wakes tasks in time; `None` where waits block the thread.
    watchdog: Option<Arc<Watchdog>>,
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

    /// From now on waits suspend the task that waits, and `watchdog` wakes it; or
    /// without one they block the thread.
    pub(crate) fn suspend_by(&self, watchdog: Option<Arc<Watchdog>>) {
        self.lock().watchdog = watchdog;
    }

    /// Forgets what was of the last run, and begins one with this bound.
    pub(crate) fn begin(&self, bound: Option<Instant>) {
        let mut state = self.lock();
        (state.bound, state.interrupt, state.task) = (bound, Interrupt::None, None);
    }

    /// Bounds the waits of a run that is being stopped. No interrupt cuts them
    /// short from now on.
    pub(crate) fn begin_to_stop(&self, bound: Instant) {
        let mut state = self.lock();
        (state.bound, state.interrupt) = (Some(bound), Interrupt::Moot);
    }

    /// Interrupts the run at `now`: ends what waits, for good until somebody
    /// has seen to it. False when there is nothing to be done for it.
    pub(crate) fn interrupt(&self, now: Instant) -> bool {
        let mut state = self.lock();
        let first = matches!(state.interrupt, Interrupt::None);
        if first {
            state.interrupt = Interrupt::Wanted(now);
            self.notify(state);
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
    pub(crate) async fn wait<T>(
        &self,
        until: Option<Instant>,
        mut ready: impl FnMut() -> Option<T>,
    ) -> Option<T> {
        let watchdog = self.lock().watchdog.clone();
        let Some(watchdog) = watchdog else {
            return self.block(until, ready);
        };
        let poll = |_: &mut Context<'_>| ready().map_or(Poll::Pending, Poll::Ready);
        self.suspend(&watchdog, until, poll).await
    }

    /// Waits until `poll` is ready, as long as the run may wait and until `until`.
    pub(crate) async fn drive<T>(
        &self,
        until: Option<Instant>,
        mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>,
    ) -> Option<T> {
        let watchdog = self.lock().watchdog.clone();
        if let Some(watchdog) = watchdog {
            return self.suspend(&watchdog, until, poll).await;
        }
        let woken = Arc::new(Woken { yes: AtomicBool::new(false), bound: self.clone() });
        let waker = Waker::from(Arc::clone(&woken));
        let mut context = Context::from_waker(&waker);
        loop {
            // Not under the lock: who is polled may wake itself.
            if let Poll::Ready(value) = poll(&mut context) {
                return Some(value);
            }
            let end = [until, self.lock().end()].into_iter().flatten().min();
            if end.is_some_and(|end| end <= Instant::now()) {
                return None; // it could wake itself for ever
            }
            self.block(until, || woken.yes.swap(false, Ordering::Relaxed).then_some(()))?;
        }
    }

    /// Waits on this thread.
    fn block<T>(&self, until: Option<Instant>, mut ready: impl FnMut() -> Option<T>) -> Option<T> {
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

    /// Waits as a task.
    async fn suspend<T>(
        &self,
        watchdog: &Watchdog,
        until: Option<Instant>,
        mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>,
    ) -> Option<T> {
        let mut alarm: Option<Alarm> = None;
        poll_fn(|context| {
            // First of all, so that whoever gets it ready from here on wakes us.
            let end = {
                let mut state = self.lock();
                state.task = Some(context.waker().clone());
                [until, state.end()].into_iter().flatten().min()
            };
            if let Poll::Ready(value) = poll(context) {
                return Poll::Ready(Some(value));
            }
            match end {
                Some(end) if end <= Instant::now() => return Poll::Ready(None),
                Some(end) if alarm.is_none() => {
                    // By way of us: the task may have another waker by then.
                    alarm = Some(watchdog.wake_task(end, Waker::from(Arc::clone(&self.0))));
                }
                Some(_) | None => {}
            }
            Poll::Pending
        })
        .await
    }

    /// Lets whoever waits look again whether it is ready.
    pub(crate) fn wake(&self) {
        // Under the lock, or it could fall between a look and the wait.
        self.notify(self.lock());
    }

    fn notify(&self, mut state: MutexGuard<'_, State>) {
        self.0.changed.notify_all();
        let task = state.task.take();
        drop(state);
        if let Some(task) = task {
            task.wake();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing in here can be left half done by a panic.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Shared {
    fn wake(self: Arc<Self>) {
        WaitBound(self).wake();
    }
}

/// The waker of what a thread that blocks is polling.
struct Woken {
    yes: AtomicBool,
    bound: WaitBound,
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.yes.store(true, Ordering::Relaxed);
        self.bound.wake();
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
    use crate::task::{at_once, block_on};
    use micropython_sandbox_build::engine::{Interruption, config};
    use std::time::Duration;
    use wasmtime::Engine;

    const SOON: Duration = Duration::from_millis(20);
    const LATE: Duration = Duration::from_secs(60);

    /// Waits on this thread.
    fn wait<T>(
        bound: &WaitBound,
        until: Option<Instant>,
        ready: impl FnMut() -> Option<T>,
    ) -> Option<T> {
        at_once(bound.wait(until, ready)).expect("it blocks")
    }

    #[test]
    fn a_wait_ends_at_whatever_comes_first() {
        let bound = WaitBound::new();
        for (own, of_the_run) in [(SOON, LATE), (LATE, SOON)] {
            let start = Instant::now();
            bound.begin(Some(start + of_the_run));
            assert_eq!(wait(&bound, Some(start + own), || None::<()>), None);
            assert!((SOON..LATE).contains(&start.elapsed()));
        }
        assert_eq!(wait(&bound, None, || Some(1)), Some(1));
    }

    #[test]
    fn another_thread_ends_a_wait_at_once() {
        let bound = WaitBound::new();
        let ready = Arc::new(AtomicBool::new(false));
        let waiting = || {
            let (bound, ready) = (bound.clone(), Arc::clone(&ready));
            std::thread::spawn(move || {
                wait(&bound, None, || ready.load(Ordering::Relaxed).then_some(()))
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
        assert_eq!(wait(&bound, None, || None::<()>), None);
        assert!(Instant::now() >= end);
        bound.begin(None);
        assert_eq!(bound.get(), None);
        assert!(bound.interrupt(Instant::now()), "the next run can be");
    }

    #[test]
    fn a_task_waits_without_a_thread_and_ends_likewise() {
        let engine = Engine::new(&config(Interruption::Polls)).unwrap();
        let watchdog = Arc::new(Watchdog::new(&engine));
        watchdog.start().unwrap();
        let bound = WaitBound::new();
        bound.suspend_by(Some(watchdog));
        for (own, of_the_run) in [(SOON, LATE), (LATE, SOON)] {
            let start = Instant::now();
            bound.begin(Some(start + of_the_run));
            let waiting = bound.wait(Some(start + own), || None::<()>);
            assert_eq!(at_once(waiting), None, "it does not block");
            assert_eq!(block_on(bound.wait(Some(start + own), || None::<()>)), None);
            assert!((SOON..LATE).contains(&start.elapsed()));
        }
        bound.begin(None);
        assert_eq!(block_on(bound.wait(None, || Some(1))), Some(1));
        let other = bound.clone();
        let thread = std::thread::spawn(move || {
            std::thread::sleep(SOON);
            other.interrupt(Instant::now())
        });
        assert_eq!(block_on(bound.drive(None, |_| Poll::Pending::<()>)), None);
        assert!(thread.join().unwrap());
    }

    #[test]
    fn a_future_is_driven_until_it_is_ready_or_the_time_is_over() {
        let bound = WaitBound::new();
        bound.begin(Some(Instant::now() + LATE));
        let mut polls = 0;
        let driven = bound.drive(None, |context| {
            polls += 1;
            match polls {
                1 => context.waker().wake_by_ref(),
                2 => {
                    let waker = context.waker().clone();
                    std::thread::spawn(move || waker.wake());
                }
                _ => return Poll::Ready(()),
            }
            Poll::Pending
        });
        assert_eq!(at_once(driven), Some(Some(())));
        assert_eq!(polls, 3);
        // One that wakes itself for ever.
        let restless = |context: &mut Context<'_>| {
            context.waker().wake_by_ref();
            Poll::Pending::<()>
        };
        bound.begin(Some(Instant::now() + SOON));
        assert_eq!(at_once(bound.drive(None, restless)), Some(None));
    }
}
