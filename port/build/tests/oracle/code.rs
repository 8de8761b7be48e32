//! Where the instructions of one body lead.

use super::program::{Body, Program};
use wasmparser::{BlockType, Catch, Operator, ValType};

/// The function itself, a block, a loop, a conditional or a guarded region.
pub struct Frame {
    pub start: usize,
    /// The `else` of a conditional.
    pub middle: Option<usize>,
    pub end: usize,
    pub params: usize,
    pub results: usize,
    pub loops: bool,
    parent: usize,
}

impl Frame {
    /// How many values a branch here brings.
    pub fn arity(&self) -> usize {
        if self.loops { self.params } else { self.results }
    }

    /// Where a branch lands.
    pub fn landing(&self) -> usize {
        if self.loops { self.start } else { self.end + 1 }
    }
}

/// Where an exception may arrive.
pub struct Handler {
    /// The frame of the guarded region, which it leaves.
    pub region: usize,
    /// The frame whose label it goes to.
    pub target: usize,
    /// What it brings: whether each is an integer.
    pub payload: Vec<bool>,
}

/// A body with its nesting resolved.
pub struct Code<'a> {
    pub body: &'a Body<'a>,
    /// Frame 0 is the function.
    pub frames: Vec<Frame>,
    /// The innermost frame around each instruction; the instruction that opens
    /// or ends a frame counts as inside.
    pub inside: Vec<usize>,
    /// Whether several ways may lead to an instruction.
    pub joins: Vec<bool>,
    catches: Vec<Vec<(Vec<bool>, u32, bool)>>,
}

impl<'a> Code<'a> {
    pub fn of(program: &Program<'_>, body: &'a Body<'a>, results: usize) -> Code<'a> {
        let whole = Frame {
            start: 0,
            middle: None,
            end: body.ops.len() - 1,
            params: 0,
            results,
            loops: false,
            parent: 0,
        };
        let mut code = Code {
            body,
            frames: vec![whole],
            inside: Vec::with_capacity(body.ops.len()),
            joins: vec![false; body.ops.len() + 1],
            catches: vec![Vec::new()],
        };
        let mut innermost = 0;
        for (at, (_, op)) in body.ops.iter().enumerate() {
            let opened = match op {
                Operator::Block { blockty } | Operator::If { blockty } => Some((*blockty, false)),
                Operator::Loop { blockty } => Some((*blockty, true)),
                Operator::TryTable { try_table } => Some((try_table.ty, false)),
                _ => None,
            };
            if let Some((ty, loops)) = opened {
                let (params, results) = arity(program, ty);
                let parent = innermost;
                innermost = code.frames.len();
                let (start, middle, end) = (at, None, at);
                code.frames.push(Frame { start, middle, end, params, results, loops, parent });
                code.catches.push(match op {
                    Operator::TryTable { try_table } => {
                        try_table.catches.iter().map(|catch| clause(program, catch)).collect()
                    }
                    _ => Vec::new(),
                });
            }
            code.inside.push(innermost);
            let frame = &mut code.frames[innermost];
            match op {
                Operator::Else => frame.middle = Some(at),
                Operator::End => {
                    frame.end = at;
                    innermost = frame.parent;
                }
                _ => {}
            }
        }
        for frame in &code.frames {
            code.joins[frame.landing()] = true;
        }
        code
    }

    /// The frame that a branch from an instruction leaves or repeats.
    pub fn target(&self, at: usize, depth: u32) -> usize {
        (0..depth).fold(self.inside[at], |frame, _| self.frames[frame].parent)
    }

    /// How many frames there are around a frame.
    pub fn depth(&self, mut frame: usize) -> u32 {
        let mut depth = 0;
        while frame != 0 {
            frame = self.frames[frame].parent;
            depth += 1;
        }
        depth
    }

    /// The frames that an instruction may branch to, each once.
    pub fn branches(&self, at: usize) -> Vec<usize> {
        let mut targets = match &self.body.ops[at].1 {
            Operator::Br { relative_depth } | Operator::BrIf { relative_depth } => {
                vec![self.target(at, *relative_depth)]
            }
            Operator::BrTable { targets } => {
                let depths = targets.targets().map(|depth| depth.expect("it was parsed before"));
                depths.chain([targets.default()]).map(|depth| self.target(at, depth)).collect()
            }
            _ => Vec::new(),
        };
        targets.sort_unstable();
        targets.dedup();
        targets
    }

    /// Where an exception raised at an instruction may be caught: at each
    /// clause around it, up to the first that lets none past.
    pub fn handlers(&self, at: usize) -> Vec<Handler> {
        let mut handlers = Vec::new();
        let mut region = self.inside[at];
        while region != 0 {
            let outside = self.frames[region].parent;
            for (payload, label, all) in &self.catches[region] {
                let target = (0..*label).fold(outside, |frame, _| self.frames[frame].parent);
                handlers.push(Handler { region, target, payload: payload.clone() });
                if *all {
                    return handlers;
                }
            }
            region = outside;
        }
        handlers
    }

    /// Whether an instruction raises, or waits for something that may.
    pub fn may_throw(&self, at: usize) -> bool {
        matches!(
            self.body.ops[at].1,
            Operator::Call { .. }
                | Operator::CallIndirect { .. }
                | Operator::Throw { .. }
                | Operator::ThrowRef
        )
    }

    /// Where control may go from an instruction, handlers included. The end of
    /// the body stands for leaving.
    pub fn successors(&self, at: usize) -> Vec<usize> {
        let mut next = Vec::new();
        match &self.body.ops[at].1 {
            Operator::If { .. } => next.extend([at + 1, self.alternative(at)]),
            Operator::Else => next.push(self.frames[self.inside[at]].end + 1),
            Operator::Br { .. } | Operator::BrIf { .. } | Operator::BrTable { .. } => {
                let targets = self.branches(at);
                next.extend(targets.into_iter().map(|frame| self.frames[frame].landing()));
                if let Operator::BrIf { .. } = self.body.ops[at].1 {
                    next.push(at + 1);
                }
            }
            Operator::Return
            | Operator::Unreachable
            | Operator::Throw { .. }
            | Operator::ThrowRef
            | Operator::ReturnCall { .. }
            | Operator::ReturnCallIndirect { .. } => {}
            _ => next.push(at + 1),
        }
        if self.may_throw(at) {
            let handlers = self.handlers(at);
            next.extend(handlers.iter().map(|handler| self.frames[handler.target].landing()));
        }
        next
    }

    /// Where a conditional goes on if its condition is zero.
    pub fn alternative(&self, at: usize) -> usize {
        let frame = &self.frames[self.inside[at]];
        frame.middle.map_or(frame.end, |middle| middle + 1)
    }
}

fn arity(program: &Program<'_>, ty: BlockType) -> (usize, usize) {
    match ty {
        BlockType::Empty => (0, 0),
        BlockType::Type(_) => (0, 1),
        BlockType::FuncType(index) => {
            let ty = &program.types[index as usize];
            (ty.params().len(), ty.results().len())
        }
    }
}

/// What a clause brings, its label, and whether it takes every exception.
fn clause(program: &Program<'_>, catch: &Catch) -> (Vec<bool>, u32, bool) {
    let of_tag = |tag: u32| {
        let ty = &program.types[program.tags[tag as usize] as usize];
        ty.params().iter().map(is_integer).collect::<Vec<_>>()
    };
    match *catch {
        Catch::One { tag, label } => (of_tag(tag), label, false),
        Catch::OneRef { tag, label } => ([of_tag(tag), vec![false]].concat(), label, false),
        Catch::All { label } => (Vec::new(), label, true),
        Catch::AllRef { label } => (vec![false], label, true),
    }
}

pub fn is_integer(ty: &ValType) -> bool {
    matches!(ty, ValType::I32 | ValType::I64)
}
