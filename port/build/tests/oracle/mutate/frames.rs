//! Slips in making a frame and in giving it back.

use super::super::code::Frame;
use super::{EPILOGUE, Function, PROLOGUE, Slip, encoded};
use wasm_encoder::Instruction;
use wasmparser::Operator;

impl Function<'_> {
    /// The instructions with the frame's size, in the prologue and the epilogues.
    fn sizes(&self) -> Vec<usize> {
        let epilogues = (self.start..self.body.ops.len()).filter(|at| self.is_epilogue(*at));
        [self.start + 1].into_iter().chain(epilogues.map(|at| at + 1)).collect()
    }

    pub fn frame(&mut self) {
        let prologue = self.start;
        let smaller = [Instruction::I32Const(self.size - 16)];
        self.replace(Slip::FrameShrunk, prologue + 1..prologue + 2, &smaller);
        let sized = |function: &Self, size: i32| -> Vec<_> {
            let sizes = function.sizes().into_iter();
            sizes
                .map(|at| (function.range(at..at + 1), encoded(&[Instruction::I32Const(size)])))
                .collect()
        };
        self.add(Slip::FrameTooSmall, prologue, sized(self, self.size - 16));
        for by in [-8, 4, 8] {
            self.add(Slip::FrameMisaligned, prologue, sized(self, self.size + by));
        }
        let set = prologue + PROLOGUE - 1;
        self.replace(Slip::StackNotLowered, set..set + 1, &[Instruction::Drop]);
    }

    /// The prologue somewhere else.
    pub fn prologue(&mut self) {
        let prologue = self.start..self.start + PROLOGUE;
        let bytes = self.bytes(prologue.clone());
        let remove = (self.range(prologue.clone()), Vec::new());
        let after = |suits: fn(&Operator<'_>) -> bool| -> Vec<usize> {
            let later = prologue.end..self.body.ops.len();
            later.filter(|at| suits(&self.body.ops[*at].1)).map(|at| at + 1).collect()
        };
        let calls = after(|op| matches!(op, Operator::Call { .. } | Operator::CallIndirect { .. }));
        let branches = after(|op| matches!(op, Operator::If { .. } | Operator::Loop { .. }));
        for (slip, places) in [(Slip::PrologueLate, &calls), (Slip::PrologueInBranch, &branches)] {
            // The first, and any other.
            for place in places.first().copied().into_iter().chain(self.any(places)) {
                self.add(slip, place, vec![remove.clone(), (self.before(place), bytes.clone())]);
            }
        }
        // A compiled frame would lie in the way.
        let reads = self.body.ops.iter().filter(|(_, op)| {
            matches!(op, Operator::GlobalGet { global_index } if *global_index == self.program.stack_pointer)
        });
        if reads.count() == 1 {
            let pointer = self.program.stack_pointer;
            let raise = encoded(&[
                Instruction::LocalGet(self.base),
                Instruction::I32Const(self.size),
                Instruction::I32Add,
                Instruction::GlobalSet(pointer),
            ]);
            let lower = encoded(&[
                Instruction::GlobalGet(pointer),
                Instruction::I32Const(self.size),
                Instruction::I32Sub,
                Instruction::GlobalSet(pointer),
            ]);
            for after in calls.first().copied().into_iter().chain(self.any(&calls)) {
                let edits = vec![
                    (self.before(after - 1), raise.clone()),
                    (self.before(after), lower.clone()),
                ];
                self.add(Slip::StackRaised, after - 1, edits);
            }
        }
    }

    fn any(&mut self, places: &[usize]) -> Option<usize> {
        (places.len() > 1).then(|| places[1 + self.random.below(places.len() - 1)])
    }

    pub fn epilogue(&mut self, at: usize) {
        if !self.is_epilogue(at) {
            return;
        }
        let amount = |size: i32| [Instruction::I32Const(size)];
        self.replace(Slip::EpilogueShort, at + 1..at + 2, &amount(self.size - 16));
        self.replace(Slip::EpilogueLong, at + 1..at + 2, &amount(self.size + 16));
        let dropped = match self.body.ops.get(at + EPILOGUE) {
            Some((_, Operator::ReturnCall { .. } | Operator::ReturnCallIndirect { .. })) => {
                Slip::TailCallKeepsFrame
            }
            _ => Slip::EpilogueDropped,
        };
        self.replace(dropped, at..at + EPILOGUE, &[]);
        let pointer = [Instruction::GlobalGet(self.program.stack_pointer)];
        self.replace(Slip::EpilogueRelative, at..at + 1, &pointer);
    }

    /// A branch to the end of a block that the epilogue follows leads to the end
    /// of the function instead.
    pub fn branch(&mut self, at: usize) {
        let leads_to_epilogue = |depth: u32| {
            let frame = self.code.target(at, depth);
            let Frame { end, results, loops, .. } = self.code.frames[frame];
            // The end of the function takes as many values.
            let fits = results == self.code.frames[0].results;
            frame != 0 && !loops && fits && self.is_epilogue(end + 1)
        };
        let past = |depth: u32| {
            if leads_to_epilogue(depth) { self.code.depth(self.code.inside[at]) } else { depth }
        };
        let changed = match &self.body.ops[at].1 {
            Operator::Br { relative_depth } => Instruction::Br(past(*relative_depth)),
            Operator::BrIf { relative_depth } => Instruction::BrIf(past(*relative_depth)),
            Operator::BrTable { targets } => {
                let depths = targets.targets().map(|depth| past(depth.expect("it was parsed")));
                Instruction::BrTable(depths.collect(), past(targets.default()))
            }
            _ => return,
        };
        self.replace(Slip::EpilogueSkipped, at..at + 1, &[changed]);
    }
}
