//! Proves that a linked module keeps its roots where its collector looks.
//!
//! The collector reads the words of the shadow stack, from the stack pointer
//! up. A pointer that lives only in a local or on the operand stack while a
//! collection runs is invisible to it, and the object is freed under it. The
//! pass that moves such values into slots of a frame is an optimising
//! compiler pass, and wrong ones pass tests: a missing store is noticed only
//! if a collection happens at that call, frees that very object, and something
//! overwrites it.
//!
//! So the pass is not believed. This reads the finished bytes with another
//! parser, shares no code with it, and proves, for every call that may lead to
//! a collection:
//!
//! - every value that is read later (on any path, through catches too) and may
//!   be a pointer is in an aligned slot of the function's own frame, whole;
//! - the stack pointer is at or below that slot, and was during every call
//!   since the value was stored;
//!
//! and of every function that it leaves the stack pointer as it found it, and
//! stores nothing at an address known to be in its caller's frame.
//!
//! # What is assumed
//!
//! - Compiled code writes only inside the objects it has pointers to. The
//!   frame's base must not be used for anything but stores of roots, which is
//!   checked, so nobody has a pointer into it.
//! - Objects of dynamic size do not have negative sizes.
//! - Values that cannot be pointers are those which `operators` and
//!   `classes` derive: among them small masks, products and shifted values.
//!   A program that hides a pointer by arithmetic and later recovers it has
//!   undefined behaviour in C and is not covered.
//! - Imported functions do not call back into the module.
//! - An exception carries no pointer that is not also somewhere else.
//!
//! # How it works
//!
//! `module` reads and `lower` turns bodies into graphs of blocks over
//! variables (`ir`), where stack positions are variables like locals.
//! `collect` finds who may collect, `classes` what may be a pointer,
//! `live` what is still needed, `frame` where the slots are; `proof` and
//! `state` follow which slot holds what, and `check` compares.

mod bits;
mod check;
mod classes;
mod collect;
mod control;
mod flow;
mod frame;
mod ir;
mod live;
mod lower;
mod marker;
mod module;
mod operators;
mod proof;
mod state;

pub use marker::{name_of_export, roots_of};

use anyhow::{Result, bail, ensure};
use serde::Serialize;
use std::collections::BTreeSet;

/// What the validator cannot see in the module itself.
#[derive(Clone, Debug)]
pub struct Options {
    /// Names of the functions that may start a collection themselves, as the
    /// module's name section or its exports give them. Of several functions
    /// with one name, all are taken.
    pub roots: Vec<String>,
    /// Names of functions that raise an exception whenever they have started a
    /// collection. What is only needed after they return need not be kept while
    /// they are called.
    pub raising: Vec<String>,
}

/// How much was proven.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Functions with a body.
    pub functions: usize,
    /// Functions that may start a collection before they return.
    pub may_collect: usize,
    /// Functions that are waiting for a call while a collection runs.
    pub waiting: usize,
    /// Of these, those with a frame for roots.
    pub framed: usize,
    /// Distinct slots in these frames.
    pub slots: usize,
    /// Calls during which a collection may run.
    pub checked_calls: usize,
    /// Live values that may be pointers, summed over these calls.
    pub checked_values: usize,
    /// Returns and tail calls that were proven to restore the stack pointer.
    pub exits: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum FaultKind {
    /// A live local is in no slot.
    LocalUncovered,
    /// A live operand-stack value is in no slot.
    OperandUncovered,
    /// There is something to keep, but no frame to keep it in.
    NoFrame,
    /// The frame's base is used for more than storing roots.
    FrameShared,
    /// The frame would misalign the stack.
    FrameMisaligned,
    /// Something is stored above the function's own frames, in its caller's.
    SlotOutsideFrame,
    /// The value is in a slot, but that is not proven to be scanned.
    StackPointerTooHigh,
    /// The stack pointer is set to something unknown, or above its entry value.
    StackPointerLost,
    /// A function leaves with another stack pointer than it was entered with.
    StackPointerNotRestored,
    /// A pointer is put into a global.
    PointerInGlobal,
}

/// One thing that could not be proven.
#[derive(Clone, Debug, Serialize)]
pub struct Fault {
    pub function: String,
    /// The function's number, as several may have one name.
    pub index: u32,
    /// Of the call or other instruction, in the module's bytes; 0 if the fault
    /// belongs to the function as a whole.
    pub offset: usize,
    pub kind: FaultKind,
    pub detail: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { function, offset, kind, detail, .. } = self;
        write!(f, "{kind:?} in {function} at byte {offset:#x}: {detail}")
    }
}

/// How many faults an error lists.
const LISTED: usize = 20;

/// Fails, with a list of what is wrong, unless the module is proven.
pub fn validate(wasm: &[u8], options: &Options) -> Result<Report> {
    let (report, faults) = faults(wasm, options)?;
    if faults.is_empty() {
        return Ok(report);
    }
    let listed: Vec<_> = faults.iter().take(LISTED).map(Fault::to_string).collect();
    let count = faults.len();
    bail!("{count} roots are not proven kept:\n{}", listed.join("\n"))
}

/// Everything that could not be proven. An error means that the module could
/// not be examined at all.
pub fn faults(wasm: &[u8], options: &Options) -> Result<(Report, Vec<Fault>)> {
    let module = module::read(wasm)?;
    // Without roots everything would be proven, and nothing.
    ensure!(!options.roots.is_empty(), "no function starts a collection");
    let roots = named(&module, &options.roots)?;
    let may = collect::MayCollect::new(&module, &roots, &named(&module, &options.raising)?);
    let classes = classes::Classes::of(&module)?;
    let mut checker = check::Checker {
        module: &module,
        classes: &classes,
        may: &may,
        report: Report {
            functions: module.functions.len(),
            may_collect: may.count(),
            ..Report::default()
        },
        faults: Vec::new(),
    };
    for function in &module.functions {
        checker.function(function)?;
    }
    Ok((checker.report, checker.faults))
}

fn named(module: &module::Module, names: &[String]) -> Result<BTreeSet<u32>> {
    let mut functions = BTreeSet::new();
    for name in names {
        let before = functions.len();
        let named = module.names.iter().filter(|(_, other)| *other == name);
        functions.extend(named.map(|(index, _)| *index));
        ensure!(functions.len() > before, "the module has no function {name}");
    }
    Ok(functions)
}
