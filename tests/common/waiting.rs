//! What the tests of asynchronous functions and runs share.

#![allow(dead_code, reason = "each test is a crate of its own")]

use micropython_sandbox::{Ending, Limits, Outcome, Sandbox, SandboxBuilder};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// Long enough for everything but an hour of waiting.
pub const LATE: Duration = Duration::from_secs(20);

pub fn runtime() -> Runtime {
    Builder::new_current_thread().enable_time().build().unwrap()
}

/// One whose own thread goes on while another one waits in it.
pub fn threads() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap()
}

/// With functions that wait: `nap(ms)`, and `forever()`, which counts what is
/// dropped before it ends.
pub fn sandbox(limits: Limits) -> (SandboxBuilder, Arc<AtomicU32>) {
    struct Dropped(Arc<AtomicU32>);
    impl Drop for Dropped {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    let dropped = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&dropped);
    let sandbox = Sandbox::builder()
        .limits(limits)
        .async_function("nap", |millis: u64| async move {
            tokio::time::sleep(Duration::from_millis(millis)).await;
            millis
        })
        .async_function("forever", move || {
            let dropped = Dropped(Arc::clone(&counter));
            async move {
                let _dropped = dropped;
                std::future::pending::<()>().await;
            }
        });
    (sandbox, dropped)
}

pub fn within(wall_time: Duration) -> Limits {
    Limits { wall_time: Some(wall_time), ..Limits::DEFAULT }
}

#[track_caller]
pub fn finished(outcome: &Outcome) {
    assert_eq!(outcome.ending, Ending::Finished, "{:?}", outcome.error);
}
