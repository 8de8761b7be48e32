//! A set of variables.

use super::ir::{Span, Var};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

impl Bits {
    pub fn new(len: u32) -> Self {
        Self(vec![0; len.div_ceil(64) as usize])
    }

    pub fn has(&self, var: Var) -> bool {
        self.0[var as usize / 64] >> (var % 64) & 1 != 0
    }

    pub fn put(&mut self, var: Var, present: bool) {
        let bit = 1 << (var % 64);
        let word = &mut self.0[var as usize / 64];
        *word = if present { *word | bit } else { *word & !bit };
    }

    pub fn put_all(&mut self, span: Span, present: bool) {
        span.iter().for_each(|var| self.put(var, present));
    }

    /// Adds every member of `other`; says whether anything was new.
    pub fn join(&mut self, other: &Self) -> bool {
        let mut grown = false;
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            grown |= theirs & !*mine != 0;
            *mine |= theirs;
        }
        grown
    }

    pub fn iter(&self) -> impl Iterator<Item = Var> + '_ {
        (0..self.0.len() as u32 * 64).filter(|var| self.has(*var))
    }
}
