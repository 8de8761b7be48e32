//! Who may call whom.
//!
//! ```text
//! f may call g  if  f calls g,
//!               or  f calls indirectly, with the type of g, whose address is taken
//! ```
//! Imports are left out: the host cannot call back into the guest from one. A
//! tail call counts like any other. A cycle of nothing else needs no stack, but
//! one ordinary call anywhere in it does, and in C there is no telling which
//! calls become tail calls.

use std::collections::HashMap;

use walrus::ir::{Instr, InstrLocId, Visitor, dfs_in_order};
use walrus::{FunctionId, Module, TypeId};

use crate::passes::spill_roots::call_graph::{address_taken, signature};

/// Index into [`Graph::functions`].
pub type Node = usize;

/// The functions of a module, imports aside, and their calls. Lists are sorted,
/// so that everything that follows from them is the same each time.
#[derive(Debug)]
pub struct Graph {
    functions: Vec<FunctionId>,
    nodes: HashMap<FunctionId, Node>,
    /// What each function calls by name.
    direct: Vec<Vec<Node>>,
    /// What each function may call in any way.
    all: Vec<Vec<Node>>,
    /// Whether each function catches exceptions.
    catches: Vec<bool>,
}

impl Graph {
    pub fn new(module: &Module) -> Graph {
        let mut functions = Vec::new();
        let mut calls = Vec::new();
        for (id, func) in module.funcs.iter_local() {
            let mut found = Calls::default();
            dfs_in_order(&mut found, func, func.entry_block());
            functions.push(id);
            calls.push(found);
        }
        let nodes = (0..).zip(&functions).map(|(node, &id)| (id, node));
        let nodes = nodes.collect::<HashMap<FunctionId, Node>>();

        let mut taken = address_taken(module, &[]);
        taken.extend(calls.iter().flat_map(|calls| &calls.references));
        let mut by_signature = HashMap::<_, Vec<Node>>::new();
        for id in taken {
            if let Some(&node) = nodes.get(&id) {
                let signature = signature(module, module.funcs.get(id).ty());
                by_signature.entry(signature).or_default().push(node);
            }
        }

        let mut direct = Vec::new();
        let mut all = Vec::new();
        for calls in &calls {
            let called = calls.functions.iter().filter_map(|id| nodes.get(id));
            let called = sorted(called.copied().collect());
            let reached =
                calls.types.iter().filter_map(|&ty| by_signature.get(&signature(module, ty)));
            all.push(sorted(reached.flatten().chain(&called).copied().collect()));
            direct.push(called);
        }
        let catches = calls.iter().map(|calls| calls.catches).collect();
        Graph { functions, nodes, direct, all, catches }
    }

    pub fn nodes(&self) -> std::ops::Range<Node> {
        0..self.functions.len()
    }

    pub fn function(&self, node: Node) -> FunctionId {
        self.functions[node]
    }

    /// The node of a function, unless that is imported.
    pub fn node(&self, function: FunctionId) -> Option<Node> {
        self.nodes.get(&function).copied()
    }

    pub fn calls_by_name(&self, caller: Node, callee: Node) -> bool {
        self.direct[caller].binary_search(&callee).is_ok()
    }

    pub fn catches(&self, node: Node) -> bool {
        self.catches[node]
    }

    pub fn callees(&self, node: Node) -> &[Node] {
        &self.all[node]
    }

    /// The functions from which `target` can be reached, itself included.
    pub fn reaching(&self, target: Node) -> Vec<bool> {
        let mut callers = vec![Vec::new(); self.functions.len()];
        for caller in self.nodes() {
            for &callee in &self.all[caller] {
                callers[callee].push(caller);
            }
        }
        flood(&callers, vec![target], |_| false)
    }

    /// The functions that can be reached from `sources`, these included.
    pub fn reached(&self, sources: Vec<Node>) -> Vec<bool> {
        flood(&self.all, sources, |_| false)
    }

    /// The functions that `source` reaches by name, itself included, without
    /// looking into those where the way `ends`.
    pub fn reached_by_name(&self, source: Node, ends: impl Fn(Node) -> bool) -> Vec<bool> {
        flood(&self.direct, vec![source], ends)
    }

    /// The sets of functions that can all reach each other, and themselves,
    /// without passing one that is `cut`. Sorted, and each is.
    ///
    /// Tarjan's algorithm, with its own stack in place of recursion: a call
    /// graph may be as deep as the module is large.
    pub fn recursive(&self, cut: &[bool]) -> Vec<Vec<Node>> {
        const UNSEEN: usize = usize::MAX;
        let count = self.functions.len();
        let mut order = vec![UNSEEN; count];
        let mut lowest = vec![UNSEEN; count];
        let mut seen = 0;
        // Functions whose component is not complete.
        let mut open = Vec::new();
        let mut is_open = vec![false; count];
        let mut components = Vec::new();
        for root in self.nodes().filter(|&node| !cut[node]) {
            // The way to the current function, and the next callee of each.
            let mut path = Vec::new();
            if order[root] == UNSEEN {
                path.push((root, 0));
            }
            while let Some((node, next)) = path.last_mut() {
                let node = *node;
                if *next == 0 {
                    order[node] = seen;
                    lowest[node] = seen;
                    seen += 1;
                    open.push(node);
                    is_open[node] = true;
                }
                if let Some(&callee) = self.all[node].get(*next) {
                    *next += 1;
                    if cut[callee] {
                        continue;
                    }
                    if order[callee] == UNSEEN {
                        path.push((callee, 0));
                    } else if is_open[callee] {
                        lowest[node] = lowest[node].min(order[callee]);
                    }
                    continue;
                }
                path.pop();
                if let Some(&(caller, _)) = path.last() {
                    lowest[caller] = lowest[caller].min(lowest[node]);
                }
                if lowest[node] == order[node] {
                    let start = open.iter().rposition(|&other| other == node);
                    let component = sorted(open.split_off(start.unwrap_or(open.len())));
                    component.iter().for_each(|&member| is_open[member] = false);
                    if component.len() > 1 || self.all[node].binary_search(&node).is_ok() {
                        components.push(component);
                    }
                }
            }
        }
        components.sort_unstable();
        components
    }
}

/// What one function calls.
#[derive(Debug, Default)]
struct Calls {
    functions: Vec<FunctionId>,
    types: Vec<TypeId>,
    /// Functions whose address is taken here.
    references: Vec<FunctionId>,
    catches: bool,
}

impl Visitor<'_> for Calls {
    fn visit_instr(&mut self, instr: &Instr, _: &InstrLocId) {
        match instr {
            Instr::Call(call) => self.functions.push(call.func),
            Instr::ReturnCall(call) => self.functions.push(call.func),
            Instr::CallIndirect(call) => self.types.push(call.ty),
            Instr::ReturnCallIndirect(call) => self.types.push(call.ty),
            Instr::CallRef(call) => self.types.push(call.ty),
            Instr::ReturnCallRef(call) => self.types.push(call.ty),
            Instr::RefFunc(reference) => self.references.push(reference.func),
            Instr::Try(_) | Instr::TryTable(_) => self.catches = true,
            _ => {}
        }
    }
}

fn sorted(mut nodes: Vec<Node>) -> Vec<Node> {
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// What is reached by the edges, not continuing where the way `ends`.
fn flood(edges: &[Vec<Node>], mut pending: Vec<Node>, ends: impl Fn(Node) -> bool) -> Vec<bool> {
    let mut reached = vec![false; edges.len()];
    pending.iter().for_each(|&start| reached[start] = true);
    while let Some(node) = pending.pop() {
        for &next in edges[node].iter().filter(|_| !ends(node)) {
            if !reached[next] {
                reached[next] = true;
                pending.push(next);
            }
        }
    }
    reached
}
