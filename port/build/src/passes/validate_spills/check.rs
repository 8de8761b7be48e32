//! Holds each function against what its callers and the collector rely on.

use super::bits::Bits;
use super::classes::Classes;
use super::collect::{MayCollect, Outcome};
use super::flow;
use super::frame::{self, Found};
use super::ir::*;
use super::live::Liveness;
use super::module::Module;
use super::proof::Proof;
use super::state::{Known, State};
use super::{Fault, FaultKind, Report};
use anyhow::Result;

pub struct Checker<'a> {
    pub module: &'a Module,
    pub classes: &'a Classes,
    pub may: &'a MayCollect<'a>,
    pub report: Report,
    pub faults: Vec<Fault>,
}

/// One function under check.
struct Subject<'a> {
    function: &'a Function,
    found: &'a Found,
    proof: Proof<'a>,
}

impl Checker<'_> {
    pub fn function(&mut self, function: &Function) -> Result<()> {
        // A function that neither waits for a collection nor reads the stack
        // pointer nor sets a global keeps every promise by doing nothing.
        let collects = |call: &Call| self.may.callee(call.callee) != Outcome::Nothing;
        let waits = function.waiting_calls().any(collects);
        let mut insts = function.blocks.iter().flat_map(|block| &block.insts);
        let promises = |inst: &Inst| {
            use Inst::{GetStack, SetGlobal, SetStack};
            matches!(inst, GetStack { .. } | SetStack { .. } | SetGlobal { .. })
        };
        if !waits && !insts.any(promises) {
            return Ok(());
        }
        let found = frame::find(function);
        let frame = match &found {
            Found::Frame(frame) => Some(frame),
            Found::Shared(_) | Found::Nothing => None,
        };
        let subject = Subject {
            function,
            found: &found,
            proof: Proof { module: self.module, classes: self.classes, function, frame },
        };
        self.report.waiting += usize::from(waits);
        self.frame(&subject, waits);
        let states = flow::solve(function, &subject.proof)?;
        let live = waits.then(|| Liveness::of(function)).transpose()?;
        for (block, state) in states.into_iter().enumerate() {
            if let Some(state) = state {
                self.block(&subject, block, state, live.as_ref());
            }
        }
        Ok(())
    }

    fn fault(&mut self, subject: &Subject<'_>, kind: FaultKind, offset: usize, detail: String) {
        self.faults.push(Fault {
            function: self.module.name(subject.function.index),
            index: subject.function.index,
            offset,
            kind,
            detail,
        });
    }

    /// Promises of the frame as a whole.
    fn frame(&mut self, subject: &Subject<'_>, waits: bool) {
        let Found::Frame(frame) = subject.found else {
            return;
        };
        if waits {
            self.report.framed += 1;
            self.report.slots += frame.slots.len();
        }
        if frame.size % frame::ALIGNMENT != 0 {
            let detail = format!("the frame is {} bytes", frame.size);
            self.fault(subject, FaultKind::FrameMisaligned, 0, detail);
        }
    }

    fn block(
        &mut self,
        subject: &Subject<'_>,
        id: BlockId,
        mut state: State,
        live: Option<&Liveness<'_>>,
    ) {
        let block = &subject.function.blocks[id];
        let across = live.map(|live| live.across_calls(id)).unwrap_or_default();
        let mut across = across.into_iter();
        for inst in &block.insts {
            match *inst {
                Inst::Call(ref call) => {
                    let needed = across.next();
                    // What it raises, nothing in this function catches.
                    let returns = self.may.callee(call.callee) == Outcome::Returns;
                    self.call(subject, call, &state, needed.filter(|_| returns));
                }
                Inst::SetStack { src, offset }
                    if state.value(src).known.bound().is_none_or(|at| at > 0) =>
                {
                    let detail = "it may be raised above its value at entry".to_owned();
                    self.fault(subject, FaultKind::StackPointerLost, offset, detail);
                }
                Inst::Store { addr, displacement, width, offset, .. } => {
                    let end = displacement.saturating_add(u64::from(width));
                    if let Known::Entry(at) = state.value(addr).known
                        && at.saturating_add_unsigned(end) > 0
                    {
                        let detail = "a store into the caller's frame".to_owned();
                        self.fault(subject, FaultKind::SlotOutsideFrame, offset, detail);
                    }
                }
                Inst::SetGlobal { src, global, offset } if !state.value(src).harmless => {
                    let detail = format!("global {global} is not read by the collector");
                    self.fault(subject, FaultKind::PointerInGlobal, offset, detail);
                }
                _ => {}
            }
            subject.proof.apply(inst, &mut state);
        }
        match &block.exit {
            Exit::Invoke { call, .. } => {
                let needed = match self.may.callee(call.callee) {
                    Outcome::Returns => across.next(),
                    Outcome::Raises => live.map(|live| live.where_caught(id)),
                    Outcome::Nothing => None,
                };
                self.call(subject, call, &state, needed);
            }
            Exit::Return { offset, .. } => self.exit(subject, *offset, &state),
            Exit::TailCall(call) => self.exit(subject, call.offset, &state),
            Exit::Jump(_) | Exit::Throw { .. } | Exit::Trap => {}
        }
    }

    fn exit(&mut self, subject: &Subject<'_>, offset: usize, state: &State) {
        self.report.exits += 1;
        if state.stack() != Known::Entry(0) {
            let detail = format!("it is {:?} here", state.stack());
            self.fault(subject, FaultKind::StackPointerNotRestored, offset, detail);
        }
    }

    /// `needed` is what has to survive a collection during the call.
    fn call(&mut self, subject: &Subject<'_>, call: &Call, state: &State, needed: Option<Bits>) {
        let Some(needed) = needed else { return };
        self.report.checked_calls += 1;
        for var in needed.iter().filter(|var| !state.value(*var).harmless) {
            self.report.checked_values += 1;
            if let Some((kind, why)) = verdict(subject, state, var) {
                let what = subject.function.describe(var);
                self.fault(subject, kind, call.offset, format!("{what} {why}"));
            }
        }
    }
}

/// What is wrong with how `var` is kept at a call, if anything is.
fn verdict(subject: &Subject<'_>, state: &State, var: Var) -> Option<(FaultKind, String)> {
    let frame = match subject.found {
        Found::Frame(frame) => frame,
        Found::Shared(base) => {
            let why = format!("is live; local {base}, the frame's base, is used elsewhere");
            return Some((FaultKind::FrameShared, why));
        }
        Found::Nothing => return Some((FaultKind::NoFrame, "is live".to_owned())),
    };
    let mut holders = state.covering(var).peekable();
    if holders.peek().is_none() {
        let kind = if var < subject.function.locals {
            FaultKind::LocalUncovered
        } else {
            FaultKind::OperandUncovered
        };
        return Some((kind, "is live and in no slot".to_owned()));
    }
    let scanned_from = state.stack().bound();
    let scanned = |slot: usize| {
        let address = frame.slots[slot].0 - i64::from(frame.size);
        scanned_from.is_some_and(|from| from <= address)
    };
    if holders.any(scanned) {
        return None;
    }
    let why = format!("is stored, but the stack pointer is {:?}", state.stack());
    Some((FaultKind::StackPointerTooHigh, why))
}
