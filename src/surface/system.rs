//! The imports for clocks, waiting, standard input and randomness.

use crate::error::Error;
use crate::host::{self, Ended, Host};
use crate::memory;
use crate::poll;
use crate::record;
use wasmtime::Caller;

/// The errno of a read that failed for a reason of ours.
const FAILED: i32 = 29; // io

/// Stops the run for a recording that cannot go on.
fn fail(caller: &mut Caller<'_, Host>, error: Error) -> Result<(), Ended> {
    let cause = caller.data_mut().fail(error);
    host::stop_for(caller, cause)
}

pub(super) fn clock_time_get(
    mut caller: Caller<'_, Host>,
    clock: i32,
    precision: i64,
    result: i32,
) -> wasmtime::Result<i32> {
    let (memory, host) = host::split(&mut caller)?;
    let errno = host.wasi.clock_time_get(memory, clock, precision, result);
    let errno = errno.map_err(|_| Ended::SystemCall)?;
    if errno == 0 {
        let place = memory::bytes_mut(memory, result.cast_unsigned(), 8).map_err(Ended::from)?;
        let place: &mut [u8; 8] = place.try_into().map_err(|_| Ended::SystemCall)?;
        match host.tape.clock(clock, u64::from_le_bytes(*place)) {
            Ok(shown) => *place = shown.to_le_bytes(),
            Err(error) => fail(&mut caller, error)?,
        }
    }
    Ok(errno)
}

pub(super) async fn fd_read(
    caller: &mut Caller<'_, Host>,
    fd: i32,
    vectors: i32,
    length: i32,
    result: i32,
) -> wasmtime::Result<i32> {
    let (_, host) = host::split(caller)?;
    // Whoever is to type an answer must see the question.
    host.flush()?;
    match host.tape.begin_input() {
        Ok(None) => {}
        Ok(Some(record::Input::Bytes(bytes))) => host.wasi.give_input(bytes),
        Ok(Some(record::Input::Failed(errno))) => return Ok(i32::from(errno)),
        Err(error) => {
            fail(caller, error)?;
            return Ok(FAILED);
        }
    }
    let pause = poll::pause(caller)?;
    let (memory, host) = host::split(caller)?;
    let errno = host.wasi.fd_read(memory, fd, vectors, length, result).await;
    let errno = errno.map_err(|_| Ended::SystemCall)?;
    poll::resume(caller, pause);
    let host = caller.data_mut();
    if host.tape.records() {
        let taken = host.wasi.taken_input();
        let read = if errno == 0 { Ok(&taken[..]) } else { Err(errno as u16) };
        if let Err(error) = host.tape.end_input(read) {
            fail(caller, error)?;
        }
    }
    host::check_time(caller)?;
    Ok(errno)
}

pub(super) async fn poll_oneoff(
    caller: &mut Caller<'_, Host>,
    subscriptions: i32,
    events: i32,
    length: i32,
    result: i32,
) -> wasmtime::Result<i32> {
    let pause = poll::pause(caller)?;
    let (memory, host) = host::split(caller)?;
    let errno = host.wasi.poll_oneoff(memory, subscriptions, events, length, result).await;
    let errno = errno.map_err(|_| Ended::SystemCall)?;
    poll::resume(caller, pause);
    host::check_time(caller)?;
    Ok(errno)
}

pub(super) fn random_get(
    mut caller: Caller<'_, Host>,
    buffer: i32,
    length: i32,
) -> wasmtime::Result<i32> {
    let (memory, host) = host::split(&mut caller)?;
    let errno = host.wasi.random_get(memory, buffer, length);
    Ok(errno.map_err(|_| Ended::SystemCall)?)
}
