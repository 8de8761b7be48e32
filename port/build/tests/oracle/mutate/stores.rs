//! Slips in storing roots.

use super::{Function, STORE, Slip, Store, encoded};
use std::collections::BTreeMap;
use wasm_encoder::{BlockType, Instruction, MemArg};
use wasmparser::{Operator, ValType};

impl Function<'_> {
    /// One store to another place, or of something else.
    pub fn store(&mut self, store: Store) {
        let Store { at, local, slot, wide, .. } = store;
        self.replace(Slip::StoreDropped, at..at + STORE, &[]);
        let access = at + 2..at + STORE;
        self.replace(Slip::SlotRaised, access.clone(), &[store.to(slot + 4)]);
        if let Some(lower) = slot.checked_sub(4) {
            self.replace(Slip::SlotLowered, access.clone(), &[store.to(lower)]);
        }
        let others: Vec<u64> =
            self.stores.iter().map(|other| other.slot).filter(|other| *other != slot).collect();
        if !others.is_empty() {
            let other = others[self.random.below(others.len())];
            self.replace(Slip::SlotMistaken, access.clone(), &[store.to(other)]);
        }
        let wides: Vec<u64> =
            self.stores.iter().filter(|w| w.wide && w.slot != slot).map(|w| w.slot).collect();
        if !wides.is_empty() {
            let other = wides[self.random.below(wides.len())] + 4;
            self.replace(Slip::SlotInWide, access.clone(), &[store.to(other)]);
        }
        // No access may promise more alignment than it is wide.
        let half = |align| MemArg { offset: slot, align, memory_index: store.memory };
        let half = match wide {
            true => Instruction::I64Store32(half(2)),
            false => Instruction::I32Store16(half(1)),
        };
        self.replace(Slip::HalfStored, access, &[half]);

        let ty = self.body.locals[local as usize];
        let others = self.locals(|other| ty == self.body.locals[other as usize] && other != local);
        if !others.is_empty() {
            let other = others[self.random.below(others.len())];
            self.replace(Slip::OtherLocal, at + 1..at + 2, &[Instruction::LocalGet(other)]);
        }
        let zero = if wide { Instruction::I64Const(0) } else { Instruction::I32Const(0) };
        let overwrite = encoded(&[Instruction::LocalGet(self.base), zero, store.to(slot)]);
        self.add(Slip::StoreOverwritten, at, vec![(self.before(at + STORE), overwrite)]);
    }

    /// The locals of a kind, the base excepted.
    fn locals(&self, suits: impl Fn(u32) -> bool) -> Vec<u32> {
        let locals = 0..self.body.locals.len() as u32;
        locals.filter(|local| *local != self.base && suits(*local)).collect()
    }

    /// One store sooner, later, or not always.
    pub fn order(&mut self, store: Store) {
        let Store { at, local, .. } = store;
        let bytes = self.bytes(at..at + STORE);
        let remove = (self.range(at..at + STORE), Vec::new());
        if let Some(call) = self.next_call(at + STORE) {
            let insert = (self.before(call + 1), bytes.clone());
            self.add(Slip::StoreDelayed, at, vec![remove.clone(), insert]);
        }
        // Other stores may be between the definition and this one.
        let mut before = at;
        while before >= STORE && self.store_at(before - STORE).is_some() {
            before -= STORE;
        }
        if let Some(set) = before.checked_sub(1)
            && let Operator::LocalSet { local_index } | Operator::LocalTee { local_index } =
                self.body.ops[set].1
            && local_index == local
        {
            self.add(Slip::StoreEarly, at, vec![remove.clone(), (self.before(set), bytes.clone())]);
        }
        let conditions = self.locals(|other| self.body.locals[other as usize] == ValType::I32);
        if !conditions.is_empty() {
            let condition = conditions[self.random.below(conditions.len())];
            let open = [Instruction::LocalGet(condition), Instruction::If(BlockType::Empty)];
            let guarded = [encoded(&open), bytes, encoded(&[Instruction::End])].concat();
            self.add(Slip::StoreConditional, at, vec![(self.range(at..at + STORE), guarded)]);
        }
    }

    /// All stores of one root.
    pub fn roots(&mut self) {
        let mut roots: BTreeMap<u32, Vec<Store>> = BTreeMap::new();
        for store in &self.stores {
            roots.entry(store.local).or_default().push(*store);
        }
        for (local, stores) in &roots {
            let at = stores[0].at;
            if stores.len() > 1 {
                let removed = stores.iter();
                let removed = removed.map(|s| (self.range(s.at..s.at + STORE), Vec::new()));
                let removed = removed.collect();
                self.add(Slip::RootForgotten, at, removed);
            }
            let others: Vec<u64> =
                self.stores.iter().filter(|other| other.local != *local).map(|o| o.slot).collect();
            if !others.is_empty() {
                let other = others[self.random.below(others.len())];
                let moved = stores.iter();
                let moved =
                    moved.map(|s| (self.range(s.at + 2..s.at + STORE), encoded(&[s.to(other)])));
                let moved = moved.collect();
                self.add(Slip::SlotShared, at, moved);
            }
        }
    }

    /// The next call, if nothing but straight-line code comes before it.
    fn next_call(&self, from: usize) -> Option<usize> {
        let ops = self.body.ops.iter().enumerate().skip(from);
        let straight = ops.take_while(|(at, (_, op))| {
            self.code.successors(*at).len() == 1
                && !matches!(op, Operator::Br { .. })
                && !matches!(
                    op,
                    Operator::Block { .. }
                        | Operator::Loop { .. }
                        | Operator::TryTable { .. }
                        | Operator::Else
                        | Operator::End
                )
                || matches!(op, Operator::Call { .. } | Operator::CallIndirect { .. })
        });
        let mut calls = straight.filter(|(_, (_, op))| {
            matches!(op, Operator::Call { .. } | Operator::CallIndirect { .. })
        });
        calls.next().map(|(at, _)| at)
    }
}
