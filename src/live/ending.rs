//! How a run has ended.

use super::Ran;
use crate::contract::{MPH_STATUS_DONE, MPH_STATUS_EXITED, MPH_STATUS_RAISED};
use crate::error::{Error, LimitKind, LimitReached, Raised};
use crate::host::{Ended, Host};
use crate::limits::Limits;
use crate::outcome::FinalValue;
use crate::stop::Cause;

/// How a program ended that the interpreter brought to an end.
pub(super) enum End {
    Finished(Option<FinalValue>),
    Exited(i32),
    Error(Error),
}

/// What the interpreter says about the end of a run.
pub(super) fn end(
    ran: Ran,
    raised: Option<Raised>,
    host: &mut Host,
    stopped: Option<Cause>,
    exit_code: Result<i32, Ended>,
    limits: &Limits,
) -> wasmtime::Result<End> {
    let status = match ran {
        Ran::Status(status) => status,
        Ran::Interrupted => return Ok(End::Error(Cause::Interrupt.error(None, true))),
        Ran::Refused => return Ok(End::Error(Cause::Fault.error(None, true))),
        Ran::NoRoom => {
            let limit = LimitKind::Memory(limits.memory_bytes);
            return Ok(End::Error(Error::Limit(LimitReached::new(limit, None, true))));
        }
    };
    // Stopped is stopped, whatever the program made of it.
    if let Some(cause) = stopped {
        return Ok(End::Error(cause.error(raised, true)));
    }
    match (status, raised) {
        (MPH_STATUS_DONE, _) => Ok(End::Finished(host.report.take_value())),
        (MPH_STATUS_EXITED, _) => Ok(End::Exited(exit_code?)),
        (MPH_STATUS_RAISED, Some(raised)) => Ok(End::Error(Error::Raised(raised))),
        _ => Err(Ended::ContractBroken("it does not say how the program ended").into()),
    }
}
