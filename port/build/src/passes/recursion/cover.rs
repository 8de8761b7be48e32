//! Functions so that each cycle of calls has one: a feedback vertex set.
//!
//! The smallest is hard to find. This is the usual approximation: as long as
//! possible, functions are taken out of the graph of which it is certain that
//! another will do as well, with each of their callers made to call all that
//! they called; and only if there is none, the one through which most pairs of
//! calls lead is chosen. In
//!
//! ```text
//! compile_if -> compile_node        expression -> compile_node
//! compile_node -> compile_if        compile_node -> expression
//! ```
//! `compile_if` has one caller, so every cycle through it leads through
//! `compile_node` too, and without it that calls itself.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::graph::{Graph, Node};

/// How willingly a function is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Free,
    /// Only if a cycle has nothing else.
    Reluctant,
    Never,
}

/// Chooses functions for all cycles that are not cut.
///
/// # Errors
///
/// Gives the cycles of functions that are never chosen, if there are any.
pub fn cover(graph: &Graph, cut: &[bool], choices: &[Choice]) -> Result<Vec<Node>, Vec<Vec<Node>>> {
    let can_be_cut = |node: Node| cut[node] || choices[node] != Choice::Never;
    let hopeless = graph.recursive(&graph.nodes().map(can_be_cut).collect::<Vec<_>>());
    if !hopeless.is_empty() {
        return Err(hopeless);
    }

    let mut cycles = Cycles::new(graph, cut);
    let mut chosen = Vec::new();
    for choice in [Choice::Never, Choice::Reluctant] {
        for node in graph.nodes().filter(|&node| choices[node] == choice) {
            if cycles.calls_itself(node) {
                cycles.remove(node);
                chosen.push(node);
            } else {
                cycles.bypass(node);
            }
        }
    }
    loop {
        let before = cycles.left.len();
        for node in cycles.left.clone() {
            if cycles.calls_itself(node) {
                cycles.remove(node);
                chosen.push(node);
            } else if cycles.is_replaceable(node) {
                cycles.bypass(node);
            }
        }
        if cycles.left.len() < before {
            continue;
        }
        let Some(node) = cycles.busiest() else {
            break;
        };
        cycles.remove(node);
        chosen.push(node);
    }

    // Some were made unnecessary by later ones.
    let mut cut = cut.to_vec();
    chosen.iter().for_each(|&node| cut[node] = true);
    chosen.retain(|&node| {
        cut[node] = false;
        cut[node] = !graph.recursive(&cut).is_empty();
        cut[node]
    });
    Ok(chosen)
}

/// What is left of the calls within recursive components. Ordered, so that the
/// choice is the same each time.
struct Cycles {
    callers: Vec<BTreeSet<Node>>,
    callees: Vec<BTreeSet<Node>>,
    left: BTreeSet<Node>,
}

impl Cycles {
    fn new(graph: &Graph, cut: &[bool]) -> Cycles {
        let mut callers = vec![BTreeSet::new(); graph.nodes().len()];
        let mut callees = callers.clone();
        let components = graph.recursive(cut);
        for component in &components {
            for &node in component {
                let within = graph.callees(node).iter().copied();
                for callee in within.filter(|callee| component.binary_search(callee).is_ok()) {
                    callees[node].insert(callee);
                    callers[callee].insert(node);
                }
            }
        }
        Cycles { callers, callees, left: components.concat().into_iter().collect() }
    }

    fn calls_itself(&self, node: Node) -> bool {
        self.callees[node].contains(&node)
    }

    /// Whether all cycles through a function lead through the same other one,
    /// or there are none.
    fn is_replaceable(&self, node: Node) -> bool {
        self.callers[node].len() <= 1 || self.callees[node].len() <= 1
    }

    fn busiest(&self) -> Option<Node> {
        let pairs = |node: Node| self.callers[node].len() * self.callees[node].len();
        self.left.iter().copied().max_by_key(|&node| (pairs(node), Reverse(node)))
    }

    fn remove(&mut self, node: Node) {
        for caller in std::mem::take(&mut self.callers[node]) {
            self.callees[caller].remove(&node);
        }
        for callee in std::mem::take(&mut self.callees[node]) {
            self.callers[callee].remove(&node);
        }
        self.left.remove(&node);
    }

    /// Removes a function that does not call itself. Its callers then call what
    /// it called.
    fn bypass(&mut self, node: Node) {
        let callers = self.callers[node].clone();
        let callees = self.callees[node].clone();
        self.remove(node);
        for &caller in &callers {
            self.callees[caller].extend(&callees);
        }
        for &callee in &callees {
            self.callers[callee].extend(&callers);
        }
    }
}
