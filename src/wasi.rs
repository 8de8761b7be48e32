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
use crate::policy::{Clock, Randomness};
use crate::stdin::{Failed, Stdin};
use crate::task::at_once;
use cap_std::time::{Duration, Instant, SystemTime};
use rand_chacha::ChaCha12Rng;
use rand_core::{OsRng, RngCore, SeedableRng};
use std::any::Any;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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
    clock: Arc<Time>,
    stdin: Arc<Mutex<Stdin>>,
    files: FileSystem,
    /// The numbers of what a program has open.
    open: BTreeSet<u32>,
}

impl Wasi {
    /// Standard input, clocks, randomness and files as granted; nothing else.
    pub(crate) fn new(
        clock: Clock,
        random: Randomness,
        granted: Arc<Granted>,
        stdin: Stdin,
        bound: WaitBound,
    ) -> Wasi {
        let random: Box<dyn RngCore + Send + Sync> = match random {
            Randomness::System => Box::new(OsRng),
            Randomness::Seeded(seed) => Box::new(ChaCha12Rng::seed_from_u64(seed)),
            Randomness::Keyed(key) => Box::new(ChaCha12Rng::from_seed(key)),
        };
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
        let input_bound = bound.clone();
        let sched = Box::new(Scheduler { clock: Arc::clone(&clock), bound });
        let context = WasiCtx::new(random, clocks, sched, Table::new());
        let stdin = Arc::new(Mutex::new(stdin));
        let file = StdinFile { stdin: Arc::clone(&stdin), bound: input_bound };
        context.insert_file(0, Box::new(file), FileAccessMode::READ);
        directory::insert_root(&context, &files);
        Wasi { context, clock, stdin, files, open: BTreeSet::new() }
    }

    /// The files that it may use.
    pub(crate) fn files(&self) -> &FileSystem {
        &self.files
    }

    /// Whether the program's time stands still but for sleeping.
    pub(crate) fn clock_is_fixed(&self) -> bool {
        matches!(*self.clock, Time::Fixed { .. })
    }

    /// Moves a clock that stands still on.
    pub(crate) fn sleep_on_fixed_clock(&self, duration: Duration) {
        if let Time::Fixed { slept_nanos, .. } = &*self.clock {
            Time::sleep(slept_nanos, duration);
        }
    }

    /// The bytes that the last read of standard input gave.
    pub(crate) fn taken_input(&self) -> Vec<u8> {
        lock(&self.stdin).taken().to_vec()
    }

    /// Has the next read of standard input give these bytes, or its end if there
    /// are none.
    pub(crate) fn give_input(&self, bytes: Vec<u8>) {
        lock(&self.stdin).give(bytes);
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
    pub(crate) async fn fd_read(
        &mut self,
        memory: &mut [u8],
        fd: i32,
        vectors: i32,
        length: i32,
        result: i32,
    ) -> Result<i32, Fault> {
        lock(&self.stdin).begin_read();
        if !(0..=MAX_VECTOR_LENGTH).contains(&length) {
            return Ok(Errno::Inval as i32);
        }
        let memory = &mut GuestMemory::Unshared(memory);
        told(preview1::fd_read(&mut self.context, memory, fd, vectors, length, result).await)
    }

    /// `poll_oneoff`: gives an errno. Waits no longer than the run may last.
    pub(crate) async fn poll_oneoff(
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
        told(preview1::poll_oneoff(context, memory, subscriptions, events, length, result).await)
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

/// The result of a call that never waits.
fn ready(call: impl Future<Output = wiggle::anyhow::Result<i32>>) -> Result<i32, Fault> {
    at_once(call).ok_or(Fault).and_then(told)
}

/// The text of such an error is for the host's eyes only.
fn told(result: wiggle::anyhow::Result<i32>) -> Result<i32, Fault> {
    result.map_err(|_| Fault)
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
    async fn wait(&self, duration: Duration) {
        match &*self.clock {
            Time::Fixed { slept_nanos, .. } => Time::sleep(slept_nanos, duration),
            Time::System => {
                let until = std::time::Instant::now().checked_add(duration);
                let _ = self.bound.wait(until, || None::<()>).await;
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
                    if stdin.ready(1, self.patience(ready, timeout)).await.is_some() {
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
            self.wait(clock.duration_until().unwrap_or_default()).await;
        }
        Ok(())
    }

    async fn sched_yield(&self) -> Result<(), Error> {
        Ok(())
    }

    async fn sleep(&self, duration: Duration) -> Result<(), Error> {
        self.wait(duration).await;
        Ok(())
    }
}

/// Standard input as a file of the program's.
struct StdinFile {
    stdin: Arc<Mutex<Stdin>>,
    bound: WaitBound,
}

fn lock(stdin: &Mutex<Stdin>) -> MutexGuard<'_, Stdin> {
    // Nothing in here can be left half done by a panic.
    stdin.lock().unwrap_or_else(PoisonError::into_inner)
}

impl StdinFile {
    /// Waits until reading so many bytes would not wait, or has failed; nothing
    /// where that takes longer than until `until`, or than the run may wait.
    async fn ready(
        &self,
        wanted: usize,
        until: Option<std::time::Instant>,
    ) -> Option<Result<(), Failed>> {
        self.bound.wait(until, || lock(&self.stdin).ready(wanted)).await
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
        if buffer.is_empty() {
            return Ok(0);
        }
        match self.ready(buffer.len(), None).await {
            Some(Ok(())) => Ok(lock(&self.stdin).read(buffer) as u64),
            Some(Err(Failed)) => Err(Errno::Io.into()),
            None => Err(Errno::Intr.into()),
        }
    }
}
