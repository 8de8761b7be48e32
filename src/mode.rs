//! How an instance waits: blocking its thread, or suspending a task.

use crate::host::Host;
use crate::signal::Signalled;
use wasmtime::{TypedFunc, WasmParams, WasmResults};

/// How an instance waits for what its program waits for. It is linked for one
/// of them and keeps to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// It runs on the stack of its caller and blocks the thread.
    Blocking,
    /// It runs on a stack of its own, and suspends the task that runs it.
    Suspending,
}

impl Mode {
    /// Calls an export of an instance of this mode.
    pub(crate) async fn call<P, R>(
        self,
        function: &TypedFunc<P, R>,
        store: &mut Signalled<Host>,
        parameters: P,
    ) -> wasmtime::Result<R>
    where
        P: WasmParams + Sync,
        R: WasmResults + Sync,
    {
        match self {
            Mode::Blocking => function.call(store, parameters),
            Mode::Suspending => function.call_async(store, parameters).await,
        }
    }
}
