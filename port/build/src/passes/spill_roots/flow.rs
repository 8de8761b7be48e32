//! Control flow: the body cut into basic blocks, with the ways between them.
//!
//! A call inside of a `try_table` ends its block. From there control goes on to
//! the next block or to the handlers of **all** enclosing `try_table`s, since
//! what is thrown may match none of the inner ones.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, Result};
use walrus::ir::{Instr, TryTableCatch};

use super::code::{Code, Frame, FrameKind, Op, Pc};

/// Index into [`Flow::blocks`]; block 0 is the entry and nothing leads to it.
pub type BlockId = usize;

#[derive(Debug)]
pub struct Block {
    pub ops: Range<Pc>,
    /// Where control goes, once for each branch that goes there.
    pub successors: Vec<BlockId>,
    /// Handlers that the last operation of the block may throw to.
    pub handlers: Vec<BlockId>,
    /// Whether the block ends by trapping or throwing.
    pub fails: bool,
    pub loop_depth: u32,
}

/// Blocks are in textual order.
#[derive(Debug)]
pub struct Flow {
    pub blocks: Vec<Block>,
    /// The blocks of each loop, in the order in which loops end: inner ones
    /// before the ones around them.
    pub loops: Vec<Range<BlockId>>,
}

impl Flow {
    pub fn of(code: &Code) -> Result<Flow> {
        let exits = (0..code.ops.len()).map(|pc| exits(code, pc)).collect::<Result<Vec<_>>>()?;
        let mut starts = BTreeSet::from([0]);
        for (pc, exit) in exits.iter().enumerate() {
            if let Some(exit) = exit {
                starts.insert(pc + 1);
                starts.extend(exit.successors.iter().chain(&exit.handlers));
            }
        }
        for frame in code.frames.iter().filter(|frame| frame.kind == FrameKind::Loop) {
            // So that no block lies partly in the loop.
            starts.extend([frame.start, frame.end + 1]);
        }
        starts.remove(&code.ops.len());

        let starts = starts.into_iter().collect::<Vec<_>>();
        let ids = starts.iter().enumerate().map(|(id, &pc)| (pc, id));
        let ids = ids.collect::<BTreeMap<Pc, BlockId>>();
        let block_at = |pc: &Pc| ids.get(pc).copied().context("a branch into a block's middle");
        let depths = loop_depths(code);

        let mut blocks = Vec::with_capacity(starts.len());
        for (id, &start) in starts.iter().enumerate() {
            let end = starts.get(id + 1).copied().unwrap_or(code.ops.len());
            let (successors, handlers, fails) = match &exits[end - 1] {
                Some(exit) => (
                    exit.successors.iter().map(block_at).collect::<Result<_>>()?,
                    exit.handlers.iter().map(block_at).collect::<Result<_>>()?,
                    exit.fails,
                ),
                None if end < code.ops.len() => (vec![id + 1], Vec::new(), false),
                None => (Vec::new(), Vec::new(), false),
            };
            let loop_depth = depths[code.frame_of[start]];
            blocks.push(Block { ops: start..end, successors, handlers, fails, loop_depth });
        }

        let mut loops = code
            .frames
            .iter()
            .filter(|frame| frame.kind == FrameKind::Loop)
            .map(|frame| blocks_between(&starts, frame))
            .collect::<Vec<_>>();
        loops.sort_by_key(|blocks| (blocks.end, Reverse(blocks.start)));
        Ok(Flow { blocks, loops })
    }

    /// All the ways into each block, by exceptions too.
    pub fn predecessors(&self) -> Vec<Vec<BlockId>> {
        let mut predecessors = vec![Vec::new(); self.blocks.len()];
        for (id, block) in self.blocks.iter().enumerate() {
            for &next in block.successors.iter().chain(&block.handlers) {
                predecessors[next].push(id);
            }
        }
        predecessors
    }
}

/// How control leaves an operation that ends a block.
#[derive(Debug, Default)]
struct Exit {
    successors: Vec<Pc>,
    handlers: Vec<Pc>,
    fails: bool,
}

fn exits(code: &Code, pc: Pc) -> Result<Option<Exit>> {
    let to = |successors: Vec<Pc>| Exit { successors, ..Exit::default() };
    let landing = |target| Ok::<Pc, anyhow::Error>(code.frames[code.label(target)?].label_pc());
    let instr = match code.ops[pc] {
        Op::Instr(instr) => instr,
        Op::Enter(id) => {
            let frame = &code.frames[id];
            // The alternative starts after the `else`, not at it: reaching the
            // `else` from above means that the consequent is done.
            return Ok(frame.middle.map(|middle| to(vec![pc + 1, middle + 1])));
        }
        Op::Else(id) => return Ok(Some(to(vec![code.frames[id].end]))),
        Op::End(_) => return Ok(None),
    };
    Ok(match instr {
        Instr::Br(br) => Some(to(vec![landing(br.block)?])),
        Instr::BrIf(br) => Some(to(vec![pc + 1, landing(br.block)?])),
        Instr::BrTable(br) => {
            let targets = br.blocks.iter().chain([&br.default]);
            Some(to(targets.map(|&target| landing(target)).collect::<Result<_>>()?))
        }
        Instr::Return(_) | Instr::ReturnCall(_) | Instr::ReturnCallIndirect(_) => {
            Some(to(vec![code.frames[0].end]))
        }
        Instr::Unreachable(_) => Some(Exit { fails: true, ..Exit::default() }),
        Instr::Throw(_) | Instr::ThrowRef(_) => {
            Some(Exit { handlers: handlers(code, pc)?, fails: true, ..Exit::default() })
        }
        Instr::Call(_) | Instr::CallIndirect(_) => {
            let handlers = handlers(code, pc)?;
            let catches = !handlers.is_empty();
            catches.then(|| Exit { handlers, ..to(vec![pc + 1]) })
        }
        _ => None,
    })
}

fn handlers(code: &Code, pc: Pc) -> Result<Vec<Pc>> {
    let mut handlers = Vec::new();
    for catch in code.enclosing_tries(pc).flat_map(|frame| frame.catches) {
        let label = match catch {
            TryTableCatch::Catch { label, .. }
            | TryTableCatch::CatchRef { label, .. }
            | TryTableCatch::CatchAll { label }
            | TryTableCatch::CatchAllRef { label } => *label,
        };
        handlers.push(code.frames[code.label(label)?].label_pc());
    }
    handlers.sort_unstable();
    handlers.dedup();
    Ok(handlers)
}

fn loop_depths(code: &Code) -> Vec<u32> {
    let mut depths: Vec<u32> = Vec::with_capacity(code.frames.len());
    for (id, frame) in code.frames.iter().enumerate() {
        let around = if id == 0 { 0 } else { depths[frame.parent] };
        depths.push(around + u32::from(frame.kind == FrameKind::Loop));
    }
    depths
}

/// The blocks that start inside of a frame.
fn blocks_between(starts: &[Pc], frame: &Frame) -> Range<BlockId> {
    let first = starts.partition_point(|&start| start < frame.start);
    let end = starts.partition_point(|&start| start <= frame.end);
    first..end
}
