//! Which variables are still going to be read, and so have to survive a call.

use super::bits::Bits;
use super::flow::{reverse_postorder, successors};
use super::ir::*;
use anyhow::Result;
use std::collections::BTreeSet;

pub struct Liveness<'a> {
    function: &'a Function,
    /// What is live before each block.
    before: Vec<Bits>,
}

impl<'a> Liveness<'a> {
    pub fn of(function: &'a Function) -> Result<Self> {
        let mut live =
            Self { function, before: vec![Bits::new(function.vars); function.blocks.len()] };
        let order = reverse_postorder(function);
        let mut rank = vec![0; function.blocks.len()];
        let mut predecessors = vec![BTreeSet::new(); function.blocks.len()];
        for (position, block) in order.iter().enumerate() {
            rank[*block] = position;
            for next in successors(&function.blocks[*block].exit) {
                predecessors[next].insert(*block);
            }
        }
        let mut pending: BTreeSet<usize> = (0..order.len()).collect();
        while let Some(position) = pending.pop_last() {
            let block = order[position];
            let found = live.walk(block, |_, _| {});
            if live.before[block].join(&found) {
                pending.extend(predecessors[block].iter().map(|block| rank[*block]));
            }
        }
        Ok(live)
    }

    /// For each call in `block` that waits for its callee, in order: what is
    /// live while it waits, whether it then returns or throws. Arguments
    /// belong to the callee and results do not exist yet.
    pub fn across_calls(&self, block: BlockId) -> Vec<Bits> {
        let mut found = Vec::new();
        self.walk(block, |_, live| found.push(live.clone()));
        found.reverse();
        found
    }

    /// What is live where an exception that ends `block` is caught.
    pub fn where_caught(&self, block: BlockId) -> Bits {
        let mut live = Bits::new(self.function.vars);
        if let Exit::Invoke { unwind, .. } = &self.function.blocks[block].exit {
            for edge in unwind {
                live.join(&self.unwound(edge));
            }
        }
        live
    }

    fn walk(&self, block: BlockId, mut at_call: impl FnMut(&Call, &Bits)) -> Bits {
        let block = &self.function.blocks[block];
        let mut live = self.after(&block.exit);
        match &block.exit {
            Exit::Invoke { call, unwind, .. } => {
                live.put_all(call.results, false);
                for edge in unwind {
                    live.join(&self.unwound(edge));
                }
                at_call(call, &live);
                live.put_all(call.args, true);
            }
            Exit::Return { values, .. } => live.put_all(*values, true),
            Exit::TailCall(call) => live.put_all(call.args, true),
            Exit::Jump(_) | Exit::Throw { .. } | Exit::Trap => {}
        }
        for inst in block.insts.iter().rev() {
            match *inst {
                Inst::Copy { dst, src } => {
                    live.put(dst, false);
                    live.put(src, true);
                }
                Inst::Const { dst, .. } | Inst::GetStack { dst } => live.put(dst, false),
                Inst::SetStack { src, .. } | Inst::SetGlobal { src, .. } => live.put(src, true),
                Inst::Value { dst, args, .. } => {
                    live.put(dst, false);
                    live.put_all(args, true);
                }
                Inst::Store { addr, value, .. } => {
                    live.put(addr, true);
                    live.put(value, true);
                }
                Inst::Use { args } => live.put_all(args, true),
                Inst::Call(ref call) => {
                    live.put_all(call.results, false);
                    at_call(call, &live);
                    live.put_all(call.args, true);
                }
            }
        }
        live
    }

    fn after(&self, exit: &Exit) -> Bits {
        let mut live = Bits::new(self.function.vars);
        let edges: &[Edge] = match exit {
            Exit::Jump(edges) => edges,
            Exit::Invoke { next, .. } => std::slice::from_ref(next),
            Exit::Throw { unwind } => {
                for edge in unwind {
                    live.join(&self.unwound(edge));
                }
                &[]
            }
            Exit::Return { .. } | Exit::TailCall(_) | Exit::Trap => &[],
        };
        for edge in edges {
            let there = &self.before[edge.target];
            let mut here = there.clone();
            for moved in 0..edge.len {
                here.put(edge.to + moved, false);
            }
            for moved in 0..edge.len {
                if there.has(edge.to + moved) {
                    here.put(edge.from + moved, true);
                }
            }
            live.join(&here);
        }
        live
    }

    fn unwound(&self, edge: &Unwind) -> Bits {
        let mut live = self.before[edge.target].clone();
        live.put_all(edge.payload, false);
        live
    }
}
