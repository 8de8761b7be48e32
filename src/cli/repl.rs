//! `mpsandbox repl`: Python at a prompt.

mod color;
mod editor;
mod history;
mod keyboard;
mod piped;
mod prompt;
mod screen;
mod show;
pub(super) mod visible;

use super::Complaint;
use super::args::ReplOptions;
use super::run::sandbox;
use micropython_sandbox::Policy;
use std::io::{self, IsTerminal as _};

/// Runs what is typed, or what comes on standard input, and gives the exit code.
///
/// # Errors
///
/// When it did not come to running anything.
pub fn repl(options: &ReplOptions) -> Result<u8, Complaint> {
    let sandbox = sandbox(
        Policy { limits: options.limits.limits(), ..Policy::default() },
        None,
        None,
        false,
    )?;
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        prompt::run(&sandbox, options)
    } else {
        piped::run(&sandbox, options)
    }
}
