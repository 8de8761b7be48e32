//! What the tests of the library share; none uses all of it.

#![allow(dead_code, reason = "each test is a crate of its own")]

use micropython_sandbox::{Ending, Error, LimitKind, Limits, Outcome, Raised, Sandbox};
use std::sync::LazyLock;
use std::time::Duration;

/// One for all tests: it is cheap to share.
pub static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| Sandbox::new().unwrap());

pub fn run(source: &str) -> Outcome {
    SANDBOX.run(source)
}

/// Runs a program that must succeed, and gives what it printed.
#[track_caller]
pub fn printed(source: &str) -> String {
    let outcome = run(source);
    assert_eq!((outcome.ending, &outcome.error), (Ending::Finished, &None), "{source}");
    outcome.stdout_text().into_owned()
}

pub fn with_wall_time(millis: u64) -> Sandbox {
    let wall_time = Some(Duration::from_millis(millis));
    Sandbox::builder().limits(Limits { wall_time, ..Limits::default() }).build().unwrap()
}

#[track_caller]
pub fn raised(outcome: &Outcome) -> &Raised {
    match (&outcome.ending, &outcome.error) {
        (Ending::Raised, Some(Error::Raised(raised))) => raised,
        _ => panic!("nothing raised: {outcome:?}"),
    }
}

/// The limit that stopped a program, its traceback, and whether the session
/// lives on.
#[track_caller]
pub fn stopped(outcome: &Outcome) -> (LimitKind, Option<&str>, bool) {
    match (&outcome.ending, &outcome.error) {
        (Ending::Stopped, Some(Error::Limit(reached))) => {
            (reached.limit, reached.traceback.as_deref(), reached.session_alive)
        }
        _ => panic!("not stopped: {outcome:?}"),
    }
}
