//! Makes wrong modules out of right ones: each mutant is one slip that a pass
//! which stores roots could make.

use super::program::{Body, Program};
use std::ops::Range;
use wasm_encoder::{Encode, Instruction};
use wasmparser::Operator;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// A root is not stored.
    StoreDropped,
    /// A root is stored a word higher, or a word lower.
    SlotRaised,
    SlotLowered,
    /// Another local of the same type is stored.
    OtherLocal,
    /// Half of a double word is stored.
    HalfStored,
    /// A root is stored only after the next call in straight-line code.
    StoreDelayed,
    /// The stack pointer ends too low, too high, or is not restored.
    EpilogueShort,
    EpilogueLong,
    EpilogueDropped,
    /// The frame is smaller than its slots and its epilogue suppose.
    FrameShrunk,
    /// The frame is not taken from the stack.
    StackNotLowered,
}

pub struct Mutant {
    pub slip: Slip,
    /// Index into the program's bodies.
    pub body: usize,
    /// Offset of the changed instructions in the original.
    pub offset: usize,
    /// A root moved to words of the frame that no other store touches: as good
    /// as before, unless a store of the same root elsewhere now disagrees.
    pub free: bool,
    range: Range<usize>,
    by: Vec<u8>,
}

impl Mutant {
    pub fn build(&self, program: &Program<'_>) -> Vec<u8> {
        program.replace(self.body, self.range.clone(), &self.by)
    }
}

/// Every mutant of every function that has a frame.
pub fn mutants(program: &Program<'_>) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (index, body) in program.bodies.iter().enumerate() {
        if let Some((base, size, start)) = prologue(program, body) {
            let function = Function { program, body, index, base, size };
            function.frame(start, &mut all);
            for at in start..body.ops.len() {
                function.store(at, &mut all);
                function.epilogue(at, &mut all);
            }
        }
    }
    all
}

/// The frame's base, its size, and the prologue's first instruction.
fn prologue(program: &Program<'_>, body: &Body<'_>) -> Option<(u32, i32, usize)> {
    let blocks = body.ops.iter();
    let start = blocks.take_while(|(_, op)| matches!(op, Operator::Block { .. })).count();
    let window = body.ops.get(start..start + 5)?;
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

struct Function<'a> {
    program: &'a Program<'a>,
    body: &'a Body<'a>,
    index: usize,
    base: u32,
    size: i32,
}

impl Function<'_> {
    fn mutant(&self, slip: Slip, ops: Range<usize>, by: &[Instruction<'_>]) -> Mutant {
        let mut bytes = Vec::new();
        by.iter().for_each(|inst| inst.encode(&mut bytes));
        let offset = self.body.ops[ops.start].0;
        Mutant {
            slip,
            body: self.index,
            offset,
            free: false,
            range: offset..self.body.end(ops.end - 1),
            by: bytes,
        }
    }

    fn frame(&self, start: usize, all: &mut Vec<Mutant>) {
        let smaller = [Instruction::I32Const(self.size - 16)];
        all.push(self.mutant(Slip::FrameShrunk, start + 1..start + 2, &smaller));
        let drop = [Instruction::Drop];
        all.push(self.mutant(Slip::StackNotLowered, start + 4..start + 5, &drop));
    }

    fn is_base(&self, at: usize) -> bool {
        let op = self.body.ops.get(at).map(|(_, op)| op);
        matches!(op, Some(Operator::LocalGet { local_index }) if *local_index == self.base)
    }

    fn store(&self, at: usize, all: &mut Vec<Mutant>) {
        let ops = &self.body.ops;
        if !self.is_base(at) || ops.len() < at + 3 {
            return;
        }
        let Operator::LocalGet { local_index: local } = ops[at + 1].1 else {
            return;
        };
        let (found, wide) = match ops[at + 2].1 {
            Operator::I32Store { memarg } => (memarg, false),
            Operator::I64Store { memarg } => (memarg, true),
            _ => return,
        };
        let slot = found.offset;
        let memarg = |offset: u64| wasm_encoder::MemArg {
            offset,
            align: u32::from(found.align),
            memory_index: found.memory,
        };
        let store = |offset: u64| match wide {
            false => Instruction::I32Store(memarg(offset)),
            true => Instruction::I64Store(memarg(offset)),
        };
        all.push(self.mutant(Slip::StoreDropped, at..at + 3, &[]));
        let mut moved = |slip: Slip, to: u64| {
            let mut mutant = self.mutant(slip, at + 2..at + 3, &[store(to)]);
            mutant.free = self.is_free(at, to..to + if wide { 8 } else { 4 });
            all.push(mutant);
        };
        moved(Slip::SlotRaised, slot + 4);
        if let Some(lower) = slot.checked_sub(4) {
            moved(Slip::SlotLowered, lower);
        }
        if wide {
            // No access may promise more alignment than it is wide.
            let memarg = wasm_encoder::MemArg { align: 2, ..memarg(slot) };
            let half = [Instruction::I64Store32(memarg)];
            all.push(self.mutant(Slip::HalfStored, at + 2..at + 3, &half));
        }
        let ty = self.body.locals[local as usize];
        let other = (0..self.body.locals.len() as u32).find(|other| {
            self.body.locals[*other as usize] == ty && *other != local && *other != self.base
        });
        if let Some(other) = other {
            let get = [Instruction::LocalGet(other)];
            all.push(self.mutant(Slip::OtherLocal, at + 1..at + 2, &get));
        }
        if let Some(call) = self.next_call(at + 3) {
            let mut mutant = self.mutant(Slip::StoreDelayed, at..call + 1, &[]);
            let bytes = |ops: Range<usize>| {
                &self.program.wasm[self.body.ops[ops.start].0..self.body.end(ops.end - 1)]
            };
            mutant.by = [bytes(at + 3..call + 1), bytes(at..at + 3)].concat();
            all.push(mutant);
        }
    }

    /// Whether `bytes` of the frame are used by no store but the one at `at`.
    fn is_free(&self, at: usize, bytes: Range<u64>) -> bool {
        let touched = |store: usize| {
            let (memarg, width) = match &self.body.ops.get(store + 2)?.1 {
                Operator::I32Store { memarg } => (memarg, 4),
                Operator::I64Store { memarg } | Operator::F64Store { memarg } => (memarg, 8),
                _ => return None,
            };
            let start = memarg.offset;
            Some(start < bytes.end && bytes.start < start + width)
        };
        let mut stores = (0..self.body.ops.len()).filter(|store| self.is_base(*store));
        bytes.end <= self.size as u64
            && !stores.any(|store| store != at && touched(store).unwrap_or(false))
    }

    /// The next call, if nothing but straight-line code comes before it.
    fn next_call(&self, from: usize) -> Option<usize> {
        let straight = |op: &Operator<'_>| {
            !matches!(
                op,
                Operator::Block { .. }
                    | Operator::Loop { .. }
                    | Operator::If { .. }
                    | Operator::Else
                    | Operator::End
                    | Operator::TryTable { .. }
                    | Operator::Br { .. }
                    | Operator::BrIf { .. }
                    | Operator::BrTable { .. }
                    | Operator::Return
                    | Operator::ReturnCall { .. }
                    | Operator::ReturnCallIndirect { .. }
                    | Operator::Unreachable
                    | Operator::Throw { .. }
                    | Operator::ThrowRef
            )
        };
        let ops = self.body.ops.iter().enumerate().skip(from);
        ops.take_while(|(_, (_, op))| straight(op))
            .find(|(_, (_, op))| {
                matches!(op, Operator::Call { .. } | Operator::CallIndirect { .. })
            })
            .map(|(at, _)| at)
    }

    fn epilogue(&self, at: usize, all: &mut Vec<Mutant>) {
        let ops = &self.body.ops;
        if !self.is_base(at) || ops.len() < at + 4 {
            return;
        }
        if let [
            (_, Operator::I32Const { value }),
            (_, Operator::I32Add),
            (_, Operator::GlobalSet { global_index }),
        ] = &ops[at + 1..at + 4]
            && *global_index == self.program.stack_pointer
            && *value == self.size
        {
            let amount = |size: i32| [Instruction::I32Const(size)];
            let constant = at + 1..at + 2;
            let short = amount(self.size - 16);
            all.push(self.mutant(Slip::EpilogueShort, constant.clone(), &short));
            let long = amount(self.size + 16);
            all.push(self.mutant(Slip::EpilogueLong, constant, &long));
            all.push(self.mutant(Slip::EpilogueDropped, at..at + 4, &[]));
        }
    }
}
