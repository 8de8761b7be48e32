//! The imports by which programs call host functions.

use crate::error::Error;
use crate::function::Called;
use crate::host::{self, Ended, Host};
use crate::memory;
use crate::stop::Cause;
use crate::value::{self, Value, Writer};
use wasmtime::Caller;

/// Should a program live through its being stopped, this is what its calls
/// raise.
const STOPPED: (&str, &str) = ("HostError", "the run is being stopped: no more calls");

/// The import `call`. Its answer is the length of the reply, negative for an
/// exception, as host.h has it.
pub(crate) fn call(
    mut caller: Caller<'_, Host>,
    function: u32,
    address: u32,
    length: u32,
    room: u32,
) -> wasmtime::Result<i32> {
    let (memory, host) = host::split(&mut caller)?;
    let arguments = memory::bytes(memory, address, length).map_err(Ended::from)?;
    if arguments.len() > Value::MAX_BYTES {
        Err(Ended::ContractBroken("its arguments are too large"))?;
    }
    // A function may print on the terminal that the program prints on.
    host.flush()?;
    let (raised, stop) = match answered(host, function, arguments)? {
        Ok(raised) => (raised, None),
        Err(cause) => {
            host.calls.reply = value::encode(&STOPPED).unwrap_or_default();
            (true, Some(cause))
        }
    };
    let reply = &host.calls.reply;
    let length = i32::try_from(reply.len()).map_err(|_| Ended::SystemCall)?;
    if length.cast_unsigned() <= room {
        let place = memory::bytes_mut(memory, address, length.cast_unsigned());
        place.map_err(Ended::from)?.copy_from_slice(reply);
    } else {
        host.calls.waiting = true;
    }
    match stop {
        Some(cause) => host::stop_for(&mut caller, cause)?,
        // The function may have taken longer than the run has left.
        None => host::check_time(&mut caller)?,
    }
    Ok(if raised { -length } else { length })
}

/// Makes the call and leaves the reply with the host. Says whether that is an
/// exception; or for what the run is to be stopped.
fn answered(
    host: &mut Host,
    function: u32,
    arguments: &[u8],
) -> Result<Result<bool, Cause>, Ended> {
    let calls = &mut host.calls;
    if let Err(cause) = calls.begin_call(arguments.len()) {
        return Ok(Err(cause));
    }
    let mut writer = Writer::over(std::mem::take(&mut calls.reply));
    let called = calls.registry.call(function, &calls.context, arguments, &mut writer);
    calls.reply = writer.into_bytes();
    let raised = match called {
        Called::Value => false,
        Called::Raised => true,
        Called::Panicked => {
            let error = Error::Host("a host function panicked".to_owned());
            return Ok(Err(host.fail(error)));
        }
        Called::Malformed => {
            return Err(Ended::ContractBroken("it made a call that no program can make"));
        }
    };
    Ok(calls.pass(calls.reply.len()).map(|()| raised))
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
