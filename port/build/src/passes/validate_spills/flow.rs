//! Iterates a forward dataflow analysis to its fixpoint.

use super::ir::{BlockId, Exit, Function};
use anyhow::{Result, ensure};
use std::collections::BTreeSet;

pub trait Forward {
    type State: Clone;

    /// What holds when the function is entered.
    fn entry(&self) -> Self::State;

    /// What holds along each edge out of `block`, given what holds before it.
    fn flow(&self, block: BlockId, state: Self::State) -> Vec<(BlockId, Self::State)>;

    /// Weakens `known` to what holds along another edge too; says whether that
    /// changed it. Must only ever weaken, or there is no fixpoint.
    fn merge(&self, known: &mut Self::State, other: &Self::State) -> bool;
}

/// Far above what any real function takes; an analysis that does not settle is
/// a bug here, and must not be mistaken for a result.
const MOST_VISITS: usize = 2000;

/// What holds before each block; nothing for blocks that cannot run.
pub fn solve<A: Forward>(function: &Function, analysis: &A) -> Result<Vec<Option<A::State>>> {
    let order = reverse_postorder(function);
    let mut rank = vec![usize::MAX; function.blocks.len()];
    for (position, block) in order.iter().enumerate() {
        rank[*block] = position;
    }
    let mut before: Vec<Option<A::State>> = vec![None; function.blocks.len()];
    before[0] = Some(analysis.entry());
    let mut pending = BTreeSet::from([0]);
    let mut visits = 0;
    while let Some(position) = pending.pop_first() {
        visits += 1;
        ensure!(visits <= MOST_VISITS * order.len(), "an analysis does not settle");
        let block = order[position];
        let Some(state) = before[block].clone() else {
            continue;
        };
        for (target, state) in analysis.flow(block, state) {
            let changed = match &mut before[target] {
                Some(known) => analysis.merge(known, &state),
                unvisited => {
                    *unvisited = Some(state);
                    true
                }
            };
            if changed {
                pending.insert(rank[target]);
            }
        }
    }
    Ok(before)
}

pub fn successors(exit: &Exit) -> Vec<BlockId> {
    match exit {
        Exit::Jump(edges) => edges.iter().map(|edge| edge.target).collect(),
        Exit::Invoke { next, unwind, .. } => {
            std::iter::once(next.target).chain(unwind.iter().map(|edge| edge.target)).collect()
        }
        Exit::Throw { unwind } => unwind.iter().map(|edge| edge.target).collect(),
        Exit::Return { .. } | Exit::TailCall(_) | Exit::Trap => Vec::new(),
    }
}

/// Blocks that can run, each before its successors except around loops.
pub fn reverse_postorder(function: &Function) -> Vec<BlockId> {
    let mut seen = vec![false; function.blocks.len()];
    let mut order = Vec::new();
    seen[0] = true;
    let mut path = vec![(0, successors(&function.blocks[0].exit))];
    while let Some((block, left)) = path.last_mut() {
        match left.pop() {
            Some(next) if !seen[next] => {
                seen[next] = true;
                path.push((next, successors(&function.blocks[next].exit)));
            }
            Some(_) => {}
            None => {
                order.push(*block);
                path.pop();
            }
        }
    }
    order.reverse();
    order
}
