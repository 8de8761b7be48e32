//! Turns what ended a run in the middle into an error of ours.
//!
//! What the engine says may hold addresses or its own source positions, so that
//! none of its texts is passed on but the plain names of traps.

use crate::error::{Error, LimitKind, LimitReached};
use crate::host::Ended;
use crate::limits::Limits;
use wasmtime::{GcHeapOutOfMemory, ThrownException, Trap};

/// The error of a run that did not come to an end by itself. `over`: its time
/// was, so that a poll may have made it trap.
pub(crate) fn failure(error: &wasmtime::Error, limits: &Limits, over: bool) -> Error {
    let limit = |limit| Error::Limit(LimitReached { limit, traceback: None, session_alive: false });
    if over
        && let Some(Trap::UnreachableCodeReached) = error.downcast_ref::<Trap>()
        && let Some(allowed) = limits.wall_time
    {
        return limit(LimitKind::WallTime(allowed));
    }
    if let Some(ended) = error.downcast_ref::<Ended>() {
        return match (ended, limits.wall_time) {
            (Ended::OutOfTime, Some(allowed)) => limit(LimitKind::WallTime(allowed)),
            _ => ended.to_error(),
        };
    }
    if let Some(trap) = error.downcast_ref::<Trap>() {
        return Error::Internal(format!("the interpreter failed: {trap}"));
    }
    if error.is::<GcHeapOutOfMemory<()>>() {
        return limit(LimitKind::Memory(limits.memory_bytes));
    }
    let what = if error.is::<ThrownException>() { "an exception left it" } else { "it was ended" };
    Error::Internal(format!("the interpreter failed: {what}"))
}

/// The error of an instance that did not come to life.
pub(crate) fn start_failed(error: &wasmtime::Error) -> Error {
    match (error.downcast_ref::<Ended>(), error.downcast_ref::<Trap>()) {
        (Some(Ended::OutOfTime), _) => Error::Artifact("it takes too long to start".to_owned()),
        (Some(ended), _) => ended.to_error(),
        (None, Some(trap)) => Error::Artifact(format!("it fails to start: {trap}")),
        (None, None) => Error::Internal("the system has no room for another session".to_owned()),
    }
}

impl Ended {
    fn to_error(&self) -> Error {
        match self {
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
            Ended::OutOfTime | Ended::SystemCall => Error::Internal(self.to_string()),
        }
    }
}
