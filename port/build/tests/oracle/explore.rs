//! Follows one value at a time through a function, along every path.
//!
//! For each instruction that makes a pointer, and each parameter that is one,
//! the pointer is a token. What is known at a point is which locals and stack
//! positions hold that token, which words of the shadow stack do, and where the
//! stack pointer is; nothing is merged where ways meet, each combination is
//! followed on its own, and they are few. A token that is in no word that the
//! collector reads while a collection may run, and is used afterwards, is lost.
//!
//! So this decides by exhaustion what the validator proves by dataflow
//! equations. It sees paths one by one, which the validator does not; it takes
//! conditions for free, as the validator does. What it does not see: a frame
//! whose address is given away.

use super::code::Code;
use super::collects::Collects;
use super::pointers::Pointers;
use super::program::{Body, Program};
use super::state::{State, Tag};
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::Operator;

/// What is wrong with a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// The pointer made by the instruction at `origin`, or the parameter with
    /// that number, was in no slot during a call, and is used afterwards.
    Value { call: usize, origin: Origin },
    /// The stack pointer is not restored at this exit.
    StackPointer { exit: usize },
    /// The stack pointer is not aligned at this call.
    Misaligned { call: usize },
    /// This writes into the caller's frame.
    Outside { store: usize },
    /// A pointer is put where no collector looks.
    Hidden { at: usize },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    Param(usize),
    /// An instruction, by number, and which of its results.
    Result(usize, usize),
}

/// What to pretend not to see: a pass that does not see it errs in the same
/// places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blind {
    /// That exceptions are caught.
    Catches,
    /// That loops repeat.
    Loops,
    /// That values are held on the operand stack over calls.
    Operands,
    /// That indirect calls may collect.
    IndirectCalls,
    /// That pointers are made by adding, subtracting and masking.
    Derived,
    /// That parameters may be pointers.
    Params,
}

pub const BLIND: [Blind; 6] = [
    Blind::Catches,
    Blind::Loops,
    Blind::Operands,
    Blind::IndirectCalls,
    Blind::Derived,
    Blind::Params,
];

/// What is known of the module, for exploring its functions.
pub struct Facts<'a> {
    pub program: &'a Program<'a>,
    pub collects: Collects,
    pub pointers: Pointers,
}

impl<'a> Facts<'a> {
    /// `roots` are the names of the functions that collect.
    pub fn of(program: &'a Program<'a>, roots: &[String]) -> Facts<'a> {
        let collects = Collects::of(program, roots);
        Facts { program, collects, pointers: Pointers::of(program) }
    }

    /// Everything that is wrong with a function of the module.
    pub fn losses(&self, index: usize) -> BTreeSet<Loss> {
        let mut explorer = Explorer::new(self, index, &self.program.bodies[index]);
        explorer.run(index);
        explorer.losses
    }

    /// Whether anything is wrong with another body for a function. The rest of
    /// the module must not depend on the difference.
    pub fn is_lossy(&self, index: usize, body: &Body<'_>) -> bool {
        let mut explorer = Explorer::new(self, index, body);
        explorer.one_is_enough = true;
        explorer.run(index);
        !explorer.losses.is_empty()
    }

    /// Which of the given stores are needed, and what one has to see to know:
    /// blind to any of these, nothing would be lost without the store. `stores`
    /// are instructions of a function with which nothing is wrong.
    pub fn needs(&self, index: usize, stores: &[usize]) -> BTreeMap<usize, Vec<Blind>> {
        let mut explorer = Explorer::new(self, index, &self.program.bodies[index]);
        explorer.one_is_enough = true;
        let origins = explorer.origins(index);
        let mut kept_by: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, (origin, births)) in origins.iter().enumerate() {
            explorer.stored.clear();
            explorer.follow(*origin, births);
            for store in &explorer.stored {
                kept_by.entry(*store).or_default().push(number);
            }
        }
        let mut needs = BTreeMap::new();
        for store in stores {
            explorer.without = Some(*store);
            let mut is_lossy = |blind| {
                explorer.losses.clear();
                explorer.blind = blind;
                for number in kept_by.get(store).into_iter().flatten() {
                    let (origin, births) = &origins[*number];
                    if explorer.sees(*origin) {
                        explorer.follow(*origin, births);
                    }
                }
                !explorer.losses.is_empty()
            };
            if is_lossy(None) {
                let unseen = BLIND.into_iter().filter(|blind| !is_lossy(Some(*blind)));
                needs.insert(*store, unseen.collect());
            }
        }
        needs
    }
}

/// One function being explored.
pub struct Explorer<'a> {
    pub facts: &'a Facts<'a>,
    pub code: Code<'a>,
    pub results: usize,
    pub blind: Option<Blind>,
    /// A store that is not carried out.
    pub without: Option<usize>,
    /// The stores that put the token into a slot.
    pub stored: BTreeSet<usize>,
    /// For each instruction, the locals that are read later.
    pub live: Vec<Vec<u64>>,
    /// Height of the operand stack below each frame, once it was entered.
    pub heights: Vec<usize>,
    /// The states seen where ways meet, and where there are any.
    seen: Vec<Vec<State>>,
    touched: Vec<usize>,
    /// The states right after each instruction that makes a pointer, found in a
    /// first round without a token.
    pub births: Vec<Option<Vec<State>>>,
    /// None in that round.
    pub origin: Option<Origin>,
    one_is_enough: bool,
    pub pending: Vec<State>,
    pub losses: BTreeSet<Loss>,
}

impl<'a> Explorer<'a> {
    fn new(facts: &'a Facts<'a>, index: usize, body: &'a Body<'a>) -> Explorer<'a> {
        let function = facts.program.imported + index as u32;
        let results = facts.program.signature(function).results().len();
        let code = Code::of(facts.program, body, results);
        Explorer {
            facts,
            results,
            blind: None,
            without: None,
            stored: BTreeSet::new(),
            live: live(&code),
            heights: vec![0; code.frames.len()],
            seen: vec![Vec::new(); body.ops.len() + 1],
            touched: Vec::new(),
            births: vec![None; body.ops.len()],
            origin: None,
            one_is_enough: false,
            pending: Vec::new(),
            losses: BTreeSet::new(),
            code,
        }
    }

    fn run(&mut self, index: usize) {
        for (origin, births) in self.origins(index) {
            self.follow(origin, &births);
        }
    }

    /// Goes through the function without a token, and gives each pointer that
    /// is made on the way, with the states in which that happens.
    fn origins(&mut self, index: usize) -> Vec<(Option<Origin>, Vec<State>)> {
        let made = self.facts.pointers.made(self.facts.program, index, self.code.body);
        self.losses.extend(made.hidden.into_iter().map(|at| Loss::Hidden { at }));
        made.pointers.iter().for_each(|(at, _)| self.births[*at] = Some(Vec::new()));
        self.follow(None, &[State::entry()]);

        let params = made.params.into_iter().map(|param| {
            let mut born = State::entry();
            born.set(param, Some(Tag::Token));
            (Some(Origin::Param(param)), vec![born])
        });
        let results = made.pointers.into_iter().map(|(at, nth)| {
            let mut births = self.births[at].clone().unwrap_or_default();
            let from_top = self.result_count(at) - nth;
            // An address on the stack is none in the heap.
            births.retain(|born| born.tag(self.position(born.height - from_top)).is_none());
            for born in &mut births {
                born.set(self.position(born.height - from_top), Some(Tag::Token));
            }
            (Some(Origin::Result(at, nth)), births)
        });
        params.chain(results).collect()
    }

    fn result_count(&self, at: usize) -> usize {
        let program = self.facts.program;
        match self.code.body.ops[at].1 {
            Operator::Call { function_index } => program.signature(function_index).results().len(),
            Operator::CallIndirect { type_index, .. } => {
                program.types[type_index as usize].results().len()
            }
            _ => 1,
        }
    }

    /// Whether an origin is recognised as one.
    fn sees(&self, origin: Option<Origin>) -> bool {
        match (self.blind, origin) {
            (Some(Blind::Params), Some(Origin::Param(_))) => false,
            (Some(Blind::Derived), Some(Origin::Result(at, _))) => {
                !is_derived(&self.code.body.ops[at].1)
            }
            _ => true,
        }
    }

    fn follow(&mut self, origin: Option<Origin>, from: &[State]) {
        for at in self.touched.drain(..) {
            self.seen[at].clear();
        }
        self.origin = origin;
        self.pending = from.to_vec();
        while let Some(mut state) = self.pending.pop() {
            if self.one_is_enough && !self.losses.is_empty() {
                return;
            }
            while self.goes_on(&mut state) && self.step(&mut state) {}
        }
    }

    /// Whether a state is of interest, and new.
    fn goes_on(&mut self, state: &mut State) -> bool {
        if self.code.joins[state.at] {
            let (live, locals) = (&self.live[state.at], self.code.body.locals.len());
            let lives = |var: usize| var >= locals || live[var / 64] >> (var % 64) & 1 == 1;
            state.held.retain(|(var, _)| lives(*var));
        }
        if self.origin.is_some() && !state.holds_token() {
            return false;
        }
        if self.code.joins[state.at] {
            let seen = &mut self.seen[state.at];
            if seen.contains(state) {
                return false;
            }
            if seen.is_empty() {
                self.touched.push(state.at);
            }
            seen.push(state.clone());
        }
        true
    }
}

/// Whether an instruction makes a pointer of others.
fn is_derived(op: &Operator<'_>) -> bool {
    matches!(
        op,
        Operator::I32Add | Operator::I32Sub | Operator::I32And | Operator::I32Or | Operator::I32Xor
    )
}

/// The locals that are read later, before each instruction.
fn live(code: &Code<'_>) -> Vec<Vec<u64>> {
    let words = code.body.locals.len().div_ceil(64);
    let mut live = vec![vec![0u64; words]; code.body.ops.len() + 1];
    let successors: Vec<_> = (0..code.body.ops.len()).map(|at| code.successors(at)).collect();
    loop {
        let mut changed = false;
        for at in (0..code.body.ops.len()).rev() {
            let mut here = vec![0u64; words];
            for next in &successors[at] {
                here.iter_mut().zip(&live[*next]).for_each(|(here, next)| *here |= next);
            }
            match code.body.ops[at].1 {
                Operator::LocalGet { local_index: local } => {
                    here[local as usize / 64] |= 1 << (local % 64);
                }
                Operator::LocalSet { local_index: local }
                | Operator::LocalTee { local_index: local } => {
                    here[local as usize / 64] &= !(1 << (local % 64));
                }
                _ => {}
            }
            changed |= here != live[at];
            live[at] = here;
        }
        if !changed {
            return live;
        }
    }
}
