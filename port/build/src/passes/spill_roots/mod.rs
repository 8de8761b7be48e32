//! Stores what may be a pointer where the garbage collector can see it.
//!
//! MicroPython's collector finds its roots by reading the C stack word by word
//! and taking everything that looks like the address of an object for one. In
//! WebAssembly the C stack in linear memory, the *shadow stack*, holds only
//! what the compiler chose to put there; most object pointers live in locals
//! and on the operand stack, where no code can read them. This pass runs on the
//! linked module and gives functions a frame on the shadow stack, so that at
//! each call that may collect, whatever is still needed afterwards and may be a
//! pointer is in a slot of that frame. Before:
//!
//! ```wat
//! (func $pair (param $a i32) (result i32)
//!   (local $cell i32)
//!   (local.set $cell (call $allocate (i32.const 8)))
//!   (i32.store (local.get $cell) (local.get $a))
//!   (local.get $cell))
//! ```
//!
//! and after, as `$allocate` may collect while `$a` is needed later:
//!
//! ```wat
//! (func $pair (param $a i32) (result i32)
//!   (local $cell i32) (local $base i32)
//!   (global.set $__stack_pointer
//!     (local.tee $base (i32.sub (global.get $__stack_pointer) (i32.const 16))))
//!   (i32.store (local.get $base) (local.get $a))
//!   (block (result i32)
//!     (local.set $cell (call $allocate (i32.const 8)))
//!     (i32.store (local.get $cell) (local.get $a))
//!     (local.get $cell))
//!   (global.set $__stack_pointer (i32.add (local.get $base) (i32.const 16))))
//! ```
//!
//! Nothing is ever read back from a slot: the collector does not move objects.
//!
//! # How
//!
//! The module is looked at as a whole first:
//!
//! 1. `stack` simulates the operand stack and gives every value on it a name
//!    in a `trace`; `code` is a body in textual order, `instr` the table
//!    of instructions.
//! 2. `call_graph` finds the functions that may collect, beginning with those
//!    that call the marker import.
//! 3. `classes` finds what may be a pointer at all.
//!
//! Then each function that calls one that may collect:
//!
//! 4. `held` gives values that stay on the operand stack over such a call a
//!    local.
//! 5. `flow` and `liveness` find which locals each such call needs stored.
//! 6. `placement` chooses, with `frequency`, between storing them where
//!    they are set and where they are needed.
//! 7. `slots` assigns places in the frame, and `rewrite` changes the code.
//!
//! # What it relies on
//!
//! - Addresses are not made up: a pointer is stored in memory or kept as an
//!   integer of at least 32 bits, perhaps with a tag in its low bits or an
//!   offset added. It is not kept as a float or in pieces of 16 bits.
//! - Nothing in the heap has an address below 64 KiB, as the shadow stack is
//!   there (`--stack-first`), or a fixed one above 2 GiB.
//! - The collector recognises a pointer into the middle of an object, because
//!   that may be the only one that the compiler kept.
//! - The host does not call into the guest from an import.
//! - What follows the scan of the stack, up to the end of the collection, gets
//!   hold of no object that is then in use: the scanner calls the marker itself.
//!
//! Doubt is resolved in favour of storing. An instruction that the pass does
//! not know is an error.

mod bits;
pub(super) mod call_graph;
mod classes;
mod code;
mod edit;
mod flow;
mod frequency;
mod function;
mod held;
mod instr;
mod liveness;
pub(super) mod module;
mod placement;
mod rewrite;
mod slots;
mod stack;
mod trace;

use anyhow::{Context, Result, ensure};
use serde::Serialize;
use walrus::Module;

use super::marker::Marker;
use call_graph::CallGraph;
use classes::Classes;
use code::Code;
use module::{Shadow, describe};

/// The import that the function which scans the stack calls, as a mark.
#[derive(Debug, Clone)]
pub struct Options {
    pub marker_module: String,
    pub marker_name: String,
}

const MARKER_PURPOSE: &str = "by which the pass recognises the collector: does the function that \
                              scans the stack call it, and is the pass run only once, on the \
                              linker's output?";

/// What the pass did, for the build's log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Functions in the module, imports aside.
    pub functions: usize,
    /// Those of them from which a collection can be reached.
    pub may_collect: usize,
    /// Calls that may collect, tail calls aside.
    pub collecting_calls: usize,
    /// Functions that were given a frame.
    pub framed: usize,
    /// Stores to slots that were added.
    pub stores: usize,
    /// Values on the operand stack that were given a local.
    pub operand_tees: usize,
    /// The sum of the sizes of all frames, and the largest.
    pub frame_bytes: u32,
    pub largest_frame_bytes: u32,
}

/// Runs the pass.
///
/// # Errors
///
/// When the marker, the stack pointer or the memory is not as expected, and
/// when a function contains an instruction that the pass does not know. The
/// module is then left half done.
pub fn run(module: &mut Module, options: &Options) -> Result<Report> {
    let shadow = Shadow::find(module)?;
    let Options { marker_module, marker_name } = options;
    let marker = Marker::find(module, marker_module, marker_name, MARKER_PURPOSE)?;
    let functions = module.funcs.iter_local().map(|(id, _)| id).collect::<Vec<_>>();

    let mut traces = Vec::with_capacity(functions.len());
    for &id in &functions {
        let trace = function::local(module, id)
            .and_then(|func| Code::of(module, func))
            .and_then(|code| stack::simulate(module, shadow.pointer, &code));
        traces.push((id, trace.with_context(|| describe(module, id))?));
    }
    let address_taken = call_graph::address_taken(module, &traces);
    ensure!(
        !address_taken.contains(&marker.function),
        "the address of the marker {}.{} is taken; it may only be called",
        options.marker_module,
        options.marker_name
    );
    let graph = CallGraph::new(module, marker.function, &address_taken, &traces);
    let unknown_callers = [address_taken, call_graph::exported(module)].concat();
    let mut classes = Classes::new(module, &unknown_callers, &traces);
    drop(traces);

    let mut report = Report { functions: functions.len(), ..Report::default() };
    for id in functions {
        report.may_collect += usize::from(graph.may_collect(id));
        function::spill(module, id, shadow, &graph, &mut classes, &mut report)
            .with_context(|| describe(module, id))?;
    }
    ensure!(
        report.may_collect > 0,
        "nothing calls {}.{}, by which the pass recognises the collector: was the function that \
         scans the stack linked in?",
        options.marker_module,
        options.marker_name
    );
    module::remove_calls(module, marker.function);
    marker.remove(module)?;
    Ok(report)
}
