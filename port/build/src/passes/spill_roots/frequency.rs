//! How often each block runs, estimated from the shape of the code.
//!
//! One pass in textual order: what flows into a block is split among the ways
//! out of it. Branches are taken to be equally likely; what fails or handles an
//! exception is rare; a loop runs a few times for each time it is entered. Only
//! the order of magnitude matters, as the numbers decide between storing a
//! local where it is set and storing it where it is needed.

use super::flow::{Block, BlockId, Flow};

/// How often the body of a loop runs.
const PER_LOOP: f64 = 8.0;

/// The share of a way that ends in a trap or in throwing: an error path, which
/// C's checks are full of.
const FAILING: f64 = 0.002;

/// The share of each handler at a call: less than a failing path, as most calls
/// do not throw.
const HANDLER: f64 = 0.001;

/// The estimate for each block, relative to the entry.
pub fn estimate(flow: &Flow) -> Vec<f64> {
    let failing = failing(flow);
    let mut inflow = vec![0.0; flow.blocks.len()];
    if let Some(entry) = inflow.first_mut() {
        *entry = 1.0;
    }
    // Where each block's flow went; what is left over stays in the block.
    let mut outflow: Vec<Vec<(BlockId, f64)>> = vec![Vec::new(); flow.blocks.len()];
    let mut loops = flow.loops.iter().peekable();
    for (id, block) in flow.blocks.iter().enumerate() {
        while let Some(blocks) = loops.next_if(|blocks| blocks.end <= id) {
            let exits = |next: BlockId| !blocks.contains(&next);
            let left: f64 = outflow[blocks.clone()]
                .iter()
                .flatten()
                .filter(|(next, _)| exits(*next))
                .map(|(_, flow)| flow)
                .sum();
            if left > 0.0 {
                // What went round comes out in the end.
                let scale = inflow[blocks.start] / left;
                for (next, flow) in outflow[blocks.clone()].iter_mut().flatten() {
                    if exits(*next) {
                        if *next >= id {
                            inflow[*next] += *flow * (scale - 1.0);
                        }
                        *flow *= scale;
                    }
                }
            }
        }
        outflow[id] = split(block, inflow[id], &failing);
        for &(next, flow) in &outflow[id] {
            if next > id {
                inflow[next] += flow;
            }
        }
    }

    let blocks = flow.blocks.iter().zip(inflow);
    blocks.map(|(block, flow)| (0..block.loop_depth).fold(flow, |f, _| f * PER_LOOP)).collect()
}

fn split(block: &Block, flow: f64, failing: &[bool]) -> Vec<(BlockId, f64)> {
    let successors = block.successors.iter();
    let successors = successors.map(|&next| (next, if failing[next] { FAILING } else { 1.0 }));
    let handlers = block.handlers.iter().map(|&next| (next, HANDLER));
    let ways = successors.chain(handlers).collect::<Vec<_>>();
    let total: f64 = ways.iter().map(|(_, weight)| weight).sum();
    ways.into_iter().map(|(next, weight)| (next, flow * weight / total)).collect()
}

/// The blocks from which every way, exceptions aside, ends in a failure.
fn failing(flow: &Flow) -> Vec<bool> {
    let mut failing = flow.blocks.iter().map(|block| block.fails).collect::<Vec<_>>();
    loop {
        let mut changed = false;
        for (id, block) in flow.blocks.iter().enumerate().rev() {
            let ends =
                !block.successors.is_empty() && block.successors.iter().all(|&next| failing[next]);
            changed |= ends && !failing[id];
            failing[id] |= ends;
        }
        if !changed {
            return failing;
        }
    }
}
