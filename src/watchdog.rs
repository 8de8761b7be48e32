//! Wakes running programs when their time has come.
//!
//! Compiled code looks at a signal of its own, or at the engine's epoch, at loops
//! and calls. One thread per engine sleeps until the earliest time that any run
//! has asked for, then sets the signal of that run and advances the epoch; each
//! run that is looking finds out by its own clock whether it was meant. Nothing
//! ticks while nothing is due, and entering a time costs no system call unless
//! it is earlier than all others.

use crate::signal::{Order, Signal};
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};
use wasmtime::{Engine, EngineWeak};

/// How often a run is woken again that has not taken notice: it may just have
/// been entering its next deadline when the epoch advanced.
const REPEAT: Duration = Duration::from_millis(5);

/// The thread that wakes the runs of one engine.
pub(crate) struct Watchdog {
    shared: Arc<Shared>,
}

struct Shared {
    engine: EngineWeak,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// The times asked for, with whom to wake. The number tells equal times
    /// apart.
    alarms: BTreeMap<(Instant, u64), Sleeper>,
    next_number: u64,
    thread: Thread,
}

#[derive(Default)]
enum Thread {
    #[default]
    NotStarted,
    /// Until when it sleeps; `None` when until it is told.
    Sleeping(Option<Instant>),
    /// It is up and will look at the alarms before it sleeps.
    Awake,
    Closed,
}

/// Whom an alarm wakes.
enum Sleeper {
    /// A guest that runs, again and again.
    Guest(Signal, Order),
    /// A task that waits, once.
    Task(Waker),
}

/// A time at which a run is woken, until this is dropped.
pub(crate) struct Alarm {
    shared: Arc<Shared>,
    entry: (Instant, u64),
}

impl Watchdog {
    pub(crate) fn new(engine: &Engine) -> Watchdog {
        Watchdog {
            shared: Arc::new(Shared {
                engine: engine.weak(),
                state: Mutex::default(),
                changed: Condvar::new(),
            }),
        }
    }

    /// Starts the thread, unless there is one: without it no alarm rings.
    ///
    /// Fails where the system gives no more threads.
    pub(crate) fn start(&self) -> std::io::Result<()> {
        let mut state = self.shared.lock();
        if let Thread::NotStarted = state.thread {
            let shared = Arc::clone(&self.shared);
            std::thread::Builder::new()
                .name("mpsandbox-watchdog".to_owned())
                .spawn(move || shared.watch())?;
            state.thread = Thread::Awake;
        }
        Ok(())
    }

    /// Asks to be woken at `when`, or right away if that is past: `signal` is
    /// set to `order`, and the engine's epoch advances.
    pub(crate) fn alarm(&self, when: Instant, signal: &Signal, order: Order) -> Alarm {
        self.wake(when, Sleeper::Guest(signal.clone(), order))
    }

    /// Asks that a task be woken at `when`, or right away if that is past.
    pub(crate) fn wake_task(&self, when: Instant, task: Waker) -> Alarm {
        self.wake(when, Sleeper::Task(task))
    }

    fn wake(&self, when: Instant, sleeper: Sleeper) -> Alarm {
        let mut state = self.shared.lock();
        let entry = (when, state.next_number);
        state.next_number += 1;
        state.alarms.insert(entry, sleeper);
        if let Thread::Sleeping(until) = state.thread
            && until.is_none_or(|until| when < until)
        {
            self.shared.changed.notify_one();
        }
        drop(state);
        Alarm { shared: Arc::clone(&self.shared), entry }
    }
}

impl State {
    /// Wakes the guests that are due at `now`. Says whether there are any, and
    /// gives the tasks that are.
    fn ring(&mut self, now: Instant) -> (bool, Vec<Waker>) {
        let mut guests = false;
        let due = self.alarms.extract_if(..=(now, u64::MAX), |_, sleeper| match sleeper {
            Sleeper::Guest(signal, order) => {
                signal.set(*order);
                guests = true;
                false
            }
            Sleeper::Task(_) => true,
        });
        let tasks = due.filter_map(|(_, sleeper)| match sleeper {
            Sleeper::Task(waker) => Some(waker),
            Sleeper::Guest(..) => None,
        });
        let tasks = tasks.collect();
        (guests, tasks)
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        // Not waited for: it holds nothing but what it has shared with us.
        self.shared.lock().thread = Thread::Closed;
        self.shared.changed.notify_one();
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        self.shared.lock().alarms.remove(&self.entry);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing in here can be left half done by a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn watch(&self) {
        let mut state = self.lock();
        while !matches!(state.thread, Thread::Closed) {
            let now = Instant::now();
            let earliest = state.alarms.first_key_value().map(|((when, _), _)| *when);
            let until = match earliest {
                Some(when) if when <= now => {
                    let Some(engine) = self.engine.upgrade() else { return };
                    let (guests, tasks) = state.ring(now);
                    if !tasks.is_empty() {
                        // Whatever a waker does, it shall not do it in here.
                        drop(state);
                        tasks.into_iter().for_each(Waker::wake);
                        state = self.lock();
                    }
                    if !guests {
                        continue;
                    }
                    engine.increment_epoch();
                    let mut later = state.alarms.range((now, u64::MAX)..);
                    let next = later.next().map(|((when, _), _)| *when);
                    next.into_iter().chain([now + REPEAT]).min()
                }
                later => later,
            };
            state.thread = Thread::Sleeping(until);
            state = match until {
                Some(until) => {
                    let timeout = until.saturating_duration_since(now);
                    let woken = self.changed.wait_timeout(state, timeout);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
            if let Thread::Sleeping(_) = state.thread {
                state.thread = Thread::Awake;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use micropython_sandbox_build::engine::{Interruption, config};
    use wasmtime::{Instance, Module, Store, Trap};

    /// Runs an endless loop until the epoch advances, or for ever.
    fn spin(engine: &Engine) -> Instant {
        let wat = "(module (func (export \"spin\") (loop br 0)))";
        let module = Module::new(engine, wat::parse_str(wat).unwrap()).unwrap();
        let mut store = Store::new(engine, ());
        store.set_epoch_deadline(1);
        let instance = Instance::new(&mut store, &module, &[]).unwrap();
        let spin = instance.get_typed_func::<(), ()>(&mut store, "spin").unwrap();
        let error = spin.call(&mut store, ()).unwrap_err();
        assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Interrupt));
        Instant::now()
    }

    fn engine() -> Engine {
        Engine::new(&config(Interruption::Epochs)).unwrap()
    }

    #[test]
    fn an_alarm_interrupts_a_loop_in_time() {
        let engine = engine();
        let watchdog = Watchdog::new(&engine);
        watchdog.start().unwrap();
        let signal = Signal::default();
        for _ in 0..3 {
            let when = Instant::now() + Duration::from_millis(50);
            let _late = watchdog.alarm(when + Duration::from_secs(3600), &signal, Order::Ask);
            let _due = watchdog.alarm(when, &signal, Order::Ask);
            let stopped = spin(&engine);
            assert!(stopped >= when);
            assert!(stopped < when + Duration::from_secs(3), "{:?}", stopped - when);
        }
    }

    #[test]
    fn an_alarm_that_was_missed_comes_again() {
        let engine = engine();
        let watchdog = Watchdog::new(&engine);
        watchdog.start().unwrap();
        let signal = Signal::default();
        let _past = watchdog.alarm(Instant::now(), &signal, Order::Ask);
        std::thread::sleep(Duration::from_millis(20));
        // Set only now, the epoch deadline lies beyond the first increment.
        spin(&engine);
    }

    #[test]
    fn a_task_is_woken_once_and_in_time() {
        struct Thread(std::thread::Thread, std::sync::atomic::AtomicU32);
        impl std::task::Wake for Thread {
            fn wake(self: Arc<Self>) {
                self.1.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                self.0.unpark();
            }
        }
        let engine = engine();
        let watchdog = Watchdog::new(&engine);
        watchdog.start().unwrap();
        let signal = Signal::default();
        // Guests that take no notice do not keep tasks waiting.
        let _deaf = watchdog.alarm(Instant::now(), &signal, Order::Ask);
        let task = Arc::new(Thread(std::thread::current(), 0.into()));
        let woken = || task.1.load(std::sync::atomic::Ordering::Relaxed);
        let when = Instant::now() + Duration::from_millis(20);
        let alarm = watchdog.wake_task(when, Arc::clone(&task).into());
        while woken() == 0 {
            std::thread::park_timeout(Duration::from_secs(10));
        }
        assert!(Instant::now() >= when);
        std::thread::sleep(4 * REPEAT);
        assert_eq!(woken(), 1);
        drop(alarm);
        let early = watchdog.wake_task(when + Duration::from_secs(3600), task.clone().into());
        drop(early);
        assert_eq!(watchdog.shared.lock().alarms.len(), 1, "the deaf one");
    }

    #[test]
    fn what_is_dropped_is_forgotten() {
        let engine = engine();
        let watchdog = Watchdog::new(&engine);
        watchdog.start().unwrap();
        let signal = Signal::default();
        drop(watchdog.alarm(Instant::now() + Duration::from_millis(1), &signal, Order::Ask));
        assert!(watchdog.shared.lock().alarms.is_empty());
        let shared = Arc::downgrade(&watchdog.shared);
        drop(watchdog);
        for _ in 0..1000 {
            if shared.strong_count() == 0 {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        panic!("the thread lives on");
    }
}
