//! The forward must-analysis of one function: how each instruction changes
//! what is known.

use super::classes::Classes;
use super::flow::Forward;
use super::frame::Frame;
use super::ir::*;
use super::module::Module;
use super::state::{Known, State};

pub struct Proof<'a> {
    pub module: &'a Module,
    pub classes: &'a Classes,
    pub function: &'a Function,
    pub frame: Option<&'a Frame>,
}

/// What the collector reads at a time, and so where a root has to begin.
const WORD: i64 = 4;

impl Proof<'_> {
    pub fn apply(&self, inst: &Inst, state: &mut State) {
        match *inst {
            Inst::Copy { dst, src } => state.copy(dst, src),
            Inst::Const { dst, narrow, harmless } => {
                let known = narrow.map_or(Known::Nothing, Known::Constant);
                state.define(dst, known, harmless);
            }
            Inst::GetStack { dst } => state.get_stack(dst),
            Inst::SetStack { src, .. } => state.set_stack(src),
            Inst::Value { dst, args, rule } => {
                let (known, harmless) = self.value(args, rule, state);
                state.define(dst, known, harmless);
            }
            Inst::Store { addr, value, displacement, width, whole, .. } => {
                // A store through any other address is assumed to stay inside
                // the object it was made for, and the frame's base is in
                // nobody else's hands.
                if let (Some(frame), Known::Entry(at)) = (self.frame, state.value(addr).known) {
                    let start = at + i64::from(frame.size) + displacement as i64;
                    self.store(frame, start, width, whole.then_some(value), state);
                }
            }
            Inst::Call(ref call) => {
                self.called(state);
                self.returned(call, state);
            }
            Inst::SetGlobal { .. } | Inst::Use { .. } => {}
        }
    }

    fn store(&self, frame: &Frame, start: i64, width: u32, whole: Option<Var>, state: &mut State) {
        let end = start + i64::from(width);
        let mut overwritten = vec![0u64; frame.slots.len().div_ceil(64)];
        let mut exact = None;
        for (index, (offset, size)) in frame.slots.iter().enumerate() {
            if start < offset + i64::from(*size) && *offset < end {
                overwritten[index / 64] |= 1 << (index % 64);
            }
            if (*offset, *size) == (start, width) && start % WORD == 0 {
                exact = Some(index);
            }
        }
        state.overwrite(&overwritten);
        if let (Some(slot), Some(value)) = (exact, whole) {
            state.cover(value, slot);
        }
    }

    fn value(&self, args: Span, rule: Rule, state: &State) -> (Known, bool) {
        let harmless = |n: u32| {
            let mut first = args.iter().take(n as usize);
            first.all(|var| state.value(var).harmless)
        };
        let known = |nth: u32| state.value(args.base + nth).known;
        match rule {
            Rule::Harmless => (Known::Nothing, true),
            Rule::Pointer => (Known::Nothing, false),
            Rule::Join(n) => (Known::Nothing, harmless(n)),
            Rule::Add => {
                let sum = match (known(0), known(1)) {
                    (Known::Constant(by), of) | (of, Known::Constant(by)) => shift(of, by.into()),
                    _ => Known::Nothing,
                };
                (sum, harmless(2))
            }
            Rule::Sub => {
                let difference = match (known(0), known(1)) {
                    (of, Known::Constant(by)) => shift(of, -i64::from(by)),
                    // The size of a dynamically sized object, never negative.
                    (of, _) => of.bound().map_or(Known::Nothing, Known::at_most),
                };
                (difference, harmless(2))
            }
            // Rounding an address down does not raise it.
            Rule::And => {
                let bound = known(0).bound().or(known(1).bound());
                (bound.map_or(Known::Nothing, Known::at_most), harmless(2))
            }
        }
    }

    /// While a callee runs, all below the stack pointer is its own.
    fn called(&self, state: &mut State) {
        let Some(frame) = self.frame else { return };
        let kept_from = state.stack().bound();
        let mut overwritten = vec![0u64; frame.slots.len().div_ceil(64)];
        for (index, (offset, _)) in frame.slots.iter().enumerate() {
            let address = offset - i64::from(frame.size);
            if kept_from.is_none_or(|from| address < from) {
                overwritten[index / 64] |= 1 << (index % 64);
            }
        }
        state.overwrite(&overwritten);
    }

    fn returned(&self, call: &Call, state: &mut State) {
        let pointers = self.classes.returned(self.module, call);
        for (var, pointer) in call.results.iter().zip(pointers) {
            state.define(var, Known::Nothing, !pointer);
        }
    }
}

fn shift(known: Known, by: i64) -> Known {
    match known {
        Known::Entry(at) => Known::Entry(at + by),
        Known::AtMost(bound) => Known::at_most(bound + by),
        // Constants are tracked for frame sizes only.
        Known::Constant(_) | Known::Nothing => Known::Nothing,
    }
}

impl Forward for Proof<'_> {
    type State = State;

    fn entry(&self) -> State {
        let slots = self.frame.map_or(0, |frame| frame.slots.len());
        let mut state = State::new(self.function.vars, slots);
        let params = &self.classes.params[self.function.index as usize];
        for (param, pointer) in (0..).zip(params) {
            state.define(param, Known::Nothing, !pointer);
        }
        // Declared locals start as zero.
        for local in self.function.params..self.function.locals {
            state.define(local, Known::Constant(0), true);
        }
        state
    }

    fn flow(&self, block: BlockId, mut state: State) -> Vec<(BlockId, State)> {
        let function = self.function;
        let block = &function.blocks[block];
        for inst in &block.insts {
            self.apply(inst, &mut state);
        }
        let vars = |target: BlockId| function.locals + function.blocks[target].height;
        let follow = |edge: &Edge, state: &State| {
            let there = state.clone().arrive(edge, vars(edge.target));
            (edge.target, there)
        };
        let unwound = |edge: &Unwind, state: &State| {
            let vars = vars(edge.target);
            let there = state.clone().catch(edge.payload, &edge.pointers, vars);
            (edge.target, there)
        };
        match &block.exit {
            Exit::Jump(edges) => edges.iter().map(|edge| follow(edge, &state)).collect(),
            Exit::Invoke { call, next, unwind } => {
                self.called(&mut state);
                let mut out: Vec<_> = unwind.iter().map(|edge| unwound(edge, &state)).collect();
                self.returned(call, &mut state);
                out.push(follow(next, &state));
                out
            }
            Exit::Throw { unwind } => unwind.iter().map(|edge| unwound(edge, &state)).collect(),
            Exit::Return { .. } | Exit::TailCall(_) | Exit::Trap => Vec::new(),
        }
    }

    fn merge(&self, known: &mut State, other: &State) -> bool {
        known.merge(other)
    }
}
