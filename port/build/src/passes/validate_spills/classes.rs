//! Which parameters and results, over the whole module, may carry a pointer to
//! a heap block.
//!
//! Optimistic: nothing is a pointer until something that produces one reaches
//! it. Within a function the question is asked at each point of the program,
//! per local and stack position; between functions it is joined over all
//! direct callers and all returns.

use super::bits::Bits;
use super::flow::{self, Forward};
use super::ir::*;
use super::module::{Module, is_integer};
use anyhow::Result;
use std::collections::BTreeSet;

/// For each function, whether each parameter and each result may be a pointer.
pub struct Classes {
    pub params: Vec<Vec<bool>>,
    pub results: Vec<Vec<bool>>,
}

impl Classes {
    pub fn of(module: &Module) -> Result<Self> {
        let mut classes = Self::start(module);
        let mut callers = vec![BTreeSet::new(); module.signatures.len()];
        for function in &module.functions {
            for call in function.calls() {
                if let Callee::Function(callee) = call.callee {
                    callers[callee as usize].insert(function.index);
                }
            }
        }
        let mut pending: BTreeSet<u32> = module.functions.iter().map(|f| f.index).collect();
        while let Some(index) = pending.pop_first() {
            let Some(function) = module.function(index) else {
                continue;
            };
            let found = Local { module, classes: &classes, function }.outcome()?;
            if raise(&mut classes.results[index as usize], &found.results) {
                pending.extend(&callers[index as usize]);
            }
            for (callee, args) in found.passed {
                if raise(&mut classes.params[callee as usize], &args) {
                    pending.insert(callee);
                }
            }
        }
        Ok(classes)
    }

    /// What is known before any body is read: anyone may call what the host or
    /// a table can reach, and a host function may return anything.
    fn start(module: &Module) -> Self {
        let functions = 0..module.signatures.len() as u32;
        let integers = |types: &[wasmparser::ValType], assume: bool| {
            types.iter().map(|ty| assume && is_integer(ty)).collect()
        };
        Self {
            params: functions
                .clone()
                .map(|f| integers(module.signature(f).params(), module.entered.contains(&f)))
                .collect(),
            results: functions
                .map(|f| integers(module.signature(f).results(), f < module.imported))
                .collect(),
        }
    }

    /// Whether each result of a call may be a pointer.
    pub fn returned(&self, module: &Module, call: &Call) -> Vec<bool> {
        match call.callee {
            Callee::Function(index) => self.results[index as usize].clone(),
            Callee::Indirect(_) => {
                let ty = &module.types[call.signature as usize];
                ty.results().iter().map(is_integer).collect()
            }
        }
    }
}

fn raise(known: &mut [bool], found: &[bool]) -> bool {
    let mut raised = false;
    for (known, found) in known.iter_mut().zip(found) {
        raised |= *found && !*known;
        *known |= found;
    }
    raised
}

struct Outcome {
    results: Vec<bool>,
    /// Arguments of direct calls.
    passed: Vec<(u32, Vec<bool>)>,
}

/// The analysis of one function; the state is the set of variables that may
/// hold a pointer.
struct Local<'a> {
    module: &'a Module,
    classes: &'a Classes,
    function: &'a Function,
}

impl Local<'_> {
    fn outcome(&self) -> Result<Outcome> {
        let before = flow::solve(self.function, self)?;
        let ty = self.module.signature(self.function.index);
        let mut outcome = Outcome { results: vec![false; ty.results().len()], passed: Vec::new() };
        let pick = |state: &Bits, span: Span, integers: &[wasmparser::ValType]| -> Vec<bool> {
            let pairs = span.iter().zip(integers);
            pairs.map(|(var, ty)| state.has(var) && is_integer(ty)).collect()
        };
        for (block, state) in self.function.blocks.iter().zip(before) {
            let Some(mut state) = state else { continue };
            let mut call = |state: &Bits, call: &Call| {
                if let Callee::Function(callee) = call.callee {
                    let params = self.module.signature(callee).params();
                    outcome.passed.push((callee, pick(state, call.args, params)));
                }
            };
            for inst in &block.insts {
                if let Inst::Call(inner) = inst {
                    call(&state, inner);
                }
                self.apply(inst, &mut state);
            }
            match &block.exit {
                Exit::Invoke { call: last, .. } => call(&state, last),
                Exit::TailCall(last) => {
                    call(&state, last);
                    let returned = self.classes.returned(self.module, last);
                    raise(&mut outcome.results, &returned);
                }
                Exit::Return { values, .. } => {
                    let returned = pick(&state, *values, ty.results());
                    raise(&mut outcome.results, &returned);
                }
                _ => {}
            }
        }
        Ok(outcome)
    }

    fn apply(&self, inst: &Inst, state: &mut Bits) {
        match *inst {
            Inst::Copy { dst, src } => state.put(dst, state.has(src)),
            Inst::Const { dst, harmless, .. } => state.put(dst, !harmless),
            Inst::GetStack { dst } => state.put(dst, false),
            Inst::Value { dst, args, rule } => {
                let of_first = |n: u32| args.iter().take(n as usize).any(|var| state.has(var));
                let pointer = match rule {
                    Rule::Harmless => false,
                    Rule::Pointer => true,
                    Rule::Join(n) => of_first(n),
                    Rule::Add | Rule::Sub | Rule::And => of_first(2),
                };
                state.put(dst, pointer);
            }
            Inst::Call(ref call) => self.call(call, state),
            Inst::SetStack { .. }
            | Inst::SetGlobal { .. }
            | Inst::Store { .. }
            | Inst::Use { .. } => {}
        }
    }

    fn call(&self, call: &Call, state: &mut Bits) {
        let returned = self.classes.returned(self.module, call);
        for (var, pointer) in call.results.iter().zip(returned) {
            state.put(var, pointer);
        }
    }
}

impl Forward for Local<'_> {
    type State = Bits;

    fn entry(&self) -> Bits {
        let mut state = Bits::new(self.function.vars);
        let params = &self.classes.params[self.function.index as usize];
        for (param, pointer) in (0..).zip(params) {
            state.put(param, *pointer);
        }
        state
    }

    fn flow(&self, block: BlockId, mut state: Bits) -> Vec<(BlockId, Bits)> {
        let block = &self.function.blocks[block];
        for inst in &block.insts {
            self.apply(inst, &mut state);
        }
        let follow = |edge: &Edge, state: &Bits| {
            let mut there = state.clone();
            for moved in 0..edge.len {
                there.put(edge.to + moved, state.has(edge.from + moved));
            }
            (edge.target, there)
        };
        let unwound = |edge: &Unwind, state: &Bits| {
            let mut there = state.clone();
            for (var, pointer) in edge.payload.iter().zip(&edge.pointers) {
                there.put(var, *pointer);
            }
            (edge.target, there)
        };
        match &block.exit {
            Exit::Jump(edges) => edges.iter().map(|edge| follow(edge, &state)).collect(),
            Exit::Invoke { call, next, unwind } => {
                let mut out: Vec<_> = unwind.iter().map(|edge| unwound(edge, &state)).collect();
                self.call(call, &mut state);
                out.push(follow(next, &state));
                out
            }
            Exit::Throw { unwind } => unwind.iter().map(|edge| unwound(edge, &state)).collect(),
            Exit::Return { .. } | Exit::TailCall(_) | Exit::Trap => Vec::new(),
        }
    }

    fn merge(&self, known: &mut Bits, other: &Bits) -> bool {
        known.join(other)
    }
}
