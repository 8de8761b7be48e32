//! Insertions into a function, collected first and made at once, so that the
//! positions that an analysis speaks of stay valid until it is done.

use std::collections::BTreeMap;

use walrus::LocalFunction;
use walrus::ir::{Instr, InstrLocId, InstrSeqId};

use super::code::Gap;

/// What goes into which gap. Ordered, so that output does not depend on chance.
#[derive(Debug, Default)]
pub struct Edits {
    sequences: BTreeMap<InstrSeqId, BTreeMap<usize, Vec<Instr>>>,
}

impl Edits {
    /// Adds code to a gap, after what was put there before.
    pub fn insert(&mut self, (sequence, index): Gap, code: impl IntoIterator<Item = Instr>) {
        let gaps = self.sequences.entry(sequence).or_default();
        gaps.entry(index).or_default().extend(code);
    }

    pub fn apply(self, func: &mut LocalFunction) {
        for (sequence, gaps) in self.sequences {
            let instrs = &mut func.block_mut(sequence).instrs;
            let mut old = std::mem::take(instrs).into_iter();
            let mut taken = 0;
            for (index, code) in gaps {
                instrs.extend(old.by_ref().take(index - taken));
                instrs.extend(code.into_iter().map(|instr| (instr, InstrLocId::default())));
                taken = index;
            }
            instrs.extend(old);
        }
    }
}
