//! A request under way, on a thread of its own, and how many there may be.
//!
//! The program's thread does not wait for it but for a wake-up, so that whoever
//! stops the program reaches it at once. Then the request is given up: its
//! connection is shut down, and when its thread has ended, its place is free again.

use super::carry::{self, Order, Reply};
use super::line::Line;
use crate::net::cassette::Asked;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

/// What a thread that carries out a request may use of stack, in bytes.
const STACK_BYTES: usize = 1 << 20;

/// Told when something may be ready that was not.
pub(crate) type Wake = Arc<dyn Fn() + Send + Sync>;

/// Places for connections.
pub(crate) struct Slots {
    most: usize,
    state: Mutex<SlotState>,
}

#[derive(Default)]
struct SlotState {
    taken: usize,
    /// Those who wait for a place.
    waiting: Vec<Weak<dyn Fn() + Send + Sync>>,
}

impl Slots {
    pub(crate) fn new(most: usize) -> Slots {
        Slots { most, state: Mutex::default() }
    }

    /// Takes a place; without one, `wake` is called when there may be one.
    fn take(self: &Arc<Self>, wake: &Wake) -> Option<Slot> {
        let mut state = self.lock();
        let own = Arc::downgrade(wake);
        state.waiting.retain(|other| other.strong_count() > 0 && !other.ptr_eq(&own));
        if state.taken < self.most {
            state.taken += 1;
            return Some(Slot(Arc::clone(self)));
        }
        state.waiting.push(own);
        None
    }

    fn lock(&self) -> MutexGuard<'_, SlotState> {
        // Nothing in here can be left half done by a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One place, taken until this is dropped.
struct Slot(Arc<Slots>);

impl Drop for Slot {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.0.lock();
            state.taken -= 1;
            std::mem::take(&mut state.waiting)
        };
        for wake in waiting.iter().filter_map(Weak::upgrade) {
            wake();
        }
    }
}

/// A request under way. It is given up when this is dropped.
pub(crate) struct Job {
    /// Until there is a place.
    waiting: Option<(Order, Arc<Slots>)>,
    wake: Wake,
    /// The request, where it is to be written down.
    recorded: Option<Asked>,
    line: Arc<Line>,
    reply: Arc<Mutex<Option<Reply>>>,
    /// Shared with the thread, so that the place is free when both are done; and
    /// those who wait for it are not told while somebody looks at this.
    slot: Option<Arc<Slot>>,
    started: Instant,
    allowed: Duration,
    deadline: Instant,
}

impl Job {
    /// Lets a request be carried out as soon as there is a place. `wake` is called,
    /// on another thread, whenever [`take_if_ready`](Job::take_if_ready) should be
    /// called again.
    pub(super) fn new(
        order: Order,
        slots: &Arc<Slots>,
        wake: Wake,
        recorded: Option<Asked>,
    ) -> Job {
        let (allowed, deadline) = (order.allowed, order.deadline);
        Job {
            waiting: Some((order, Arc::clone(slots))),
            wake,
            recorded,
            line: Arc::default(),
            reply: Arc::default(),
            slot: None,
            started: Instant::now(),
            allowed,
            deadline,
        }
    }

    /// What became of it, if that is known. To be called once before the first
    /// wake-up, too.
    pub(crate) fn take_if_ready(&mut self) -> Option<Reply> {
        if let Some((order, slots)) = self.waiting.take() {
            match slots.take(&self.wake) {
                None => self.waiting = Some((order, slots)),
                Some(slot) => {
                    let slot = Arc::new(slot);
                    self.slot = Some(Arc::clone(&slot));
                    if !self.start(order, slot) {
                        return Some(Reply::broken());
                    }
                }
            }
        }
        self.reply.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// When nobody needs to wait for it any more.
    pub(crate) fn deadline(&self) -> Instant {
        self.deadline
    }

    /// How long it has taken, and might have.
    pub(super) fn time(&self) -> (Duration, Duration) {
        (self.started.elapsed(), self.allowed)
    }

    /// Bytes received so far.
    pub(super) fn received(&self) -> u64 {
        self.line.received()
    }

    /// The request, where it is to be written down.
    pub(super) fn take_recorded(&mut self) -> Option<Asked> {
        self.recorded.take()
    }

    /// Whether it is still waiting for a place.
    pub(super) fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// False where the system gives no thread.
    fn start(&self, order: Order, slot: Arc<Slot>) -> bool {
        let (line, wake) = (Arc::clone(&self.line), Arc::clone(&self.wake));
        let place = Arc::clone(&self.reply);
        let work = move || {
            // A fault of the client's, or of the caller's resolver or log.
            let reply = catch_unwind(AssertUnwindSafe(|| carry::carry_out(&order, &line)));
            let reply = reply.unwrap_or_else(|_| Reply::broken());
            *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(reply);
            drop(slot);
            wake();
        };
        let builder = thread::Builder::new().name("mpsandbox-fetch".to_owned());
        builder.stack_size(STACK_BYTES).spawn(work).is_ok()
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.line.cut();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_place_is_given_back_and_whoever_waits_is_told() {
        let slots = Arc::new(Slots::new(1));
        let woken = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&woken);
        let wake: Wake = Arc::new(move || {
            count.fetch_add(1, Ordering::Relaxed);
        });
        let first = slots.take(&wake).expect("it is free");
        assert!(slots.take(&wake).is_none() && slots.take(&wake).is_none());
        drop(first);
        assert_eq!(woken.load(Ordering::Relaxed), 1);
        assert!(slots.take(&wake).is_some());
        assert!(slots.take(&wake).is_some(), "the last one was dropped at once");
    }
}
