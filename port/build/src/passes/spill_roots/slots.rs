//! Slots: where in the frame each root is stored.
//!
//! Two roots may share a slot unless one is stored while the other is needed.
//! That is enough: what is in a slot changes only by a store, and past a store
//! that another root's slot was reused for, that root is not needed until it is
//! set, hence stored, again.

use std::collections::BTreeSet;

use walrus::{ModuleLocals, ValType};

use super::bits::BitSet;
use super::liveness::{Needs, Point, Root, Roots};
use super::placement::Placement;

/// The unit of allocation: the collector reads whole words.
const WORD: u32 = 4;

/// What the C ABI aligns the stack pointer to.
const STACK_ALIGN: u32 = 16;

/// The offset of each stored root in the frame.
#[derive(Debug)]
pub struct Slots {
    offsets: Vec<Option<u32>>,
    /// The size of the frame.
    pub bytes: u32,
}

impl Slots {
    pub fn assign(
        locals: &ModuleLocals,
        roots: &Roots,
        needs: &Needs,
        placement: &Placement,
    ) -> Slots {
        let wide = |root: Root| locals.get(roots.locals[root]).ty() == ValType::I64;
        let conflicts = conflicts(roots, needs, placement);
        let stores = placement.after.iter().chain(&placement.before).map(|&(_, root)| root);
        let stored = stores.chain(placement.on_entry.iter().copied()).collect::<BTreeSet<_>>();
        // Two-word roots first, as they are the ones that gaps do not fit.
        let (doubles, singles) = stored.into_iter().partition::<Vec<_>, _>(|&root| wide(root));

        let mut slots = Slots { offsets: vec![None; roots.locals.len()], bytes: 0 };
        for root in doubles.into_iter().chain(singles) {
            let words = |root: Root| if wide(root) { 2 } else { 1 };
            let mut taken = BTreeSet::new();
            for other in conflicts[root].iter() {
                if let Some(Some(offset)) = slots.offsets.get(other) {
                    taken.extend((0..words(other)).map(|word| offset / WORD + word));
                }
            }
            // Aligned to its own size.
            let mut first = 0;
            while (first..first + words(root)).any(|word| taken.contains(&word)) {
                first += words(root);
            }
            slots.offsets[root] = Some(first * WORD);
            slots.bytes = slots.bytes.max((first + words(root)) * WORD);
        }
        slots.bytes = slots.bytes.next_multiple_of(STACK_ALIGN);
        slots
    }

    pub fn offset(&self, root: Root) -> Option<u32> {
        self.offsets[root]
    }
}

/// For each root those that may not share its slot.
fn conflicts(roots: &Roots, needs: &Needs, placement: &Placement) -> Vec<BitSet> {
    let count = roots.locals.len();
    let mut conflicts = vec![BitSet::empty(count); count];
    let mut stored = |root: Root, needed: &BitSet| {
        conflicts[root].union(needed);
        needed.iter().for_each(|other| conflicts[other].insert(root));
    };
    for &root in &placement.on_entry {
        stored(root, &needs.at_entry);
    }
    let at = |stores: &[(usize, Root)], pc: usize| {
        let first = stores.partition_point(|&(other, _)| other < pc);
        let here = stores[first..].iter().take_while(|&&(other, _)| other == pc);
        here.map(|&(_, root)| root).collect::<Vec<_>>()
    };
    needs.visit(roots, |_, point, needed| {
        let here = match point {
            Point::Write(_, pc) => at(&placement.after, pc),
            Point::Collect(pc) => at(&placement.before, pc),
        };
        here.into_iter().for_each(|root| stored(root, needed));
    });
    for (root, others) in conflicts.iter_mut().enumerate() {
        others.remove(root);
    }
    conflicts
}
