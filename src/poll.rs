//! Where a run looks whether it is to stop, or lets others go first, and what
//! becomes of it while it waits.

use crate::deadline::WaitBound;
use crate::host::{self, Ended, Host};
use crate::interrupt::Target;
use crate::signal::Order;
use crate::turn::{self, Turn};
use wasmtime::{Caller, StoreContextMut, UpdateDeadline};

/// The import `poll`: called by compiled code that was told to ask or has no
/// steps left.
pub(crate) async fn poll(caller: &mut Caller<'_, Host>) -> wasmtime::Result<()> {
    // First of all: if it is set again meanwhile, the next poll asks again.
    if let Some(signal) = &caller.data().signal {
        signal.clear(Order::Ask);
    }
    host::check_work(caller)?;
    host::check_time(caller)?;
    if caller.data().turn.as_ref().is_some_and(Turn::over) {
        let pause = pause(caller)?;
        turn::let_others_go_first().await;
        resume(caller, pause);
        host::check_time(caller)?;
    }
    Ok(())
}

/// Called by compiled code when the engine's epoch has advanced.
pub(crate) fn on_epoch(mut store: StoreContextMut<'_, Host>) -> wasmtime::Result<UpdateDeadline> {
    host::check_time(&mut store)?;
    let host = store.data_mut();
    if host.turn.as_ref().is_some_and(Turn::over)
        && let Some(target) = host.stop.as_ref().map(|stop| stop.target().clone())
    {
        host.begin_turn(&target);
        return Ok(UpdateDeadline::Yield(1));
    }
    Ok(UpdateDeadline::Continue(1))
}

/// A run that waits instead of computing.
pub(crate) struct Pause {
    target: Target,
    shares: bool,
}

impl Pause {
    /// How long it may.
    pub(crate) fn bound(&self) -> &WaitBound {
        &self.target.bound
    }
}

/// Has the run wait for something.
pub(crate) fn pause(caller: &mut Caller<'_, Host>) -> Result<Pause, Ended> {
    let host = caller.data_mut();
    let stop = host.stop.as_ref().ok_or(Ended::ContractBroken("it called out of turn"))?;
    Ok(Pause { target: stop.target().clone(), shares: host.turn.take().is_some() })
}

/// Lets it go on.
pub(crate) fn resume(caller: &mut Caller<'_, Host>, pause: Pause) {
    if pause.shares {
        caller.data_mut().begin_turn(&pause.target);
    }
}
