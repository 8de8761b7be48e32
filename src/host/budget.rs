//! What a run may use, and what is left of it, told to the program.

use super::{Host, UNBORN, stop_for};
use crate::contract::{
    MPH_BUDGET_FUEL, MPH_BUDGET_MEMORY, MPH_BUDGET_RECURSION_DEPTH, MPH_BUDGET_STDERR,
    MPH_BUDGET_STDOUT, MPH_BUDGET_STEPS, MPH_BUDGET_WALL_TIME,
};
use crate::host::Ended;
use crate::limits::Limits;
use crate::record::Quantity;
use crate::stop::Stop;
use std::time::Duration;
use wasmtime::Caller;

/// The import `budget`: what no limit holds for is `u64::MAX`.
pub(crate) fn budget(mut caller: Caller<'_, Host>, what: u32, left: u32) -> wasmtime::Result<u64> {
    let work = caller.data_mut().work.take();
    let undone = work.as_ref().map(|work| work.left(&mut caller)).unwrap_or_default();
    let host = caller.data_mut();
    host.work = work;
    host.guest.ok_or(UNBORN)?;
    let Limits { wall_time, memory_bytes, stdout_bytes, stderr_bytes, recursion_depth, .. } =
        host.limits;
    let nanos = |time: Option<Duration>| {
        time.and_then(|time| u64::try_from(time.as_nanos()).ok()).unwrap_or(u64::MAX)
    };
    let left = left != 0;
    let told = match what {
        MPH_BUDGET_WALL_TIME if left => {
            // Where time stands still, it must not be told by another clock.
            let amount = match host.wasi.clock_is_fixed() {
                true => u64::MAX,
                false => nanos(host.stop.as_ref().and_then(Stop::wall_time_left)),
            };
            host.tape.left(Quantity::WallTime, amount)
        }
        MPH_BUDGET_MEMORY if left => {
            let amount = memory_bytes.saturating_sub(host.limiter.peak_bytes());
            host.tape.left(Quantity::Memory, amount)
        }
        _ => Ok(0),
    };
    if let Err(error) = told {
        let cause = host.fail(error);
        stop_for(&mut caller, cause)?;
        return Ok(0);
    }
    Ok(match what {
        MPH_BUDGET_WALL_TIME | MPH_BUDGET_MEMORY if left => told.unwrap_or(0),
        MPH_BUDGET_WALL_TIME => nanos(host.tape.wall_time(wall_time)),
        MPH_BUDGET_MEMORY => memory_bytes,
        MPH_BUDGET_STDOUT if left => host.stdout.left_bytes(),
        MPH_BUDGET_STDOUT => stdout_bytes,
        MPH_BUDGET_STDERR if left => host.stderr.left_bytes(),
        MPH_BUDGET_STDERR => stderr_bytes,
        MPH_BUDGET_RECURSION_DEPTH => recursion_depth.map_or(u64::MAX, u64::from),
        MPH_BUDGET_STEPS if left => undone.steps.unwrap_or(u64::MAX),
        MPH_BUDGET_STEPS => host.limits.steps.unwrap_or(u64::MAX),
        MPH_BUDGET_FUEL if left => undone.fuel.unwrap_or(u64::MAX),
        MPH_BUDGET_FUEL => host.limits.fuel.unwrap_or(u64::MAX),
        _ => Err(Ended::ContractBroken("it asked for a budget that does not exist"))?,
    })
}
