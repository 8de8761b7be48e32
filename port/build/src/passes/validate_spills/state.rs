//! What is known at one point of a function: which variables hold the same
//! value, what is known of each value, and which slots of the frame hold it.
//!
//! A state names each distinct value it knows by a number. Numbers mean
//! nothing outside their state, except that variables with one number hold
//! equal values. Where two edges meet, two variables still hold equal values
//! if they did on both edges: the pair of numbers is the new name. That only
//! ever splits classes, so iteration ends.
//!
//! A value is covered by a slot if the slot holds it *or* it cannot be a
//! pointer. The second half matters where edges meet: a variable that is a
//! pointer stored in slot 8 on one edge and zero on the other is covered by
//! slot 8 on both.

use super::ir::{Edge, Span, Var};
use std::collections::HashMap;

/// Values as far as frame addresses need them. Addresses are counted from the
/// stack pointer at the function's entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    Nothing,
    Constant(i32),
    /// Exactly the stack pointer at entry plus this.
    Entry(i64),
    /// At most the stack pointer at entry plus this.
    AtMost(i64),
}

impl Known {
    /// The lowest bound known for an address on the shadow stack.
    pub fn bound(self) -> Option<i64> {
        match self {
            Self::Entry(at) | Self::AtMost(at) => Some(at),
            Self::Nothing | Self::Constant(_) => None,
        }
    }

    fn meet(self, other: Self) -> Self {
        if self == other {
            return self;
        }
        match (self.bound(), other.bound()) {
            (Some(a), Some(b)) => Self::at_most(a.max(b)),
            _ => Self::Nothing,
        }
    }

    /// A bound above the entry's own value is of no use to anyone, and giving
    /// it up keeps a loop from raising it for ever.
    pub fn at_most(bound: i64) -> Self {
        if bound > 0 { Self::Nothing } else { Self::AtMost(bound) }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    pub known: Known,
    /// Certainly not a pointer to a heap block.
    pub harmless: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The value of each variable.
    vars: Vec<u32>,
    /// The value of the stack pointer.
    stack: u32,
    values: Vec<Value>,
    /// `words` words of slot bits for each value.
    slots: Vec<u64>,
    words: usize,
}

impl State {
    /// Every variable unknown; the stack pointer as at entry.
    pub fn new(vars: u32, slots: usize) -> Self {
        let mut state = Self {
            vars: vec![0; vars as usize],
            stack: 0,
            values: Vec::new(),
            slots: Vec::new(),
            words: slots.div_ceil(64),
        };
        state.stack = state.fresh(Known::Entry(0), true);
        for var in 0..vars {
            state.define(var, Known::Nothing, true);
        }
        state
    }

    fn fresh(&mut self, known: Known, harmless: bool) -> u32 {
        self.values.push(Value { known, harmless });
        self.slots.extend(std::iter::repeat_n(0, self.words));
        self.values.len() as u32 - 1
    }

    pub fn define(&mut self, var: Var, known: Known, harmless: bool) {
        self.vars[var as usize] = self.fresh(known, harmless);
    }

    pub fn copy(&mut self, dst: Var, src: Var) {
        self.vars[dst as usize] = self.vars[src as usize];
    }

    pub fn value(&self, var: Var) -> Value {
        self.values[self.vars[var as usize] as usize]
    }

    pub fn stack(&self) -> Known {
        self.values[self.stack as usize].known
    }

    pub fn get_stack(&mut self, dst: Var) {
        self.vars[dst as usize] = self.stack;
    }

    pub fn set_stack(&mut self, src: Var) {
        self.stack = self.vars[src as usize];
    }

    /// The slots that cover the value of `var`; meaningless if it is harmless.
    pub fn covering(&self, var: Var) -> impl Iterator<Item = usize> + '_ {
        let at = self.vars[var as usize] as usize * self.words;
        let bits = &self.slots[at..at + self.words];
        (0..self.words * 64).filter(|slot| bits[slot / 64] >> (slot % 64) & 1 != 0)
    }

    /// The slots in `overwritten` no longer hold what they held.
    pub fn overwrite(&mut self, overwritten: &[u64]) {
        for value in self.slots.chunks_mut(self.words.max(1)) {
            for (bits, gone) in value.iter_mut().zip(overwritten) {
                *bits &= !gone;
            }
        }
    }

    pub fn cover(&mut self, var: Var, slot: usize) {
        let at = self.vars[var as usize] as usize * self.words;
        self.slots[at + slot / 64] |= 1 << (slot % 64);
    }

    /// The state where an edge arrives: label values moved, positions above
    /// `vars` forgotten, values numbered by first use.
    pub fn arrive(mut self, edge: &Edge, vars: u32) -> Self {
        let from = edge.from as usize;
        let moved = self.vars[from..from + edge.len as usize].to_vec();
        let to = edge.to as usize;
        self.vars[to..to + moved.len()].copy_from_slice(&moved);
        self.renumber(vars)
    }

    /// The state where an exception arrives. Callees only ever lower the stack
    /// pointer and nobody raised it again.
    pub fn catch(mut self, payload: Span, pointers: &[bool], vars: u32) -> Self {
        for (var, pointer) in payload.iter().zip(pointers) {
            self.define(var, Known::Nothing, !pointer);
        }
        let known = match self.stack().bound() {
            Some(bound) => Known::at_most(bound),
            None => Known::Nothing,
        };
        self.stack = self.fresh(known, true);
        self.renumber(vars)
    }

    fn renumber(&self, vars: u32) -> Self {
        let mut new = vec![u32::MAX; self.values.len()];
        let mut next = Self {
            vars: Vec::with_capacity(self.vars.len()),
            stack: 0,
            values: Vec::new(),
            slots: Vec::new(),
            words: self.words,
        };
        let mut number = |old: u32, next: &mut Self| {
            if new[old as usize] == u32::MAX {
                new[old as usize] = next.values.len() as u32;
                next.values.push(self.values[old as usize]);
                let words = (0..self.words).map(|word| self.slot_word(old, word));
                next.slots.extend(words);
            }
            new[old as usize]
        };
        next.stack = number(self.stack, &mut next);
        for (var, old) in self.vars.iter().enumerate() {
            // Positions above the target's height are rewritten before they
            // are read; one value stands for them all.
            let old = if var < vars as usize { *old } else { self.stack };
            let renumbered = number(old, &mut next);
            next.vars.push(renumbered);
        }
        next
    }

    /// Weakens `self` to what also holds in `other`.
    pub fn merge(&mut self, other: &Self) -> bool {
        let mut pairs = HashMap::new();
        let mut next = Self {
            vars: Vec::with_capacity(self.vars.len()),
            stack: 0,
            values: Vec::new(),
            slots: Vec::new(),
            words: self.words,
        };
        let mut number = |pair: (u32, u32), next: &mut Self| {
            *pairs.entry(pair).or_insert_with(|| {
                next.values.push(self.meet(pair.0, other, pair.1));
                for word in 0..self.words {
                    let mine = self.slot_word(pair.0, word);
                    next.slots.push(mine & other.slot_word(pair.1, word));
                }
                next.values.len() as u32 - 1
            })
        };
        next.stack = number((self.stack, other.stack), &mut next);
        for pair in self.vars.iter().zip(&other.vars) {
            let renumbered = number((*pair.0, *pair.1), &mut next);
            next.vars.push(renumbered);
        }
        let changed = next != *self;
        *self = next;
        changed
    }

    /// A harmless value counts as covered by every slot.
    fn slot_word(&self, value: u32, word: usize) -> u64 {
        if self.values[value as usize].harmless {
            return u64::MAX;
        }
        self.slots[value as usize * self.words + word]
    }

    fn meet(&self, mine: u32, other: &Self, theirs: u32) -> Value {
        let (a, b) = (self.values[mine as usize], other.values[theirs as usize]);
        Value { known: a.known.meet(b.known), harmless: a.harmless && b.harmless }
    }
}
