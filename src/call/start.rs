//! The imports by which programs start calls that they do not wait for one by
//! one.

use super::{Answer, Begun, answer, begin, deliver, wait};
use crate::function::Called;
use crate::host::{self, Ended, Host};
use crate::memory;
use crate::poll;
use crate::started;
use crate::value::Value;
use std::time::{Duration, Instant};
use wasmtime::Caller;

/// There is no such call, or no room for another.
const NONE: i32 = -1;

/// The import `start`.
pub(crate) async fn start(
    caller: &mut Caller<'_, Host>,
    function: u32,
    address: u32,
    length: u32,
) -> wasmtime::Result<i32> {
    let (memory, host) = host::split(caller)?;
    let arguments = memory::bytes(memory, address, length).map_err(Ended::from)?;
    if arguments.len() > Value::MAX_BYTES {
        Err(Ended::ContractBroken("its arguments are too large"))?;
    }
    host.flush()?;
    if !host.calls.started.has_room() {
        return Ok(NONE);
    }
    let answer = match begin(host, function, arguments)? {
        Begun::Answered(answer) => answer,
        // So that they end in the same order each time.
        Begun::Later(later) if !host.tape.is_off() => wait(caller, function, later).await?,
        Begun::Later(later) => {
            return Ok(host.calls.started.run(function, later).cast_signed());
        }
    };
    match answer {
        Answer::Reply { raised } => {
            let called = if raised { Called::Raised } else { Called::Value };
            let calls = &mut caller.data_mut().calls;
            let reply = std::mem::take(&mut calls.reply);
            let ended = started::Ended { function, called, reply, counted: true };
            Ok(calls.started.done(ended).cast_signed())
        }
        Answer::Stop(Some(cause)) => {
            host::stop_for(caller, cause)?;
            Ok(NONE)
        }
        Answer::Stop(None) => {
            host::check_time(caller)?;
            Ok(NONE)
        }
    }
}

/// The import `finished`.
pub(crate) async fn finished(
    caller: &mut Caller<'_, Host>,
    nanoseconds: u64,
) -> wasmtime::Result<i32> {
    let pause = poll::pause(caller)?;
    let host = caller.data_mut();
    host.guest.ok_or(Ended::ContractBroken("it called before it was born"))?;
    host.flush()?;
    let patience = Some(Duration::from_nanos(nanoseconds)).filter(|_| nanoseconds != u64::MAX);
    let until = match patience {
        // Nothing is to come.
        None if !host.calls.started.any_running() => Some(Instant::now()),
        // A clock that stands still is moved on only when nothing else is to come.
        Some(patience) if host.wasi.clock_is_fixed() => {
            if host.calls.started.any_running() {
                None
            } else {
                host.wasi.sleep_on_fixed_clock(patience);
                Some(Instant::now())
            }
        }
        patience => patience.and_then(|patience| Instant::now().checked_add(patience)),
    };
    let calls = &mut host.calls;
    let ended = pause.bound().drive(until, |context| calls.started.poll(context)).await;
    poll::resume(caller, pause);
    let calls = &mut caller.data_mut().calls;
    let mut stop = None;
    if let Some(number) = ended
        && let Some(ended) = calls.started.ended(number)
        && !std::mem::replace(&mut ended.counted, true)
    {
        let bytes = ended.reply.len();
        stop = calls.pass(bytes).err();
    }
    match stop {
        Some(cause) => host::stop_for(caller, cause)?,
        None => host::check_time(caller)?,
    }
    Ok(ended.map_or(NONE, u32::cast_signed))
}

/// The import `collect`.
pub(crate) fn collect(
    mut caller: Caller<'_, Host>,
    number: u32,
    address: u32,
    room: u32,
) -> wasmtime::Result<i32> {
    let (_, host) = host::split(&mut caller)?;
    let Some(ended) = host.calls.started.collect(number) else {
        return Ok(i32::MIN);
    };
    let uncounted = if ended.counted { 0 } else { ended.reply.len() };
    host.calls.reply = ended.reply;
    let answer = match host.calls.pass(uncounted) {
        Ok(()) => answer(host, ended.function, ended.called)?,
        Err(cause) => Answer::Stop(Some(cause)),
    };
    deliver(&mut caller, answer, address, room)
}

/// The import `cancel`.
pub(crate) fn cancel(mut caller: Caller<'_, Host>, number: u32) -> wasmtime::Result<()> {
    let (_, host) = host::split(&mut caller)?;
    host.calls.started.cancel(number);
    Ok(())
}
