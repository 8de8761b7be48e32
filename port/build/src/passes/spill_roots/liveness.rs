//! Which locals must be in a slot, and where.
//!
//! Two backward analyses over the control-flow graph, both stopping at
//! definitions. *Live*: the local is read later. *Needed*: a collecting call
//! comes later during which the local is live. A local has to be stored only
//! while it is needed; a local that is read but no longer needed is not our
//! concern.

use std::collections::{BTreeSet, HashMap};

use walrus::LocalId;
use walrus::ir::Instr;

use super::bits::BitSet;
use super::classes::Classes;
use super::code::{Code, Op, Pc};
use super::flow::{BlockId, Flow};
use super::held::Homes;

/// Index into [`Roots::locals`].
pub type Root = usize;

/// The locals of one function that may hold pointers, and what happens to them.
#[derive(Debug)]
pub struct Roots {
    pub locals: Vec<LocalId>,
    /// The roots that are parameters.
    pub params: Vec<Root>,
    /// What each block does, in order.
    pub events: Vec<Vec<Event>>,
}

#[derive(Clone, Copy, Debug)]
pub enum Event {
    Read(Root),
    Write(Root, Pc),
    /// A call that may collect.
    Collect(Pc),
}

impl Roots {
    pub fn of(
        code: &Code,
        flow: &Flow,
        params: &[LocalId],
        classes: &Classes,
        collecting: &BTreeSet<Pc>,
    ) -> Roots {
        let mut roots = Roots { locals: Vec::new(), params: Vec::new(), events: Vec::new() };
        let mut numbers = HashMap::new();
        let mut number = |local: LocalId| {
            let number = *numbers.entry(local).or_insert_with(|| {
                roots.locals.push(local);
                roots.locals.len() - 1
            });
            classes.is_pointer(local).then_some(number)
        };
        roots.params = params.iter().filter_map(|&param| number(param)).collect();
        for block in &flow.blocks {
            let events = block.ops.clone().filter_map(|pc| match code.ops[pc] {
                Op::Instr(Instr::LocalGet(get)) => number(get.local).map(Event::Read),
                Op::Instr(Instr::LocalSet(set)) => {
                    number(set.local).map(|root| Event::Write(root, pc))
                }
                Op::Instr(Instr::LocalTee(tee)) => {
                    number(tee.local).map(|root| Event::Write(root, pc))
                }
                Op::Instr(_) if collecting.contains(&pc) => Some(Event::Collect(pc)),
                _ => None,
            });
            roots.events.push(events.collect());
        }
        roots
    }
}

/// The solution.
#[derive(Debug)]
pub struct Needs {
    /// The roots live over each collecting call.
    pub at_call: HashMap<Pc, BitSet>,
    /// The roots needed at the end of each block.
    needed_out: Vec<BitSet>,
    /// The roots needed at the entry of the function.
    pub at_entry: BitSet,
}

/// A point at which a root might be stored.
#[derive(Clone, Copy, Debug)]
pub enum Point {
    /// After a definition.
    Write(Root, Pc),
    /// Before a call.
    Collect(Pc),
}

impl Needs {
    pub fn of(flow: &Flow, roots: &Roots, homes: &Homes) -> Needs {
        let bound = roots.locals.len();
        let mut held = HashMap::new();
        for (&pc, locals) in homes {
            let mut set = BitSet::empty(bound);
            let numbers = 0..roots.locals.len();
            numbers
                .filter(|&root| locals.contains(&roots.locals[root]))
                .for_each(|root| set.insert(root));
            held.insert(pc, set);
        }

        let live_over = |live: &mut BitSet, pc: &Pc| {
            if let Some(held) = held.get(pc) {
                live.union(held);
            }
        };
        let (_, live_out) = solve_backward(flow, bound, |block, live| {
            for event in roots.events[block].iter().rev() {
                match event {
                    Event::Read(root) => live.insert(*root),
                    Event::Write(root, _) => live.remove(*root),
                    Event::Collect(pc) => live_over(live, pc),
                }
            }
        });
        let mut at_call = HashMap::new();
        for (events, mut live) in roots.events.iter().zip(live_out) {
            for event in events.iter().rev() {
                match event {
                    Event::Read(root) => live.insert(*root),
                    Event::Write(root, _) => live.remove(*root),
                    Event::Collect(pc) => {
                        live_over(&mut live, pc);
                        at_call.insert(*pc, live.clone());
                    }
                }
            }
        }

        let (needed_in, needed_out) = solve_backward(flow, bound, |block, needed| {
            for event in roots.events[block].iter().rev() {
                step(event, needed, &at_call);
            }
        });
        let at_entry = needed_in.first().cloned().unwrap_or(BitSet::empty(bound));
        Needs { at_call, needed_out, at_entry }
    }

    /// Calls back for each point, with what is needed there: after the
    /// definition, or before the call.
    pub fn visit(&self, roots: &Roots, mut visit: impl FnMut(BlockId, Point, &BitSet)) {
        for (block, needed) in self.needed_out.iter().enumerate() {
            let mut needed = needed.clone();
            for event in roots.events[block].iter().rev() {
                if let Event::Write(root, pc) = *event {
                    visit(block, Point::Write(root, pc), &needed);
                }
                step(event, &mut needed, &self.at_call);
                if let Event::Collect(pc) = *event {
                    visit(block, Point::Collect(pc), &needed);
                }
            }
        }
    }
}

fn step(event: &Event, needed: &mut BitSet, at_call: &HashMap<Pc, BitSet>) {
    match event {
        Event::Read(_) => {}
        Event::Write(root, _) => needed.remove(*root),
        Event::Collect(pc) => {
            if let Some(live) = at_call.get(pc) {
                needed.union(live);
            }
        }
    }
}

/// The least solution of a backward problem: the sets at the start and at the
/// end of each block. `transfer` turns the latter into the former.
fn solve_backward(
    flow: &Flow,
    bound: usize,
    transfer: impl Fn(BlockId, &mut BitSet),
) -> (Vec<BitSet>, Vec<BitSet>) {
    let mut at_start = vec![BitSet::empty(bound); flow.blocks.len()];
    let mut at_end = at_start.clone();
    loop {
        let mut changed = false;
        for (id, block) in flow.blocks.iter().enumerate().rev() {
            let mut set = BitSet::empty(bound);
            for &next in block.successors.iter().chain(&block.handlers) {
                set.union(&at_start[next]);
            }
            at_end[id].clone_from(&set);
            transfer(id, &mut set);
            if at_start[id] != set {
                at_start[id] = set;
                changed = true;
            }
        }
        if !changed {
            return (at_start, at_end);
        }
    }
}
