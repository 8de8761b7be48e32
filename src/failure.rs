//! Turns what ended a run in the middle into an error of ours.
//!
//! What the engine says may hold addresses or its own source positions, so that
//! none of its texts is passed on but the plain names of traps.

use crate::error::{Error, LimitKind, LimitReached};
use crate::host::Ended;
use crate::limits::Limits;
use crate::stop::Cause;
use wasmtime::{GcHeapOutOfMemory, ThrownException, Trap};

/// The error of a run that did not come to an end by itself. `over`: for what
/// its grace was over, so that a poll may have made it trap; `stopped`: for what
/// it had been stopped before.
pub(crate) fn failure(
    error: &wasmtime::Error,
    limits: &Limits,
    over: Option<Cause>,
    stopped: Option<Cause>,
) -> Error {
    if let (Some(Trap::OutOfFuel), Some(fuel)) = (error.downcast_ref::<Trap>(), limits.fuel) {
        return stopped.unwrap_or(Cause::Fuel(fuel)).error(None, false);
    }
    if let Some(Trap::UnreachableCodeReached) = error.downcast_ref::<Trap>()
        && let Some(cause) = over
    {
        return cause.error(None, false);
    }
    if let Some(ended) = error.downcast_ref::<Ended>() {
        return ended.to_error();
    }
    if let Some(trap) = error.downcast_ref::<Trap>() {
        return Error::Internal(format!("the interpreter failed: {trap}"));
    }
    if error.is::<GcHeapOutOfMemory<()>>() {
        let limit = LimitKind::Memory(limits.memory_bytes);
        return Error::Limit(LimitReached::new(limit, None, false));
    }
    let what = if error.is::<ThrownException>() { "an exception left it" } else { "it was ended" };
    Error::Internal(format!("the interpreter failed: {what}"))
}

/// The error of an instance that did not come to life.
pub(crate) fn start_failed(error: &wasmtime::Error) -> Error {
    match (error.downcast_ref::<Ended>(), error.downcast_ref::<Trap>()) {
        (Some(Ended::Stopped(_)), _) => Error::Artifact("it takes too long to start".to_owned()),
        (Some(ended), _) => ended.to_error(),
        (None, Some(trap)) => Error::Artifact(format!("it fails to start: {trap}")),
        (None, None) if error.is::<ThrownException>() => {
            Error::Artifact("it fails to start: an exception left it".to_owned())
        }
        (None, None) => Error::Internal("the system has no room for another session".to_owned()),
    }
}

impl Ended {
    fn to_error(&self) -> Error {
        match self {
            Ended::Stopped(cause) => cause.error(None, false),
            Ended::OutputClosed => Error::OutputClosed,
            Ended::StreamFailed(stream, kind) => {
                Error::Host(format!("writing the program's {stream} failed: {kind}"))
            }
            Ended::ContractBroken(how) => {
                Error::Internal(format!("the interpreter broke its contract: {how}"))
            }
            Ended::NoThread => {
                Error::Internal("the system has no thread to watch the time".to_owned())
            }
            Ended::SystemCall => Error::Internal(self.to_string()),
        }
    }
}
