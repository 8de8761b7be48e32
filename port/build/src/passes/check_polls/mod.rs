//! Shows of a finished module that nothing runs without end between two polls.
//!
//! Written apart from the pass that places them (`place_polls`, which says what
//! a poll is), on the bytes of the module. It shows:
//!
//! 1. A poll is what it seems: it looks at a word of the shared memory and, if
//!    that is set, asks the host or traps, depending on the word; or it calls a
//!    function that is a poll that traps, and nothing else. Nothing else
//!    asks the host or touches the shared memory.
//! 2. Every loop starts with a poll or is listed. A listed loop is what it is
//!    listed as: a poll that asks is in it, or neither calls nor loops are.
//! 3. Every cycle of calls leads through a function that starts with a poll.
//! 4. In the variant that counts steps, the code that counts stands right before
//!    every poll that asks, and first of all in each function that runs bytecode.
//!    That code is what it seems, and nothing else touches
//!    the counter. In the other variant there is none.
//!
//! Branches go backwards only to the heads of loops. So whatever runs without
//! end passes polls without end, unless it stays in a listed loop; that such a
//! loop ends is for the list to say.

mod body;
mod cycles;
mod module;
mod without;

use anyhow::{Context as _, Result, ensure};
use serde::Serialize;

pub use body::PollPlaces;
use module::Module;
pub use module::base_name;
pub use without::without;

/// What polls look like from outside, and the loops that need none.
#[derive(Debug, Clone)]
pub struct Options {
    /// The module of both imports.
    pub host_module: String,
    /// The import that asks the host.
    pub poll_import: String,
    /// The import of the shared memory.
    pub signal_import: String,
    /// Names of functions that run bytecode: a loop that holds a poll that asks
    /// may start without one.
    pub dispatchers: Vec<String>,
    /// The global that is exported to count steps, in the variant that does.
    pub steps_export: Option<String>,
    /// Names of functions in which a loop without loops and calls may start
    /// without a poll.
    pub bounded: Vec<String>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Polls in the module.
    pub polls: usize,
    /// Loops that start with one.
    pub polled_loops: usize,
    /// Loops that are listed.
    pub listed_loops: usize,
    /// Functions that start with one.
    pub polled_entries: usize,
    /// Places that count a step.
    #[serde(skip_serializing_if = "is_zero")]
    pub counts: usize,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// Checks a module, which must be valid and have its name section.
///
/// # Errors
///
/// Lists every loop and every cycle of calls without a poll, and every misuse of
/// what polls use.
pub fn run(wasm: &[u8], options: &Options) -> Result<Report> {
    let module = Module::read(wasm, options)?;
    let mut report = Report::default();
    let mut faults = Vec::new();
    for function in &module.functions {
        let name = module.name(function.index);
        let base = base_name(&name);
        let body = body::scan(function, &module).with_context(|| format!("in {name}"))?;
        report.polls += body.polls;
        report.polled_entries += usize::from(body.starts_with_poll);
        report.counts += body.counts;
        faults.extend(body.misuses.iter().map(|misuse| format!("{name} {misuse}")));
        for (number, each) in body.loops.iter().enumerate() {
            let is = |names: &[String]| names.iter().any(|listed| listed == base);
            if each.starts_with_poll {
                report.polled_loops += 1;
            } else if (is(&options.dispatchers) && each.asks)
                || (is(&options.bounded) && each.is_simple)
            {
                report.listed_loops += 1;
            } else {
                faults.push(format!("{name} has a loop without a poll, number {number}"));
            }
        }
    }
    ensure!(
        report.counts > 0 || options.steps_export.is_none(),
        "the module counts steps nowhere, though it exports a global for that"
    );
    faults.extend(cycles::without_poll(&module)?.into_iter().map(|cycle| {
        let names: Vec<String> = cycle.iter().map(|&function| module.name(function)).collect();
        format!("a cycle of calls has no poll: {}", names.join(" -> "))
    }));
    ensure!(
        faults.is_empty(),
        "the module may run without end:\n{}",
        faults.iter().map(|fault| format!("  {fault}\n")).collect::<String>()
    );
    Ok(report)
}

/// Where the polls of a module are, for each function that has any: its index and
/// its name in the source, and the offset of each poll's `if` in its body.
///
/// # Errors
///
/// As [`run`], but only when the polls' parts are missing or misused.
pub fn places(wasm: &[u8], options: &Options) -> Result<Vec<(u32, String, PollPlaces)>> {
    let module = Module::read(wasm, options)?;
    let mut places = Vec::new();
    for function in &module.functions {
        let body = body::scan(function, &module)?;
        ensure!(body.misuses.is_empty(), "function {} {}", function.index, body.misuses[0]);
        if !body.places.ifs.is_empty() {
            let name = base_name(&module.name(function.index)).to_owned();
            places.push((function.index, name, body.places));
        }
    }
    Ok(places)
}
