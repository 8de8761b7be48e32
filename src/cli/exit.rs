//! Exit codes; see docs/cli.md.

use micropython_sandbox::{Ending, Error, Outcome};

/// All went well.
pub const OK: u8 = 0;
/// The script raised an exception that it did not catch.
pub const RAISED: u8 = 1;
/// An interpreter could not be built.
#[cfg(feature = "build")]
pub const NOT_BUILT: u8 = 1;
/// Two interpreters differ, or one is not what it says.
pub const DIFFERENT: u8 = 1;
/// An interpreter is as it should be, but for a digest that nobody knows.
pub const NOT_COMPARABLE: u8 = 3;
/// Wrong usage or configuration: nothing was run.
pub const USAGE: u8 = 2;
/// A limit stopped the script.
pub const STOPPED: u8 = 124;
/// The user interrupted it.
pub const INTERRUPTED: u8 = 130;
/// The sandbox itself failed, or its output could not be written.
pub const FAILED: u8 = 125;

/// The exit code for a run.
pub fn code(outcome: &Outcome) -> u8 {
    match (outcome.ending, &outcome.error) {
        // A closed pipe is how `head` says that it has seen enough.
        (_, Some(Error::OutputClosed)) => OK,
        (_, Some(Error::Config(_))) => USAGE,
        (_, Some(Error::Interrupted { .. })) => INTERRUPTED,
        (Ending::Finished, _) => OK,
        // What a shell would see of it.
        (Ending::Exited(code), _) => (code & 0xff) as u8,
        (Ending::Raised, _) => RAISED,
        (Ending::Stopped, _) => STOPPED,
        (Ending::Failed, _) => FAILED,
    }
}
