//! The few WASI calls that the interpreter makes: clocks, waiting, standard
//! input, randomness; and, in a file of their own, those on files.
//!
//! The only module that names `wasi-common`. Its long-term line is used without
//! its glue for an engine of another version; what touches the engine is here,
//! and passes it nothing but a slice of the guest's memory. Its stock clocks
//! and scheduler are not used: they wait where no deadline reaches. Nor are its
//! files and directories, which know no quota.

mod directory;
mod files;

use crate::deadline::WaitBound;
use crate::files::{FileSystem, Granted};
use crate::policy::{Clock, Random};
use crate::stdin::{NotReady, Stdin};
use cap_std::time::{Duration, Instant, SystemTime};
use rand_chacha::ChaCha12Rng;
use rand_core::{OsRng, RngCore, SeedableRng};
use std::any::Any;
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use wasi_common::clocks::{WasiClocks, WasiMonotonicClock, WasiSystemClock};
use wasi_common::file::{FileAccessMode, FileType};
use wasi_common::sched::{RwEventFlags, Subscription};
use wasi_common::snapshots::preview_1::types::Errno;
use wasi_common::snapshots::preview_1::wasi_snapshot_preview1 as preview1;
use wasi_common::{Error, ErrorExt, Table, WasiCtx, WasiFile, WasiSched};
use wiggle::GuestMemory;

/// Buffers that one `fd_read` may name, and events that one `poll_oneoff` may
/// wait for: the interpreter uses one.
const MAX_VECTOR_LENGTH: i32 = 16;

/// Bytes that one `random_get` may ask for: nothing interrupts the filling.
const MAX_RANDOM_BYTES: i32 = 1 << 16;

const NANOS_A_YEAR: u64 = 365 * 24 * 3600 * 1_000_000_000;

/// How far from 1970 a fixed clock may start, and how far sleeping moves it on:
/// together less than 64 bits of nanoseconds.
const MAX_FIXED_NANOS: u64 = 430 * NANOS_A_YEAR;
const MAX_SLEPT_NANOS: u64 = 100 * NANOS_A_YEAR;

/// What the calls of one session work on.
pub(crate) struct Wasi {
    context: WasiCtx,
    clock_is_fixed: bool,
    files: FileSystem,
    /// The numbers of what a program has open.
    open: BTreeSet<u32>,
}

impl Wasi {
    /// Standard input, clocks, randomness and files as granted; nothing else.
    pub(crate) fn new(
        clock: Clock,
        random: Random,
        granted: Arc<Granted>,
        stdin: Stdin,
        bound: WaitBound,
    ) -> Wasi {
        let random: Box<dyn RngCore + Send + Sync> = match random {
            Random::System => Box::new(OsRng),
            Random::Seeded(seed) => Box::new(ChaCha12Rng::seed_from_u64(seed)),
        };
        let clock_is_fixed = matches!(clock, Clock::Fixed { .. });
        let clock = Arc::new(match clock {
            Clock::System => Time::System,
            Clock::Fixed { since_epoch } => Time::fixed(since_epoch),
        });
        let clocks = WasiClocks::new()
            .with_system(GuestClock(Arc::clone(&clock)))
            .with_monotonic(GuestClock(Arc::clone(&clock)));
        let files = {
            let clock = GuestClock(Arc::clone(&clock));
            FileSystem::new(
                granted,
                Arc::new(move || WasiSystemClock::now(&clock, Duration::ZERO).into_std()),
            )
        };
        let sched = Box::new(Scheduler { clock, bound });
        let context = WasiCtx::new(random, clocks, sched, Table::new());
        context.insert_file(0, Box::new(StdinFile(Mutex::new(stdin))), FileAccessMode::READ);
        directory::insert_root(&context, &files);
        Wasi { context, clock_is_fixed, files, open: BTreeSet::new() }
    }

    /// The files that it may use.
    pub(crate) fn files(&self) -> &FileSystem {
        &self.files
    }

    /// Whether the program's time stands still but for sleeping.
    pub(crate) fn clock_is_fixed(&self) -> bool {
        self.clock_is_fixed
    }

    /// `clock_time_get`: gives an errno.
    pub(crate) fn clock_time_get(
        &mut self,
        memory: &mut [u8],
        clock: i32,
        precision: i64,
        result: i32,
    ) -> Result<i32, Fault> {
        let memory = &mut GuestMemory::Unshared(memory);
        ready(preview1::clock_time_get(&mut self.context, memory, clock, precision, result))
    }

    /// `fd_read`: gives an errno. Waits no longer than the run may last.
    pub(crate) fn fd_read(
        &mut self,
        memory: &mut [u8],
        fd: i32,
        vectors: i32,
        length: i32,
        result: i32,
    ) -> Result<i32, Fault> {
        if !(0..=MAX_VECTOR_LENGTH).contains(&length) {
            return Ok(Errno::Inval as i32);
        }
        let memory = &mut GuestMemory::Unshared(memory);
        ready(preview1::fd_read(&mut self.context, memory, fd, vectors, length, result))
    }

    /// `poll_oneoff`: gives an errno. Waits no longer than the run may last.
    pub(crate) fn poll_oneoff(
        &mut self,
        memory: &mut [u8],
        subscriptions: i32,
        events: i32,
        length: i32,
        result: i32,
    ) -> Result<i32, Fault> {
        if !(0..=MAX_VECTOR_LENGTH).contains(&length) {
            return Ok(Errno::Inval as i32);
        }
        let memory = &mut GuestMemory::Unshared(memory);
        let context = &mut self.context;
        ready(preview1::poll_oneoff(context, memory, subscriptions, events, length, result))
    }

    /// `random_get`: gives an errno.
    pub(crate) fn random_get(
        &mut self,
        memory: &mut [u8],
        buffer: i32,
        length: i32,
    ) -> Result<i32, Fault> {
        if !(0..=MAX_RANDOM_BYTES).contains(&length) {
            return Ok(Errno::Inval as i32);
        }
        let memory = &mut GuestMemory::Unshared(memory);
        ready(preview1::random_get(&mut self.context, memory, buffer, length))
    }
}

/// A call that has no answer, so that the run cannot go on.
#[derive(Debug, thiserror::Error)]
#[error("a system call of the interpreter could not be answered")]
pub(crate) struct Fault;

/// The result of a call that is asynchronous by its type only.
fn ready(call: impl Future<Output = wiggle::anyhow::Result<i32>>) -> Result<i32, Fault> {
    match pin!(call).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(errno)) => Ok(errno),
        // The text of such an error is for the host's eyes only.
        Poll::Ready(Err(_)) | Poll::Pending => Err(Fault),
    }
}

/// The time that a session sees.
enum Time {
    System,
    /// Stands still but for sleeping.
    Fixed {
        start_nanos: u64,
        origin: std::time::Instant,
        slept_nanos: AtomicU64,
    },
}

impl Time {
    fn fixed(since_epoch: std::time::Duration) -> Time {
        let start_nanos = u64::try_from(since_epoch.as_nanos()).unwrap_or(u64::MAX);
        Time::Fixed {
            start_nanos: start_nanos.min(MAX_FIXED_NANOS),
            origin: std::time::Instant::now(),
            slept_nanos: AtomicU64::new(0),
        }
    }

    /// Moves a clock that stands still on, as far as such a clock goes.
    fn sleep(slept_nanos: &AtomicU64, duration: Duration) {
        let nanos = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        let slept = slept_nanos.load(Ordering::Relaxed).saturating_add(nanos);
        slept_nanos.store(slept.min(MAX_SLEPT_NANOS), Ordering::Relaxed);
    }
}

struct GuestClock(Arc<Time>);

impl WasiSystemClock for GuestClock {
    fn resolution(&self) -> Duration {
        Duration::from_nanos(1)
    }

    fn now(&self, _: Duration) -> SystemTime {
        SystemTime::from_std(match &*self.0 {
            Time::System => std::time::SystemTime::now(),
            Time::Fixed { start_nanos, slept_nanos, .. } => {
                let slept = Duration::from_nanos(slept_nanos.load(Ordering::Relaxed));
                std::time::UNIX_EPOCH + Duration::from_nanos(*start_nanos) + slept
            }
        })
    }
}

impl WasiMonotonicClock for GuestClock {
    fn resolution(&self) -> Duration {
        Duration::from_nanos(1)
    }

    fn now(&self, _: Duration) -> Instant {
        Instant::from_std(match &*self.0 {
            Time::System => std::time::Instant::now(),
            Time::Fixed { origin, slept_nanos, .. } => {
                *origin + Duration::from_nanos(slept_nanos.load(Ordering::Relaxed))
            }
        })
    }
}

/// Waits, but never beyond the time of the run, nor beyond an interrupt. The
/// caller looks for these before the program goes on, so that a wait that was
/// cut short never looks like one that was slept through.
struct Scheduler {
    clock: Arc<Time>,
    bound: WaitBound,
}

impl Scheduler {
    fn wait(&self, duration: Duration) {
        match &*self.clock {
            Time::Fixed { slept_nanos, .. } => Time::sleep(slept_nanos, duration),
            Time::System => {
                let until = std::time::Instant::now().checked_add(duration);
                let _ = self.bound.wait(until, || None::<()>);
            }
        }
    }
}

impl Scheduler {
    /// Until when to wait for input: not at all when something else is ready,
    /// nor where time stands still while waiting; `None` for as long as the
    /// run may.
    fn patience(&self, ready: bool, timeout: Option<Duration>) -> Option<std::time::Instant> {
        let now = std::time::Instant::now();
        match (&*self.clock, timeout) {
            _ if ready => Some(now),
            (_, None) => None,
            (Time::Fixed { .. }, Some(_)) => Some(now),
            (Time::System, Some(timeout)) => now.checked_add(timeout),
        }
    }
}

#[wiggle::async_trait]
impl WasiSched for Scheduler {
    async fn poll_oneoff<'a>(&self, poll: &mut wasi_common::Poll<'a>) -> Result<(), Error> {
        let timeout = poll.earliest_clock_deadline().map(|clock| clock.duration_until());
        let timeout = timeout.map(Option::unwrap_or_default);
        let mut ready = false;
        for subscription in poll.rw_subscriptions() {
            match subscription {
                // The only file that waits is standard input.
                Subscription::Read(read) => {
                    let Some(stdin) = read.file.as_any().downcast_ref::<StdinFile>() else {
                        read.error(Error::badf());
                        continue;
                    };
                    if stdin.wait(self.patience(ready, timeout)) {
                        read.complete(1, RwEventFlags::empty());
                        ready = true;
                    }
                }
                Subscription::Write(write) => {
                    write.complete(1, RwEventFlags::empty());
                    ready = true;
                }
                Subscription::MonotonicClock(_) => {}
            }
        }
        if !ready && let Some(clock) = poll.earliest_clock_deadline() {
            self.wait(clock.duration_until().unwrap_or_default());
        }
        Ok(())
    }

    async fn sched_yield(&self) -> Result<(), Error> {
        Ok(())
    }

    async fn sleep(&self, duration: Duration) -> Result<(), Error> {
        self.wait(duration);
        Ok(())
    }
}

/// Standard input as a file of the program's.
struct StdinFile(Mutex<Stdin>);

impl StdinFile {
    /// Whether reading would not wait, now or before `until`.
    fn wait(&self, until: Option<std::time::Instant>) -> bool {
        let mut stdin = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        !matches!(stdin.wait(1, until), Err(NotReady::TimeIsOver))
    }
}

#[wiggle::async_trait]
impl WasiFile for StdinFile {
    fn as_any(&self) -> &dyn Any {
        self
    }

    async fn get_filetype(&self) -> Result<FileType, Error> {
        Ok(FileType::Unknown)
    }

    async fn read_vectored<'a>(
        &self,
        buffers: &mut [std::io::IoSliceMut<'a>],
    ) -> Result<u64, Error> {
        let Some(buffer) = buffers.first_mut() else {
            return Ok(0);
        };
        let mut stdin = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match stdin.read(buffer) {
            Ok(length) => Ok(length as u64),
            Err(NotReady::TimeIsOver) => Err(Errno::Intr.into()),
            Err(NotReady::Failed) => Err(Errno::Io.into()),
        }
    }
}
