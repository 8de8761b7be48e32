//! The imports by which programs call host functions.

pub(crate) mod start;

use crate::error::Error;
use crate::function::{Called, Later, Response};
use crate::host::{self, Ended, Host};
use crate::memory;
use crate::poll;
use crate::stop::Cause;
use crate::value::{self, Value, Writer};
use wasmtime::Caller;

/// Should a program live through its being stopped, this is what its calls
/// raise.
const STOPPED: (&str, &str) = ("HostError", "the run is being stopped: no more calls");

/// The import `call`. Its answer is the length of the reply, negative for an
/// exception, as host.h has it.
pub(crate) async fn call(
    caller: &mut Caller<'_, Host>,
    function: u32,
    address: u32,
    length: u32,
    room: u32,
) -> wasmtime::Result<i32> {
    let (memory, host) = host::split(caller)?;
    let arguments = memory::bytes(memory, address, length).map_err(Ended::from)?;
    if arguments.len() > Value::MAX_BYTES {
        Err(Ended::ContractBroken("its arguments are too large"))?;
    }
    // A function may print on the terminal that the program prints on.
    host.flush()?;
    let answer = match begin(host, function, arguments)? {
        Begun::Answered(answer) => answer,
        Begun::Later(later) => wait(caller, function, later).await?,
    };
    deliver(caller, answer, address, room)
}

/// Hands the guest the reply that is with the host, if `room` bytes at `address`
/// are enough for it, and gives the answer to its call.
fn deliver(
    caller: &mut Caller<'_, Host>,
    answer: Answer,
    address: u32,
    room: u32,
) -> wasmtime::Result<i32> {
    let (raised, stop) = match answer {
        Answer::Reply { raised } => (raised, None),
        Answer::Stop(cause) => {
            caller.data_mut().calls.reply = value::encode(&STOPPED).unwrap_or_default();
            (true, cause)
        }
    };
    let (memory, host) = host::split(caller)?;
    let reply = &host.calls.reply;
    let length = i32::try_from(reply.len()).map_err(|_| Ended::SystemCall)?;
    if length.cast_unsigned() <= room {
        let place = memory::bytes_mut(memory, address, length.cast_unsigned());
        place.map_err(Ended::from)?.copy_from_slice(reply);
    } else {
        host.calls.waiting = true;
    }
    match stop {
        Some(cause) => host::stop_for(caller, cause)?,
        // The function may have taken longer than the run has left.
        None => host::check_time(caller)?,
    }
    Ok(if raised { -length } else { length })
}

/// What has become of a call. Its reply is with the host.
enum Answer {
    Reply {
        raised: bool,
    },
    /// The run is to be stopped, for this; or for what has ended a wait.
    Stop(Option<Cause>),
}

/// What has become of a call so far.
enum Begun {
    Answered(Answer),
    Later(Later),
}

/// Makes the call, unless a recording has its reply.
fn begin(host: &mut Host, function: u32, arguments: &[u8]) -> Result<Begun, Ended> {
    let stop = |cause| Ok(Begun::Answered(Answer::Stop(Some(cause))));
    if host.fault.is_some() {
        return stop(Cause::Fault);
    }
    let calls = &mut host.calls;
    if let Err(cause) = calls.begin_call(arguments.len()) {
        return stop(cause);
    }
    match host.tape.begin_call(&calls.registry, function, arguments, &mut calls.reply) {
        Ok(None) => {}
        Ok(Some(called)) => return settle(host, function, called).map(Begun::Answered),
        Err(error) => return stop(host.fail(error)),
    }
    let mut writer = Writer::over(std::mem::take(&mut calls.reply));
    let response = calls.registry.call(function, &calls.context, arguments, &mut writer);
    calls.reply = writer.into_bytes();
    match response {
        Response::Later(later) => Ok(Begun::Later(later)),
        Response::Now(called) => end(host, function, called).map(Begun::Answered),
    }
}

/// Waits for the reply of a call, as long as the run may.
async fn wait(
    caller: &mut Caller<'_, Host>,
    function: u32,
    mut later: Later,
) -> Result<Answer, Ended> {
    let pause = poll::pause(caller)?;
    let ended = pause.bound().drive(None, |context| later.poll(context)).await;
    drop(later);
    poll::resume(caller, pause);
    let Some((called, reply)) = ended else {
        return Ok(Answer::Stop(None));
    };
    let host = caller.data_mut();
    host.calls.reply = reply;
    end(host, function, called)
}

/// Ends a call whose reply is with the host: notes it down where that is recorded.
fn end(host: &mut Host, function: u32, called: Called) -> Result<Answer, Ended> {
    match host.tape.end_call(called, &host.calls.reply) {
        Ok(()) => settle(host, function, called),
        Err(error) => Ok(Answer::Stop(Some(host.fail(error)))),
    }
}

/// Says what a call has come to whose reply is with the host, and counts that.
fn settle(host: &mut Host, function: u32, called: Called) -> Result<Answer, Ended> {
    let answer = answer(host, function, called)?;
    Ok(match host.calls.pass(host.calls.reply.len()) {
        Ok(()) => answer,
        Err(cause) => Answer::Stop(Some(cause)),
    })
}

/// Says what a call has come to.
fn answer(host: &mut Host, function: u32, called: Called) -> Result<Answer, Ended> {
    Ok(match called {
        Called::Value => Answer::Reply { raised: false },
        Called::Raised => Answer::Reply { raised: true },
        Called::Panicked => {
            let path = host.calls.registry.path(function).unwrap_or_default();
            let error = Error::Host(format!("the host function {path} panicked"));
            Answer::Stop(Some(host.fail(error)))
        }
        Called::Malformed => {
            return Err(Ended::ContractBroken("it made a call that no program can make"));
        }
    })
}

/// The import `reply`.
pub(crate) fn reply(
    mut caller: Caller<'_, Host>,
    address: u32,
    length: u32,
) -> wasmtime::Result<()> {
    let (memory, host) = host::split(&mut caller)?;
    let calls = &mut host.calls;
    if !std::mem::take(&mut calls.waiting) || calls.reply.len() as u64 != u64::from(length) {
        Err(Ended::ContractBroken("it fetched a reply that there is not"))?;
    }
    let place = memory::bytes_mut(memory, address, length).map_err(Ended::from)?;
    place.copy_from_slice(&calls.reply);
    Ok(())
}
