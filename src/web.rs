//! The import by which programs make requests.

use crate::error::Error;
use crate::fetch::{Answer, Job, Started};
use crate::host::{self, Ended, Host};
use crate::memory;
use crate::poll;
use crate::value::Value;
use std::sync::Arc;
use wasmtime::Caller;

/// The import `fetch`. Its answer is like that of `call`: see host.h.
///
/// The program waits as it does for input: until the answer is there, its time is
/// over, or somebody interrupts it.
pub(crate) async fn fetch(
    caller: &mut Caller<'_, Host>,
    address: u32,
    length: u32,
    room: u32,
) -> wasmtime::Result<i32> {
    let (memory, host) = host::split(caller)?;
    let arguments = memory::bytes(memory, address, length).map_err(Ended::from)?;
    if arguments.len() > Value::MAX_BYTES {
        Err(Ended::ContractBroken("its arguments are too large"))?;
    }
    // Whoever watches sees what it printed before it waits.
    host.flush()?;
    let begun = begin(host, arguments)?;
    let (Answer { bytes, raised }, fault) = match begun {
        Begun::Answered(answer) => (answer, None),
        Begun::Waiting(job) => (wait(caller, job).await?, None),
        Begun::Failed(error) => (Answer::stopped(), Some(host.fail(error))),
    };
    let (memory, host) = host::split(caller)?;
    let calls = &mut host.calls;
    let length = i32::try_from(bytes.len()).map_err(|_| Ended::SystemCall)?;
    calls.reply = bytes;
    calls.waiting = length.cast_unsigned() > room;
    if !calls.waiting {
        let place = memory::bytes_mut(memory, address, length.cast_unsigned());
        place.map_err(Ended::from)?.copy_from_slice(&calls.reply);
    }
    match fault {
        Some(cause) => host::stop_for(caller, cause)?,
        // It may have been stopped while it waited.
        None => host::check_time(caller)?,
    }
    Ok(if raised { -length } else { length })
}

/// What has become of a request so far.
enum Begun {
    Answered(Answer),
    Waiting(Box<Job>),
    /// The run is to be stopped for this.
    Failed(Error),
}

/// Makes the request.
fn begin(host: &mut Host, arguments: &[u8]) -> Result<Begun, Ended> {
    let waker = host.fetches.bound.clone();
    match host.fetches.start(arguments, Arc::new(move || waker.wake())) {
        Started::Job(job) => Ok(Begun::Waiting(job)),
        Started::Answer(answer) => Ok(Begun::Answered(answer)),
        Started::Fault(text) => Ok(Begun::Failed(Error::Host(text))),
        Started::Malformed => {
            Err(Ended::ContractBroken("it made a request that no program can make"))
        }
    }
}

/// Waits for what becomes of it, as long as the run may.
async fn wait(caller: &mut Caller<'_, Host>, mut job: Box<Job>) -> Result<Answer, Ended> {
    let pause = poll::pause(caller)?;
    let deadline = Some(job.deadline());
    let reply = pause.bound().wait(deadline, || job.take_if_ready()).await;
    poll::resume(caller, pause);
    Ok(caller.data_mut().fetches.finish(job, reply))
}
