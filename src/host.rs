//! The host's side of a running instance: what its imports work on.

mod budget;

pub(crate) use budget::budget;

use crate::calls::Calls;
use crate::contract::{MPH_STOP_COUNT, MPH_STREAM_STDERR, MPH_STREAM_STDOUT, mph_control};
use crate::error::Error;
use crate::fetch::Fetches;
use crate::interrupt::Target;
use crate::limiter::MemoryLimiter;
use crate::limits::{Limits, OutputPolicy};
use crate::memory::{self, OutOfBounds};
use crate::policy::Output;
use crate::record::Tape;
use crate::report::Report;
use crate::signal::{Signal, Signalled};
use crate::sink::Sink;
use crate::stop::{Cause, Stop, Verdict};
use crate::turn::Turn;
use crate::wasi::Wasi;
use crate::work::{Done, Due, Work};
use std::io;
use std::mem::offset_of;
use wasmtime::{AsContextMut, Caller, Memory, StoreContextMut};

/// What one instance has on the host's side.
pub(crate) struct Host {
    pub limiter: MemoryLimiter,
    pub wasi: Wasi,
    pub stdout: Sink,
    pub stderr: Sink,
    pub report: Report,
    limits: Limits,
    pub calls: Calls,
    pub tape: Tape,
    pub fetches: Fetches,
    /// Why the run is stopped with [`Cause::Fault`].
    pub fault: Option<Error>,
    /// Set while a run is under way.
    pub stop: Option<Stop>,
    /// Set while a run is under way whose work is counted.
    pub work: Option<Work>,
    /// Set while a run computes that shares its thread with others.
    pub turn: Option<Turn>,
    /// What the instance's polls look at, once there is an instance.
    pub signal: Option<Signal>,
    /// Set once the instance exists; a start function could call before.
    pub guest: Option<Guest>,
}

/// What the host knows of the guest's memory.
#[derive(Clone, Copy)]
pub(crate) struct Guest {
    pub memory: Memory,
    /// Address of the shared words.
    pub control: u32,
}

/// Why the host ended a run in the middle of it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Ended {
    #[error("it was stopped")]
    Stopped(Cause),
    #[error("the output was closed")]
    OutputClosed,
    #[error("a stream failed")]
    StreamFailed(&'static str, io::ErrorKind),
    #[error("no thread could be started")]
    NoThread,
    #[error("the interpreter broke the contract")]
    ContractBroken(&'static str),
    #[error("a system call of the interpreter could not be answered")]
    SystemCall,
}

const UNBORN: Ended = Ended::ContractBroken("it called before it was born");

impl From<OutOfBounds> for Ended {
    fn from(_: OutOfBounds) -> Ended {
        Ended::ContractBroken("it named memory that it does not have")
    }
}

impl Ended {
    /// What a failure to write on a stream means.
    pub(crate) fn writing(stream: &'static str) -> impl Fn(io::Error) -> Ended {
        move |error| match error.kind() {
            io::ErrorKind::BrokenPipe => Ended::OutputClosed,
            kind => Ended::StreamFailed(stream, kind),
        }
    }
}

impl Host {
    /// The host's side of an instance that does not exist yet.
    pub(crate) fn new(limits: &Limits, wasi: Wasi, stdout: Output, stderr: Output) -> Host {
        Host {
            limiter: MemoryLimiter::new(limits.memory_bytes),
            wasi,
            stdout: Sink::new(stdout, limits.stdout_bytes),
            stderr: Sink::new(stderr, limits.stderr_bytes),
            report: Report::default(),
            limits: *limits,
            calls: Calls::default(),
            tape: Tape::Off,
            fetches: Fetches::default(),
            fault: None,
            stop: None,
            work: None,
            turn: None,
            signal: None,
            guest: None,
        }
    }

    /// Makes it the host's side of an instance that does not exist yet again.
    /// What the outside world has given or taken stays so: streams go on where
    /// they are, and so do the clock and the randomness; files are as they were
    /// left, and closed.
    pub(crate) fn forget_instance(&mut self) {
        self.wasi.close_files();
        self.limiter.start_anew();
        self.calls.end_run();
        self.report = Report::default();
        self.stop = None;
        self.work = None;
        self.turn = None;
        self.signal = None;
        self.guest = None;
    }

    /// Has a run that shares its thread begin its turn.
    pub(crate) fn begin_turn(&mut self, target: &Target) {
        self.turn = Some(Turn::begin(target, self.limits.fuel.is_some()));
    }

    /// Notes that something of the caller's failed; the first such error is the one
    /// that the outcome has. Gives the cause for which the run is to be stopped.
    pub(crate) fn fail(&mut self, error: Error) -> Cause {
        self.fault.get_or_insert(error);
        Cause::Fault
    }

    /// Hands on all output that may wait in a buffer.
    pub(crate) fn flush(&mut self) -> Result<(), Ended> {
        self.stdout.flush().map_err(Ended::writing("stdout"))?;
        self.stderr.flush().map_err(Ended::writing("stderr"))
    }
}

/// The guest's memory and the host's state, both to be changed.
pub(crate) fn split<'a>(
    caller: &'a mut Caller<'_, Host>,
) -> Result<(&'a mut [u8], &'a mut Host), Ended> {
    let guest = caller.data().guest.ok_or(UNBORN)?;
    Ok(guest.memory.data_and_store_mut(caller))
}

/// The import `print`.
pub(crate) fn print(
    mut caller: Caller<'_, Host>,
    stream: u32,
    address: u32,
    length: u32,
) -> wasmtime::Result<()> {
    let (memory, host) = split(&mut caller)?;
    let text = memory::bytes(memory, address, length).map_err(Ended::from)?;
    let (sink, name, cause): (_, _, fn(u64) -> Cause) = match stream {
        MPH_STREAM_STDOUT => (&mut host.stdout, "stdout", Cause::Stdout),
        MPH_STREAM_STDERR => (&mut host.stderr, "stderr", Cause::Stderr),
        _ => Err(Ended::ContractBroken("it printed on a stream that does not exist"))?,
    };
    sink.write(text).map_err(Ended::writing(name))?;
    if sink.truncated() && host.limits.output_policy == OutputPolicy::Stop {
        let cause = cause(sink.limit_bytes());
        stop_for(&mut caller, cause)?;
    }
    Ok(())
}

/// The import `report`.
pub(crate) fn report(
    mut caller: Caller<'_, Host>,
    field: u32,
    address: u32,
    length: u32,
) -> wasmtime::Result<()> {
    let (memory, host) = split(&mut caller)?;
    let text = memory::bytes(memory, address, length).map_err(Ended::from)?;
    if !host.report.append(field, text) {
        Err(Ended::ContractBroken("it reported a field that does not exist"))?;
    }
    Ok(())
}

/// The import `exception`.
pub(crate) fn exception(mut caller: Caller<'_, Host>, relation: u32) -> wasmtime::Result<()> {
    let (_, host) = split(&mut caller)?;
    if !host.report.exception(relation) {
        Err(Ended::ContractBroken("it reported an exception that cannot be"))?;
    }
    Ok(())
}

/// The import `frame`.
pub(crate) fn frame(
    mut caller: Caller<'_, Host>,
    file: u32,
    file_length: u32,
    line: u32,
    function: u32,
    function_length: u32,
) -> wasmtime::Result<()> {
    let (memory, host) = split(&mut caller)?;
    let file = memory::bytes(memory, file, file_length).map_err(Ended::from)?;
    let function = memory::bytes(memory, function, function_length).map_err(Ended::from)?;
    if !host.report.frame(file, line, function) {
        Err(Ended::ContractBroken("it reported a call without an exception"))?;
    }
    Ok(())
}

/// Has the work of a run count from now on.
pub(crate) fn begin_work(store: &mut Signalled<Host>) -> wasmtime::Result<()> {
    let Some(mut work) = store.data_mut().work.take() else {
        return Ok(());
    };
    let begun = work.begin(&mut *store);
    store.data_mut().work = Some(work);
    begun
}

/// What the work of a run that has ended has come to.
pub(crate) fn end_work(store: &mut Signalled<Host>) -> Done {
    match store.data_mut().work.take() {
        Some(work) => work.end(store),
        None => Done::default(),
    }
}

/// Looks whether the program has done all that it may, and stops it, softly or
/// for good.
pub(crate) fn check_work(caller: &mut Caller<'_, Host>) -> wasmtime::Result<()> {
    // Taken out meanwhile: it needs the whole store.
    let Some(mut work) = caller.data_mut().work.take() else {
        return Ok(());
    };
    let due = work.look(&mut *caller);
    let host = caller.data_mut();
    host.work = Some(work);
    let (Some(due), Some(stop)) = (due?, &mut host.stop) else {
        return Ok(());
    };
    let verdict = match due {
        Due::Stop(cause) => stop.insist(cause),
        Due::End(cause) => Verdict::Kill(stop.first(cause)),
    };
    Ok(heed(&mut caller.as_context_mut(), verdict)?)
}

/// Stops the program for something that has come up in a call of its own.
pub(crate) fn stop_for(
    store: &mut impl AsContextMut<Data = Host>,
    cause: Cause,
) -> Result<(), Ended> {
    if let Some(stop) = &mut store.as_context_mut().data_mut().stop {
        stop.add(cause);
    }
    check_time(store)
}

/// Looks whether the program is to be stopped, and does it, softly or for good.
pub(crate) fn check_time(store: &mut impl AsContextMut<Data = Host>) -> Result<(), Ended> {
    let mut store = store.as_context_mut();
    let Some(stop) = &mut store.data_mut().stop else {
        return Ok(());
    };
    let verdict = stop.verdict();
    heed(&mut store, verdict)
}

/// Does what a verdict says.
fn heed(store: &mut StoreContextMut<'_, Host>, verdict: Verdict) -> Result<(), Ended> {
    match verdict {
        Verdict::GoOn => Ok(()),
        Verdict::Kill(cause) => Err(Ended::Stopped(cause)),
        // Without memory yet there is nothing that could be raised; it is
        // killed when the grace is over.
        Verdict::Raise(cause) => match store.data().guest {
            Some(guest) => guest.raise(store, cause.exception()),
            None => Ok(()),
        },
    }
}

impl Guest {
    /// Lets the interpreter raise one of the exceptions that it keeps ready.
    fn raise(self, store: &mut StoreContextMut<'_, Host>, why: u32) -> Result<(), Ended> {
        const { assert!(size_of::<mph_control>() == 4 * (4 + MPH_STOP_COUNT as usize)) };
        let exceptions = offset_of!(mph_control, stop_exceptions) as u32;
        let memory = self.memory.data_mut(store);
        let exception = memory::read_u32(memory, self.word(exceptions + 4 * why)?)?;
        let pending = self.word(offset_of!(mph_control, pending_exception) as u32)?;
        let pending = memory::read_u32(memory, pending)?;
        Ok(memory::write_u32(memory, pending, exception)?)
    }

    /// The code that the program gave to `sys.exit`.
    pub(crate) fn exit_code(self, store: impl wasmtime::AsContext) -> Result<i32, Ended> {
        let word = self.word(offset_of!(mph_control, exit_code) as u32)?;
        Ok(memory::read_u32(self.memory.data(&store), word)?.cast_signed())
    }

    /// Tells the interpreter how far its memory may grow, and how deep calls
    /// may nest.
    pub(crate) fn set_limits(
        self,
        mut store: impl AsContextMut,
        limits: &Limits,
    ) -> Result<(), Ended> {
        let memory = self.memory.data_mut(&mut store);
        let bytes = u32::try_from(limits.memory_bytes).unwrap_or(u32::MAX);
        for (offset, value) in [
            (offset_of!(mph_control, memory_limit), bytes),
            (offset_of!(mph_control, recursion_depth), limits.recursion_depth.unwrap_or(0)),
        ] {
            memory::write_u32(memory, self.word(offset as u32)?, value)?;
        }
        Ok(())
    }

    /// The address of a shared word.
    fn word(self, offset: u32) -> Result<u32, OutOfBounds> {
        self.control.checked_add(offset).ok_or(OutOfBounds)
    }
}
