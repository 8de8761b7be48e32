//! Makes wrong functions out of right ones: each mutant is one slip that a pass
//! which stores roots could make.

mod frames;
mod stores;

use super::Random;
use super::code::Code;
use super::program::{Body, Program};
use std::ops::Range;
use wasm_encoder::{Encode, Instruction, MemArg};
use wasmparser::Operator;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// A root is not stored, in one place or in all of them.
    StoreDropped,
    RootForgotten,
    /// A root is stored a word higher, or a word lower.
    SlotRaised,
    SlotLowered,
    /// A root is stored in another's slot, in one place or in all.
    SlotMistaken,
    SlotShared,
    /// A root is stored in half of another's double word.
    SlotInWide,
    /// Half of a root is stored.
    HalfStored,
    /// Another local of the same type is stored.
    OtherLocal,
    /// A root is stored only after the next call in straight-line code.
    StoreDelayed,
    /// A root is stored just before it is set.
    StoreEarly,
    /// A root is stored only if some local is not zero.
    StoreConditional,
    /// Something else is stored in the slot right afterwards.
    StoreOverwritten,
    /// The frame is smaller than its slots and its epilogues suppose.
    FrameShrunk,
    /// The frame is smaller than its slots suppose, and so are its epilogues.
    FrameTooSmall,
    /// The stack is not aligned any more.
    FrameMisaligned,
    /// The frame is not taken from the stack.
    StackNotLowered,
    /// The frame is made after some call, or only in some branch or loop.
    PrologueLate,
    PrologueInBranch,
    /// The frame is given back over a call.
    StackRaised,
    /// The stack pointer ends too low, too high, or is not restored, at one exit.
    EpilogueShort,
    EpilogueLong,
    EpilogueDropped,
    /// The stack pointer is raised by the size of the frame, from wherever it is.
    EpilogueRelative,
    /// A tail call leaves the frame behind.
    TailCallKeepsFrame,
    /// A branch leads past the epilogue.
    EpilogueSkipped,
}

pub struct Mutant {
    pub slip: Slip,
    /// Index into the program's bodies.
    pub body: usize,
    /// The instruction where the change is, in the original.
    pub at: usize,
    /// What to put in place of which bytes of the body.
    edits: Vec<(Range<usize>, Vec<u8>)>,
}

impl Mutant {
    /// The changed body.
    pub fn bytes(&self, program: &Program<'_>) -> Vec<u8> {
        let mut bytes = program.bytes(self.body).to_vec();
        let mut edits = self.edits.clone();
        edits.sort_by_key(|(range, _)| range.start);
        for (range, by) in edits.into_iter().rev() {
            bytes.splice(range, by);
        }
        bytes
    }
}

/// Every mutant of one function; none if it has no frame. Where there are many
/// ways to make the same slip in the same place, chance picks one.
pub fn mutants(program: &Program<'_>, index: usize, random: &mut Random) -> Vec<Mutant> {
    let Some(mut function) = Function::of(program, index, random) else {
        return Vec::new();
    };
    for store in function.stores.clone() {
        function.store(store);
        function.order(store);
    }
    function.roots();
    function.frame();
    function.prologue();
    for at in function.start..function.body.ops.len() {
        function.epilogue(at);
        function.branch(at);
    }
    function.all
}

/// The instructions of a function that store roots.
pub fn root_stores(program: &Program<'_>, index: usize) -> Vec<usize> {
    let stores = Function::of(program, index, &mut Random::new(0)).map(|function| function.stores);
    stores.into_iter().flatten().map(|store| store.at + STORE - 1).collect()
}

/// A function without some of its [`root_stores`].
pub fn without(program: &Program<'_>, index: usize, stores: &[usize]) -> Mutant {
    let mut random = Random::new(0);
    let function = Function::of(program, index, &mut random).expect("it has stores");
    let remove = |at: &usize| (function.range(at + 1 - STORE..at + 1), Vec::new());
    let edits = stores.iter().map(remove).collect();
    Mutant { slip: Slip::StoreDropped, body: index, at: stores[0], edits }
}

/// The frame's base, its size, and the prologue's first instruction.
fn prologue(program: &Program<'_>, body: &Body<'_>) -> Option<(u32, i32, usize)> {
    let blocks = body.ops.iter();
    let start = blocks.take_while(|(_, op)| matches!(op, Operator::Block { .. })).count();
    let window = body.ops.get(start..start + PROLOGUE)?;
    match [0, 1, 2, 3, 4].map(|at: usize| &window[at].1) {
        [
            Operator::GlobalGet { global_index: get },
            Operator::I32Const { value },
            Operator::I32Sub,
            Operator::LocalTee { local_index },
            Operator::GlobalSet { global_index: set },
        ] if [*get, *set] == [program.stack_pointer; 2] => Some((*local_index, *value, start)),
        _ => None,
    }
}

/// How many instructions a prologue, a store and an epilogue have.
const PROLOGUE: usize = 5;
const STORE: usize = 3;
const EPILOGUE: usize = 4;

/// A root stored in a slot.
#[derive(Clone, Copy)]
struct Store {
    at: usize,
    local: u32,
    slot: u64,
    wide: bool,
    memory: u32,
}

impl Store {
    fn to(&self, offset: u64) -> Instruction<'static> {
        let align = if self.wide { 3 } else { 2 };
        let memarg = MemArg { offset, align, memory_index: self.memory };
        if self.wide { Instruction::I64Store(memarg) } else { Instruction::I32Store(memarg) }
    }
}

struct Function<'a> {
    program: &'a Program<'a>,
    body: &'a Body<'a>,
    code: Code<'a>,
    index: usize,
    base: u32,
    size: i32,
    /// Where the prologue starts.
    start: usize,
    stores: Vec<Store>,
    random: &'a mut Random,
    all: Vec<Mutant>,
}

fn encoded(insts: &[Instruction<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    insts.iter().for_each(|inst| inst.encode(&mut bytes));
    bytes
}

impl<'a> Function<'a> {
    /// A function that has a frame for roots.
    fn of(program: &'a Program<'a>, index: usize, random: &'a mut Random) -> Option<Function<'a>> {
        let body = &program.bodies[index];
        let (base, size, start) = prologue(program, body)?;
        let results = program.signature(program.imported + index as u32).results().len();
        let code = Code::of(program, body, results);
        let (stores, all) = (Vec::new(), Vec::new());
        let mut function =
            Function { program, body, code, index, base, size, start, stores, random, all };
        function.stores = (start..body.ops.len()).filter_map(|at| function.store_at(at)).collect();
        let for_roots = (start..body.ops.len()).all(|at| function.is_for_roots(at));
        for_roots.then_some(function)
    }

    /// Where instructions are, in the body's bytes.
    fn range(&self, ops: Range<usize>) -> Range<usize> {
        let start = self.body.range.start;
        self.body.ops[ops.start].0 - start..self.body.end(ops.end - 1) - start
    }

    fn before(&self, at: usize) -> Range<usize> {
        let start = self.range(at..at + 1).start;
        start..start
    }

    fn bytes(&self, ops: Range<usize>) -> Vec<u8> {
        self.program.bytes(self.index)[self.range(ops)].to_vec()
    }

    fn add(&mut self, slip: Slip, at: usize, edits: Vec<(Range<usize>, Vec<u8>)>) {
        let unchanged = |(range, by): &(Range<usize>, Vec<u8>)| {
            self.program.bytes(self.index)[range.clone()] == by[..]
        };
        if !edits.iter().all(unchanged) {
            self.all.push(Mutant { slip, body: self.index, at, edits });
        }
    }

    fn replace(&mut self, slip: Slip, ops: Range<usize>, by: &[Instruction<'_>]) {
        let at = ops.start;
        self.add(slip, at, vec![(self.range(ops), encoded(by))]);
    }

    fn is_base(&self, at: usize) -> bool {
        let op = self.body.ops.get(at).map(|(_, op)| op);
        matches!(op, Some(Operator::LocalGet { local_index }) if *local_index == self.base)
    }

    /// Whether the base, if the instruction reads it, is read to store a root or
    /// to restore the stack pointer. The compiler's own frames are used for more.
    fn is_for_roots(&self, at: usize) -> bool {
        !self.is_base(at) || self.store_at(at).is_some() || self.is_epilogue(at)
    }

    fn store_at(&self, at: usize) -> Option<Store> {
        let [
            (_, Operator::LocalGet { .. }),
            (_, Operator::LocalGet { local_index: local }),
            (_, store),
        ] = self.body.ops.get(at..at + STORE)?
        else {
            return None;
        };
        let (memarg, wide) = match store {
            Operator::I32Store { memarg } => (memarg, false),
            Operator::I64Store { memarg } => (memarg, true),
            _ => return None,
        };
        let (slot, memory) = (memarg.offset, memarg.memory);
        self.is_base(at).then_some(Store { at, local: *local, slot, wide, memory })
    }

    fn is_epilogue(&self, at: usize) -> bool {
        self.is_base(at)
            && matches!(
                self.body.ops.get(at + 1..at + EPILOGUE),
                Some([
                    (_, Operator::I32Const { value }),
                    (_, Operator::I32Add),
                    (_, Operator::GlobalSet { global_index }),
                ]) if *global_index == self.program.stack_pointer && *value == self.size
            )
    }
}
