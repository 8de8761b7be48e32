//! Makes code that runs for long ask, now and then, whether it is to stop.
//!
//! The engine has means of its own to interrupt a guest, but each loop and each
//! function pays for them (docs/performance.md has numbers). Here a
//! *poll* stands only where it is needed so that nothing runs without end
//! between two. It looks at the *signal*, two words in a small memory that the
//! host shares with the guest and sets from another thread. There are two kinds.
//! One *asks*: it stands where the interpreter is able to stop, and calls the
//! host if that wants to be asked.
//!
//! ```wat
//! (if (i32.atomic.load $signal (i32.const 0)) (then (call $micropython_host.poll)))
//! ```
//!
//! The host lets the guest go on, or stores an exception that the interpreter
//! raises next, or ends the run. The other kind *ends* the run, by a trap, if
//! the host has told so:
//!
//! ```wat
//! (loop $l
//!   (if (i32.atomic.load $signal offset=4 (i32.const 0)) (then unreachable))
//!   ...                                     ;; what was there before
//!   (br_if $l ...))
//! ```
//!
//! It stands in C code, which cannot stop in the middle of what it is doing
//! anyway, and calls nothing, so that registers keep their values. In code that
//! seldom runs it is a call of a function that is such a poll and nothing else
//! ([`Options::hot`]): that is smaller. The loads
//! are atomic because another thread stores: an engine might otherwise load
//! once for all rounds of a loop.
//!
//! # Where
//!
//! - One that asks for each call of the marker, which the interpreter calls at
//!   the jumps of a Python program.
//! - One that ends at the head of each loop, except *listed* ones: loops over bytecode, in
//!   which the marker is called ([`Options::dispatchers`]), and loops without
//!   calls or loops in them that are known to end soon ([`Options::bounded`]).
//! - One that ends at the entry of functions on cycles of calls, as few as will
//!   do.
//!
//! A cycle within one function leads through the head of a loop, and any other
//! through a cycle of calls. So between two polls each piece of code runs at
//! most once, listed loops aside. `check_polls` shows that of the result, by
//! code of its own.

mod loops;
mod poll;

use anyhow::{Result, anyhow, ensure};
use serde::Serialize;
use std::collections::BTreeSet;
use walrus::ir::InstrSeqId;
use walrus::{FunctionId, Module};

use super::marker::Marker;
use super::name_in_c;
use super::recursion::cover::{Choice, cover};
use super::recursion::graph::{Graph, Node};
use loops::Loops;
use poll::Poll;

/// Where in the shared memory the word is that says to ask.
pub const ASK_OFFSET: u32 = 0;

/// Where in the shared memory the word is that says to end.
pub const END_OFFSET: u32 = 4;

/// Where polls stand and what they call.
#[derive(Debug, Clone)]
pub struct Options {
    /// The module of the two imports that the pass adds.
    pub host_module: String,
    /// The import that asks the host: `() -> ()`.
    pub poll_import: String,
    /// The import of the shared memory.
    pub signal_import: String,
    /// The module of the marker.
    pub marker_module: String,
    /// The import whose calls become polls: `() -> ()`.
    pub marker_name: String,
    /// Names of functions that get a poll at their entry in any case, because
    /// most cycles of calls lead through them.
    pub entries: Vec<String>,
    /// Names of functions that are called so often that they get one only if
    /// their cycles cannot be broken elsewhere.
    pub avoid: Vec<String>,
    /// Names of functions that run bytecode: their loops in which the marker is
    /// called get no poll besides.
    pub dispatchers: Vec<String>,
    /// Names of functions whose loops that hold neither calls nor loops get no
    /// poll, because they are known to end soon.
    pub bounded: Vec<String>,
    /// Names of functions in which polls that end are in place; elsewhere they are
    /// calls. `None` if all are in place.
    pub hot: Option<BTreeSet<String>>,
}

/// What the pass did, for the build's log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Polls in place of the marker.
    pub markers: usize,
    /// Loops in the module.
    pub loops: usize,
    /// Those of them that have a poll.
    pub polled: usize,
    /// The names of functions that were given a poll at their entry, sorted;
    /// written as their number.
    #[serde(serialize_with = "crate::passes::number_of")]
    pub entries: Vec<String>,
    /// The names of functions with listed loops, each with their number.
    pub listed: Vec<(String, usize)>,
}

/// Runs the pass.
///
/// # Errors
///
/// When the marker is missing, when a function of [`Options::entries`] or
/// [`Options::dispatchers`] is, or when the module imports what the pass is to
/// add. The module is then left half done.
pub fn run(module: &mut Module, options: &Options) -> Result<Report> {
    let Options { marker_module, marker_name, .. } = options;
    let marker = Marker::find(module, marker_module, marker_name, MARKER_PURPOSE)?;
    let functions: Vec<(FunctionId, Loops)> = module
        .funcs
        .iter_local()
        .map(|(id, func)| (id, Loops::of(func, marker.function)))
        .collect();
    let graph = Graph::new(module);
    let mut poll = Poll::add(module, options)?;

    let mut report = Report::default();
    // Functions that start with a loop that polls, which serves them as well.
    let mut polled_at_once = BTreeSet::new();
    for (function, loops) in functions {
        let name = base_name(module, function).unwrap_or_default();
        let dispatcher = options.dispatchers.contains(&name);
        let bounded = options.bounded.contains(&name);
        let func = module.funcs.get_mut(function).kind.unwrap_local_mut();
        report.markers += loops.markers.len();
        // The last first, so that the positions of the others stay right.
        for (sequence, index) in loops.markers.into_iter().rev() {
            poll.ask_if_told(func, sequence, index);
        }
        let (without, with): (Vec<_>, Vec<_>) = loops
            .loops
            .into_iter()
            .partition(|each| (dispatcher && each.around_marker) || (bounded && each.is_simple));
        report.loops += without.len() + with.len();
        report.polled += with.len();
        if !without.is_empty() {
            report.listed.push((name, without.len()));
        }
        for each in with {
            if loops.leading == Some(each.body) {
                polled_at_once.insert(function);
            }
            end_if_told(module, &mut poll, function, each.body, options);
        }
    }
    for function in entries(module, &graph, &polled_at_once, options)? {
        report.entries.push(module.funcs.get(function).name.clone().unwrap_or_default());
        let entry = module.funcs.get(function).kind.unwrap_local().entry_block();
        end_if_told(module, &mut poll, function, entry, options);
    }
    marker.remove(module)?;
    report.entries.sort_unstable();
    report.listed.sort_unstable();
    ensure!(report.markers > 0, "nothing calls {marker_module}.{marker_name}, {MARKER_PURPOSE}");
    for dispatcher in &options.dispatchers {
        ensure!(
            report.listed.iter().any(|(name, _)| name == dispatcher),
            "no loop of {dispatcher} calls the marker; does it run bytecode?"
        );
    }
    Ok(report)
}

/// Puts a poll that ends at the start of a sequence, in place or by a call.
fn end_if_told(
    module: &mut Module,
    poll: &mut Poll,
    function: FunctionId,
    sequence: InstrSeqId,
    options: &Options,
) {
    let name = base_name(module, function).unwrap_or_default();
    if options.hot.as_ref().is_none_or(|hot| hot.contains(name_in_c(&name))) {
        poll.end_if_told(module.funcs.get_mut(function).kind.unwrap_local_mut(), sequence);
    } else {
        poll.call_end_if_told(module, function, sequence);
    }
}

const MARKER_PURPOSE: &str = "by which the pass knows where the interpreter looks whether it is to \
                              stop: does it call that at jumps, and is the pass run only once?";

/// The functions that get a poll at their entry: those that are named, and so
/// many others that every cycle of calls leads through one that polls at once.
fn entries(
    module: &Module,
    graph: &Graph,
    polled_at_once: &BTreeSet<FunctionId>,
    options: &Options,
) -> Result<Vec<FunctionId>> {
    let named = |node: Node, names: &[String]| {
        base_name(module, graph.function(node)).is_some_and(|name| names.contains(&name))
    };
    for entry in &options.entries {
        ensure!(
            graph.nodes().any(|node| named(node, std::slice::from_ref(entry))),
            "no function is named {entry}, which is to have a poll: was the module linked with names?"
        );
    }
    let at_once = |node: Node| polled_at_once.contains(&graph.function(node));
    let first = |node: &Node| named(*node, &options.entries) && !at_once(*node);
    let mut entries: Vec<Node> = graph.nodes().filter(first).collect();
    let cut: Vec<bool> =
        graph.nodes().map(|node| at_once(node) || entries.contains(&node)).collect();
    let choices: Vec<Choice> = graph
        .nodes()
        .map(|node| if named(node, &options.avoid) { Choice::Reluctant } else { Choice::Free })
        .collect();
    let chosen = cover(graph, &cut, &choices)
        .map_err(|cycles| anyhow!("{} cycles of calls cannot be broken", cycles.len()))?;
    entries.extend(chosen);
    Ok(entries.into_iter().map(|node| graph.function(node)).collect())
}

/// A function's name in the source: what a pass has moved to another function
/// is named after the one it was in.
fn base_name(module: &Module, function: FunctionId) -> Option<String> {
    let name = module.funcs.get(function).name.as_deref()?;
    Some(name.strip_suffix(".unguarded").unwrap_or(name).to_owned())
}
