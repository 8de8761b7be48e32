//! The import by which programs make requests.

use crate::error::Error;
use crate::fetch::{Answer, Started};
use crate::host::{self, Ended, Host};
use crate::memory;
use crate::value::Value;
use std::sync::Arc;
use wasmtime::Caller;

/// The import `fetch`. Its answer is like that of `call`: see host.h.
///
/// The program waits as it does for input: until the answer is there, its time is
/// over, or somebody interrupts it.
pub(crate) fn fetch(
    mut caller: Caller<'_, Host>,
    address: u32,
    length: u32,
    room: u32,
) -> wasmtime::Result<i32> {
    let (memory, host) = host::split(&mut caller)?;
    let arguments = memory::bytes(memory, address, length).map_err(Ended::from)?;
    if arguments.len() > Value::MAX_BYTES {
        Err(Ended::ContractBroken("its arguments are too large"))?;
    }
    // Whoever watches sees what it printed before it waits.
    host.flush()?;
    let (Answer { bytes, raised }, fault) = match answered(host, arguments)? {
        Ok(answer) => (answer, None),
        Err(error) => (Answer::stopped(), Some(host.fail(error))),
    };
    let calls = &mut host.calls;
    let length = i32::try_from(bytes.len()).map_err(|_| Ended::SystemCall)?;
    calls.reply = bytes;
    calls.waiting = length.cast_unsigned() > room;
    if !calls.waiting {
        let place = memory::bytes_mut(memory, address, length.cast_unsigned());
        place.map_err(Ended::from)?.copy_from_slice(&calls.reply);
    }
    match fault {
        Some(cause) => host::stop_for(&mut caller, cause)?,
        // It may have been stopped while it waited.
        None => host::check_time(&mut caller)?,
    }
    Ok(if raised { -length } else { length })
}

/// Makes the request and waits for what becomes of it; or says for what the run is
/// to be stopped.
fn answered(host: &mut Host, arguments: &[u8]) -> Result<Result<Answer, Error>, Ended> {
    let bound = host.fetches.bound.clone();
    let waker = bound.clone();
    let mut job = match host.fetches.start(arguments, Arc::new(move || waker.wake())) {
        Started::Job(job) => job,
        Started::Answer(answer) => return Ok(Ok(answer)),
        Started::Fault(text) => return Ok(Err(Error::Host(text))),
        Started::Malformed => {
            return Err(Ended::ContractBroken("it made a request that no program can make"));
        }
    };
    let reply = bound.wait(Some(job.deadline()), || job.take_if_ready());
    Ok(Ok(host.fetches.finish(job, reply)))
}
