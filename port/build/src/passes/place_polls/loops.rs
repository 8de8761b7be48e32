//! The loops of a function, and the places where it calls the marker.

use walrus::ir::{Instr, InstrLocId, InstrSeq, InstrSeqId, Visitor, dfs_in_order};
use walrus::{FunctionId, LocalFunction};

/// A loop.
#[derive(Debug, Clone, Copy)]
pub struct Loop {
    /// What it repeats.
    pub body: InstrSeqId,
    /// Whether it calls the marker.
    pub around_marker: bool,
    /// Whether neither a call nor another loop is in it.
    pub is_simple: bool,
}

/// What a poll may have to be put into.
#[derive(Debug, Default)]
pub struct Loops {
    /// In textual order.
    pub loops: Vec<Loop>,
    /// Calls of the marker, in textual order.
    pub markers: Vec<(InstrSeqId, usize)>,
    /// The loop that is reached first of all: nothing is called before it and
    /// no branch leads past it.
    pub leading: Option<InstrSeqId>,
}

impl Loops {
    pub fn of(func: &LocalFunction, marker: FunctionId) -> Loops {
        let mut walk = Walk {
            marker,
            found: Loops::default(),
            open: Vec::new(),
            at: Vec::new(),
            straight: true,
        };
        dfs_in_order(&mut walk, func, func.entry_block());
        walk.found
    }
}

struct Walk {
    marker: FunctionId,
    found: Loops,
    /// The loops that have begun and not ended.
    open: Vec<usize>,
    /// The sequences that have begun and not ended, with the position in each.
    at: Vec<(InstrSeqId, usize)>,
    /// Whether all that was seen so far is run at each call, and calls nothing.
    straight: bool,
}

impl<'instr> Visitor<'instr> for Walk {
    fn start_instr_seq(&mut self, seq: &'instr InstrSeq) {
        self.at.push((seq.id(), 0));
    }

    fn end_instr_seq(&mut self, seq: &'instr InstrSeq) {
        self.at.pop();
        let ended = |open: &usize| self.found.loops[*open].body == seq.id();
        self.open.pop_if(|open| ended(open));
    }

    fn visit_instr(&mut self, instr: &'instr Instr, _: &'instr InstrLocId) {
        let place = self.at.last().copied();
        if let Some((_, index)) = self.at.last_mut() {
            *index += 1;
        }
        // Blocks are entered, and plain instructions have no other way out.
        let plain = match instr {
            Instr::Block(_) | Instr::Loop(_) | Instr::TryTable(_) => true,
            instr => is_plain(instr),
        };
        self.straight &= plain;
        match instr {
            Instr::Loop(each) => {
                if std::mem::take(&mut self.straight) {
                    self.found.leading = Some(each.seq);
                }
                self.around(|outer| outer.is_simple = false);
                self.open.push(self.found.loops.len());
                let new = Loop { body: each.seq, around_marker: false, is_simple: true };
                self.found.loops.push(new);
            }
            Instr::Call(call) if call.func == self.marker => {
                self.around(|around| {
                    around.around_marker = true;
                    around.is_simple = false;
                });
                self.found.markers.extend(place);
            }
            Instr::Call(_)
            | Instr::CallIndirect(_)
            | Instr::CallRef(_)
            | Instr::ReturnCall(_)
            | Instr::ReturnCallIndirect(_)
            | Instr::ReturnCallRef(_) => self.around(|around| around.is_simple = false),
            _ => {}
        }
    }
}

impl Walk {
    fn around(&mut self, change: impl Fn(&mut Loop)) {
        for &open in &self.open {
            change(&mut self.found.loops[open]);
        }
    }
}

/// Whether an instruction neither calls nor branches, of those that compilers
/// put at the start of a function.
fn is_plain(instr: &Instr) -> bool {
    matches!(
        instr,
        Instr::Const(_)
            | Instr::LocalGet(_)
            | Instr::LocalSet(_)
            | Instr::LocalTee(_)
            | Instr::GlobalGet(_)
            | Instr::GlobalSet(_)
            | Instr::Binop(_)
            | Instr::Unop(_)
            | Instr::Load(_)
            | Instr::Store(_)
    )
}
