//! Builds the blocks and edges of a control-flow graph while the nesting of
//! blocks, loops, conditionals and guarded regions is read in order.

use super::ir::*;
use anyhow::{Context, Result, ensure};

/// What a catch clause pushes (integers or not), its label, whether it takes
/// every exception.
pub type Clause = (Vec<bool>, u32, bool);

/// One level of nesting.
pub struct Frame {
    params: u32,
    results: u32,
    loops: bool,
    clauses: Vec<Clause>,
    /// Stack height below the parameters.
    height: u32,
    /// Where a branch to this label goes.
    label: BlockId,
    /// Where control goes on after the end; `label` unless it loops.
    after: BlockId,
    after_reached: bool,
    alternative: Option<BlockId>,
    /// Opened in code that cannot run: only the nesting is of interest.
    dead: bool,
}

impl Frame {
    fn new((params, results): (u32, u32), loops: bool, clauses: Vec<Clause>) -> Self {
        Self {
            params,
            results,
            loops,
            clauses,
            height: 0,
            label: 0,
            after: 0,
            after_reached: false,
            alternative: None,
            dead: false,
        }
    }

    pub fn block(arity: (u32, u32)) -> Self {
        Self::new(arity, false, Vec::new())
    }

    pub fn looping(arity: (u32, u32)) -> Self {
        Self::new(arity, true, Vec::new())
    }

    pub fn guarded(arity: (u32, u32), clauses: Vec<Clause>) -> Self {
        Self::new(arity, false, clauses)
    }
}

struct Open {
    id: BlockId,
    height: u32,
}

pub struct Builder {
    locals: u32,
    deepest: u32,
    blocks: Vec<Block>,
    nesting: Vec<Frame>,
    /// The block being written; none while in code that cannot run.
    current: Option<Open>,
    /// The constant that the last instruction of this block pushed.
    constant: Option<i64>,
}

impl Builder {
    pub fn new(locals: u32, results: u32) -> Self {
        let mut builder = Self {
            locals,
            deepest: results,
            blocks: Vec::new(),
            nesting: Vec::new(),
            current: None,
            constant: None,
        };
        let id = builder.block(0);
        builder.enter(id);
        let mut body = Frame::block((0, results));
        body.label = builder.block(results);
        body.after = body.label;
        builder.nesting.push(body);
        builder
    }

    pub fn finish(self, index: u32, params: u32) -> Result<Function> {
        ensure!(self.nesting.is_empty(), "the body does not end");
        Ok(Function {
            index,
            params,
            locals: self.locals,
            vars: self.locals + self.deepest,
            blocks: self.blocks,
        })
    }

    pub fn reachable(&self) -> bool {
        self.current.is_some()
    }

    pub fn height(&self) -> Option<u32> {
        self.current.as_ref().map(|open| open.height)
    }

    fn block(&mut self, height: u32) -> BlockId {
        self.deepest = self.deepest.max(height);
        self.blocks.push(Block { insts: Vec::new(), height, exit: Exit::Trap });
        self.blocks.len() - 1
    }

    fn enter(&mut self, id: BlockId) {
        let height = self.blocks[id].height;
        self.current = Some(Open { id, height });
        self.constant = None;
    }

    fn open_block(&mut self) -> Result<&mut Open> {
        self.current.as_mut().context("code that cannot run")
    }

    pub fn emit(&mut self, inst: Inst) {
        self.constant = None;
        if let Some(open) = &self.current {
            self.blocks[open.id].insts.push(inst);
        }
    }

    pub fn note_constant(&mut self, value: i64) {
        self.constant = Some(value);
    }

    pub fn constant_on_top(&self) -> Option<i64> {
        self.constant
    }

    pub fn push(&mut self) -> Result<Var> {
        let locals = self.locals;
        let open = self.open_block()?;
        open.height += 1;
        let height = open.height;
        self.deepest = self.deepest.max(height);
        Ok(locals + height - 1)
    }

    pub fn top(&mut self, len: u32) -> Result<Span> {
        let locals = self.locals;
        let height = self.open_block()?.height;
        let depth = height.checked_sub(len).context("the operand stack is empty")?;
        Ok(Span { base: locals + depth, len })
    }

    pub fn pop(&mut self, len: u32) -> Result<Span> {
        let span = self.top(len)?;
        self.open_block()?.height -= len;
        self.constant = None;
        Ok(span)
    }

    /// Ends the block being written; what follows cannot run until some label.
    pub fn leave(&mut self, exit: Exit) {
        self.constant = None;
        if let Some(open) = self.current.take() {
            self.blocks[open.id].exit = exit;
        }
    }

    fn edge(&mut self, target: BlockId, len: u32, height: u32) -> Result<Edge> {
        Ok(Edge { target, from: self.top(len)?.base, to: self.locals + height, len })
    }

    fn frame(&mut self, depth: u32) -> Result<&mut Frame> {
        let at = self.nesting.len().checked_sub(depth as usize + 1);
        at.and_then(|at| self.nesting.get_mut(at)).context("a label that is not there")
    }

    pub fn branch(&mut self, depth: u32) -> Result<Edge> {
        let frame = self.frame(depth)?;
        frame.after_reached |= !frame.loops;
        let len = if frame.loops { frame.params } else { frame.results };
        let (label, height) = (frame.label, frame.height);
        self.edge(label, len, height)
    }

    /// Goes to one of `edges`, or on.
    pub fn fork(&mut self, mut edges: Vec<Edge>) -> Result<()> {
        let height = self.open_block()?.height;
        let next = self.block(height);
        edges.push(self.edge(next, height, 0)?);
        self.leave(Exit::Jump(edges));
        self.enter(next);
        Ok(())
    }

    pub fn open(&mut self, mut frame: Frame) -> Result<()> {
        let Some(open) = &self.current else {
            frame.dead = true;
            self.nesting.push(frame);
            return Ok(());
        };
        let height = open.height;
        frame.height = height.checked_sub(frame.params).context("the operand stack is empty")?;
        frame.after = self.block(frame.height + frame.results);
        frame.label = frame.after;
        if frame.loops {
            frame.label = self.block(height);
            let edge = self.edge(frame.label, height, 0)?;
            let header = frame.label;
            self.leave(Exit::Jump(vec![edge]));
            self.enter(header);
        }
        self.nesting.push(frame);
        Ok(())
    }

    pub fn open_if(&mut self, arity: (u32, u32)) -> Result<()> {
        if self.reachable() {
            let condition = self.pop(1)?;
            self.emit(Inst::Use { args: condition });
            let height = self.open_block()?.height;
            let alternative = self.block(height);
            let edge = self.edge(alternative, height, 0)?;
            self.fork(vec![edge])?;
            self.open(Frame::block(arity))?;
            self.frame(0)?.alternative = Some(alternative);
            Ok(())
        } else {
            self.open(Frame::block(arity))
        }
    }

    pub fn alternative(&mut self) -> Result<()> {
        self.fall_out()?;
        if let Some(alternative) = self.frame(0)?.alternative.take() {
            self.enter(alternative);
        }
        Ok(())
    }

    /// Runs on past the end of the innermost level, if the code there can run.
    fn fall_out(&mut self) -> Result<()> {
        if self.reachable() {
            let frame = self.frame(0)?;
            frame.after_reached = true;
            let (after, len, height) = (frame.after, frame.results, frame.height);
            let edge = self.edge(after, len, height)?;
            self.leave(Exit::Jump(vec![edge]));
        }
        Ok(())
    }

    pub fn close(&mut self, offset: usize) -> Result<()> {
        self.fall_out()?;
        // A conditional without alternative passes its parameters on.
        if let Some(alternative) = self.frame(0)?.alternative.take() {
            self.enter(alternative);
            self.fall_out()?;
        }
        let frame = self.nesting.pop().context("one end too many")?;
        if !frame.dead && frame.after_reached {
            self.enter(frame.after);
        }
        if self.nesting.is_empty() && self.reachable() {
            let values = self.top(frame.results)?;
            self.leave(Exit::Return { values, offset });
        }
        Ok(())
    }

    pub fn return_(&mut self, offset: usize) -> Result<()> {
        let results = self.nesting.first().context("outside the body")?.results;
        let values = self.top(results)?;
        self.leave(Exit::Return { values, offset });
        Ok(())
    }

    /// Where an exception raised here may be caught, innermost first, up to
    /// the first clause that lets nothing past.
    fn unwind(&mut self) -> Result<Vec<Unwind>> {
        let mut edges = Vec::new();
        for level in (0..self.nesting.len()).rev() {
            for clause in 0..self.nesting[level].clauses.len() {
                let (pointers, label, all) = self.nesting[level].clauses[clause].clone();
                // Labels of clauses count from outside their own region.
                let depth = self.nesting.len() - level + label as usize;
                let locals = self.locals;
                let frame = self.frame(depth as u32)?;
                frame.after_reached |= !frame.loops;
                let payload = Span { base: locals + frame.height, len: pointers.len() as u32 };
                let target = frame.label;
                edges.push(Unwind { target, payload, pointers });
                if all {
                    return Ok(edges);
                }
            }
        }
        Ok(edges)
    }

    pub fn throw(&mut self, args: Span) -> Result<()> {
        self.emit(Inst::Use { args });
        let unwind = self.unwind()?;
        self.leave(Exit::Throw { unwind });
        Ok(())
    }

    /// Emits a call whose results are already on the stack.
    pub fn call(&mut self, call: Call) -> Result<()> {
        let unwind = self.unwind()?;
        if unwind.is_empty() {
            self.emit(Inst::Call(call));
            return Ok(());
        }
        let height = self.open_block()?.height;
        let target = self.block(height);
        let next = self.edge(target, height, 0)?;
        self.leave(Exit::Invoke { call, next, unwind });
        self.enter(target);
        Ok(())
    }
}
