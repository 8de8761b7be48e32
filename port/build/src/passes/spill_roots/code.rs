//! A function body as one flat list of operations.
//!
//! walrus keeps a body as a tree of instruction sequences. Every analysis here
//! asks questions about textual order ("was this local set between these two
//! points", "where does this branch land"), so the tree is written out once,
//! with the start, `else` and end of each block as operations of their own.
//! A position in that list is a [`Pc`].

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use walrus::ir::{Instr, InstrSeqId, InstrSeqType, TryTableCatch};
use walrus::{LocalFunction, Module, ValType};

/// A position in [`Code::ops`].
pub type Pc = usize;

/// Index of a frame in [`Code::frames`]; frame 0 is the function itself.
pub type FrameId = usize;

/// A gap between two instructions of a sequence: before the instruction with
/// that index. Code is inserted into gaps.
pub type Gap = (InstrSeqId, usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    Function,
    Block,
    Loop,
    If,
    Try,
}

/// A structured block: what it takes and leaves, and where it lies.
#[derive(Debug)]
pub struct Frame<'f> {
    pub kind: FrameKind,
    pub params: Vec<ValType>,
    pub results: Vec<ValType>,
    /// The frame around it; the function is its own parent.
    pub parent: FrameId,
    pub start: Pc,
    /// The `else` of an `if`. walrus gives every `if` one.
    pub middle: Option<Pc>,
    pub end: Pc,
    /// What a `try_table` catches; labels count from outside of it.
    pub catches: &'f [TryTableCatch],
}

impl Frame<'_> {
    /// What a branch to this frame's label takes from the operand stack.
    pub fn label_types(&self) -> &[ValType] {
        match self.kind {
            FrameKind::Loop => &self.params,
            _ => &self.results,
        }
    }

    /// Where a branch to this frame's label lands.
    pub fn label_pc(&self) -> Pc {
        match self.kind {
            FrameKind::Loop => self.start,
            _ => self.end,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub enum Op<'f> {
    /// Any instruction that has no body of its own.
    Instr(&'f Instr),
    Enter(FrameId),
    Else(FrameId),
    End(FrameId),
}

/// A body in textual order. Instructions after an unconditional branch, up to
/// the end of their sequence, are left out: they never run.
#[derive(Debug)]
pub struct Code<'f> {
    pub ops: Vec<Op<'f>>,
    pub frames: Vec<Frame<'f>>,
    /// The innermost frame around each operation; an `Enter`, `Else` or `End`
    /// counts as inside of its own frame.
    pub frame_of: Vec<FrameId>,
    /// The sequence and index of each operation's instruction.
    places: Vec<Gap>,
    /// The sequence in which the code after an `Enter` or `Else` goes.
    bodies: HashMap<Pc, InstrSeqId>,
    labels: HashMap<InstrSeqId, FrameId>,
}

impl<'f> Code<'f> {
    /// Writes a body out. Iterative, as blocks may be nested deeply.
    pub fn of(module: &Module, func: &'f LocalFunction) -> Result<Code<'f>> {
        let entry = func.entry_block();
        let mut code = Code {
            ops: Vec::new(),
            frames: Vec::new(),
            frame_of: Vec::new(),
            places: Vec::new(),
            bodies: HashMap::new(),
            labels: HashMap::new(),
        };
        let function = Frame {
            kind: FrameKind::Function,
            params: Vec::new(),
            results: module.types.results(func.ty()).to_vec(),
            parent: 0,
            start: 0,
            middle: None,
            end: 0,
            catches: &[],
        };
        code.open(function, entry, (entry, 0));

        let mut open = vec![Cursor::new(entry, 0, None)];
        while let Some(cursor) = open.last_mut() {
            let (seq, index, frame) = (cursor.seq, cursor.next, cursor.frame);
            let Some((instr, _)) = func.block(seq).instrs.get(index) else {
                let alternative = cursor.alternative.take();
                open.pop();
                match alternative {
                    Some(alternative) => {
                        code.start_else(frame, alternative);
                        open.push(Cursor::new(alternative, frame, None));
                    }
                    None => code.close(frame),
                }
                continue;
            };
            cursor.next += 1;
            if instr.following_instructions_are_unreachable() {
                cursor.next = usize::MAX;
            }
            let (kind, body, alternative, catches): (_, _, _, &[TryTableCatch]) = match instr {
                Instr::Block(b) => (FrameKind::Block, b.seq, None, &[]),
                Instr::Loop(l) => (FrameKind::Loop, l.seq, None, &[]),
                Instr::IfElse(i) => (FrameKind::If, i.consequent, Some(i.alternative), &[]),
                Instr::TryTable(t) => (FrameKind::Try, t.seq, None, &t.catches),
                Instr::Try(_) => bail!(
                    "legacy exception handling is not supported; link with \
                     -mllvm -wasm-use-legacy-eh=false"
                ),
                _ => {
                    code.push(Op::Instr(instr), frame, (seq, index));
                    continue;
                }
            };
            let (params, results) = block_types(module, func.block(body).ty);
            let new = Frame {
                kind,
                params,
                results,
                parent: frame,
                start: 0,
                middle: None,
                end: 0,
                catches,
            };
            let id = code.open(new, body, (seq, index));
            open.push(Cursor::new(body, id, alternative));
        }
        Ok(code)
    }

    /// The gap just before an operation.
    pub fn before(&self, pc: Pc) -> Gap {
        self.places[pc]
    }

    /// The gap just after an operation: for the start of a block, the first
    /// one inside of it.
    pub fn after(&self, pc: Pc) -> Gap {
        match self.bodies.get(&pc) {
            Some(&body) => (body, 0),
            None => (self.places[pc].0, self.places[pc].1 + 1),
        }
    }

    /// The frame that a branch to this sequence leaves or repeats.
    pub fn label(&self, target: InstrSeqId) -> Result<FrameId> {
        self.labels.get(&target).copied().context("a branch to a block that does not enclose it")
    }

    /// The `try_table`s around an operation, innermost first.
    pub fn enclosing_tries(&self, pc: Pc) -> impl Iterator<Item = &Frame<'f>> {
        let mut next = Some(self.frame_of[pc]);
        std::iter::from_fn(move || {
            let id = next?;
            next = (id != 0).then(|| self.frames[id].parent);
            Some(&self.frames[id])
        })
        .filter(|frame| frame.kind == FrameKind::Try)
    }

    fn push(&mut self, op: Op<'f>, frame: FrameId, place: Gap) -> Pc {
        self.ops.push(op);
        self.frame_of.push(frame);
        self.places.push(place);
        self.ops.len() - 1
    }

    fn open(&mut self, frame: Frame<'f>, body: InstrSeqId, place: Gap) -> FrameId {
        let id = self.frames.len();
        self.frames.push(frame);
        let pc = self.push(Op::Enter(id), id, place);
        self.frames[id].start = pc;
        self.labels.insert(body, id);
        self.bodies.insert(pc, body);
        id
    }

    fn start_else(&mut self, frame: FrameId, body: InstrSeqId) {
        let place = self.places[self.frames[frame].start];
        let pc = self.push(Op::Else(frame), frame, place);
        self.frames[frame].middle = Some(pc);
        self.labels.insert(body, frame);
        self.bodies.insert(pc, body);
    }

    fn close(&mut self, frame: FrameId) {
        let place = self.places[self.frames[frame].start];
        let pc = self.push(Op::End(frame), frame, place);
        self.frames[frame].end = pc;
    }
}

/// How far a sequence has been written out.
struct Cursor {
    seq: InstrSeqId,
    next: usize,
    frame: FrameId,
    /// The `else` that follows this sequence.
    alternative: Option<InstrSeqId>,
}

impl Cursor {
    fn new(seq: InstrSeqId, frame: FrameId, alternative: Option<InstrSeqId>) -> Cursor {
        Cursor { seq, next: 0, frame, alternative }
    }
}

fn block_types(module: &Module, ty: InstrSeqType) -> (Vec<ValType>, Vec<ValType>) {
    match ty {
        InstrSeqType::Simple(result) => (Vec::new(), result.into_iter().collect()),
        InstrSeqType::MultiValue(ty) => {
            let (params, results) = module.types.params_results(ty);
            (params.to_vec(), results.to_vec())
        }
    }
}
