//! Where each root is stored: after its definitions or before the calls.
//!
//! Storing at definitions suits a value that is set once and live over many
//! calls; storing before calls suits one that is set often, or whose calls lie
//! on rare paths. The estimated number of stores run decides, for each root on
//! its own.

use super::bits::BitSet;
use super::code::Pc;
use super::flow::Flow;
use super::liveness::{Event, Needs, Point, Root, Roots};

/// The stores of a function.
#[derive(Debug, Default)]
pub struct Placement {
    /// Parameters stored on entry.
    pub on_entry: Vec<Root>,
    /// Stores after a definition, and before a call.
    pub after: Vec<(Pc, Root)>,
    pub before: Vec<(Pc, Root)>,
}

impl Placement {
    pub fn new(flow: &Flow, roots: &Roots, needs: &Needs, frequency: &[f64]) -> Placement {
        let count = roots.locals.len();
        let mut at_definitions = Candidate::of_each(count);
        for &root in &roots.params {
            if needs.at_entry.contains(root) {
                at_definitions[root].cost += frequency[0];
                at_definitions[root].on_entry = true;
            }
        }
        needs.visit(roots, |block, point, needed| {
            if let Point::Write(root, pc) = point
                && needed.contains(root)
            {
                at_definitions[root].add(pc, frequency[block]);
            }
        });
        let mut at_calls = Candidate::of_each(count);
        for (block, pc, root) in unstored_at_calls(flow, roots, needs) {
            at_calls[root].add(pc, frequency[block]);
        }

        let mut placement = Placement::default();
        for (root, (definitions, calls)) in at_definitions.into_iter().zip(at_calls).enumerate() {
            if calls.is_cheaper_than(&definitions) {
                placement.before.extend(calls.pcs.into_iter().map(|pc| (pc, root)));
            } else {
                placement.on_entry.extend(definitions.on_entry.then_some(root));
                placement.after.extend(definitions.pcs.into_iter().map(|pc| (pc, root)));
            }
        }
        placement.before.sort_unstable();
        placement.after.sort_unstable();
        placement
    }
}

/// One way to store a root.
#[derive(Clone, Debug, Default)]
struct Candidate {
    cost: f64,
    on_entry: bool,
    pcs: Vec<Pc>,
}

impl Candidate {
    fn of_each(count: usize) -> Vec<Candidate> {
        vec![Candidate::default(); count]
    }

    fn add(&mut self, pc: Pc, frequency: f64) {
        self.cost += frequency;
        self.pcs.push(pc);
    }

    /// At the same cost, the smaller code.
    fn is_cheaper_than(&self, other: &Candidate) -> bool {
        let size = |candidate: &Candidate| candidate.pcs.len() + usize::from(candidate.on_entry);
        self.cost < other.cost || (self.cost == other.cost && size(self) < size(other))
    }
}

/// Where a root would be stored before a call: at the calls that need it,
/// unless on every path to there it was stored before an earlier call and has
/// not changed since.
fn unstored_at_calls(flow: &Flow, roots: &Roots, needs: &Needs) -> Vec<(usize, Pc, Root)> {
    let count = roots.locals.len();
    let predecessors = flow.predecessors();
    let mut stored_out = vec![BitSet::full(count); flow.blocks.len()];
    let stored_in = |id: usize, stored_out: &[BitSet]| {
        // Nothing is stored yet on entry; a block that nothing leads to never
        // runs, so there anything holds.
        let mut stored = if id == 0 { BitSet::empty(count) } else { BitSet::full(count) };
        for &before in &predecessors[id] {
            stored.intersect(&stored_out[before]);
        }
        stored
    };
    let step = |event: &Event, stored: &mut BitSet| match event {
        Event::Read(_) => {}
        Event::Write(root, _) => stored.remove(*root),
        Event::Collect(pc) => {
            if let Some(needed) = needs.at_call.get(pc) {
                stored.union(needed);
            }
        }
    };
    loop {
        let mut changed = false;
        for (id, events) in roots.events.iter().enumerate() {
            let mut stored = stored_in(id, &stored_out);
            events.iter().for_each(|event| step(event, &mut stored));
            if stored_out[id] != stored {
                stored_out[id] = stored;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let mut unstored = Vec::new();
    for (id, events) in roots.events.iter().enumerate() {
        let mut stored = stored_in(id, &stored_out);
        for event in events {
            if let Event::Collect(pc) = event
                && let Some(needed) = needs.at_call.get(pc)
            {
                let missing = needed.iter().filter(|&root| !stored.contains(root));
                unstored.extend(missing.map(|root| (id, *pc, root)));
            }
            step(event, &mut stored);
        }
    }
    unstored
}
