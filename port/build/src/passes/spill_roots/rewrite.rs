//! Giving a function its frame.
//!
//! ```wat
//! (local.set $base (i32.sub (global.get $sp) (i32.const 16)))
//! (global.set $sp (local.get $base))
//! (block (result i32)
//!   …                                   ;; the body; `return` is a branch to here
//! )
//! (global.set $sp (i32.add (local.get $base) (i32.const 16)))
//! ```
//!
//! The frame is made before anything else, so that the compiler's own frame
//! lies below it. On the way out the stack pointer is set from `$base` and not
//! raised by the size of the frame: a function that caught an exception is left
//! with whatever stack pointer its handler restored, and this way that does not
//! matter.

use walrus::ir::{
    BinaryOp, Binop, Block, Br, Const, GlobalGet, GlobalSet, Instr, InstrLocId, InstrSeq,
    InstrSeqId, InstrSeqType, LocalGet, LocalTee, MemArg, Store, StoreKind, TryTableCatch, Value,
    VisitorMut, dfs_pre_order_mut,
};
use walrus::{LocalFunction, LocalId, ModuleLocals, ValType};

use super::code::{Code, Gap};
use super::edit::Edits;
use super::liveness::{Root, Roots};
use super::module::Shadow;
use super::placement::Placement;
use super::slots::Slots;

/// What to do to a function, free of borrows from it.
#[derive(Debug)]
pub struct Plan {
    pub bytes: u32,
    on_entry: Vec<Spill>,
    stores: Vec<(Gap, Spill)>,
}

/// A local and its place in the frame.
#[derive(Clone, Copy, Debug)]
struct Spill {
    local: LocalId,
    offset: u32,
}

impl Plan {
    pub fn new(code: &Code, roots: &Roots, placement: &Placement, slots: &Slots) -> Plan {
        let spill = |root: Root| {
            let offset = slots.offset(root)?;
            Some(Spill { local: roots.locals[root], offset })
        };
        let after = placement.after.iter().map(|&(pc, root)| (code.after(pc), root));
        let before = placement.before.iter().map(|&(pc, root)| (code.before(pc), root));
        Plan {
            bytes: slots.bytes,
            on_entry: placement.on_entry.iter().copied().filter_map(spill).collect(),
            stores: after
                .chain(before)
                .filter_map(|(gap, root)| Some((gap, spill(root)?)))
                .collect(),
        }
    }

    /// How many stores the plan makes.
    pub fn stores(&self) -> usize {
        self.on_entry.len() + self.stores.len()
    }
}

/// Carries a plan out. `body_type` is the type of a block with the function's
/// results.
pub fn apply(
    func: &mut LocalFunction,
    locals: &mut ModuleLocals,
    shadow: Shadow,
    body_type: InstrSeqType,
    plan: &Plan,
) {
    let base = locals.add(ValType::I32);
    let mut edits = Edits::default();
    for (gap, spill) in &plan.stores {
        edits.insert(*gap, store(locals, shadow, base, *spill));
    }
    edits.apply(func);

    let leave = leave(shadow, base, plan.bytes);
    let entry = func.entry_block();
    let body = func.builder_mut().dangling_instr_seq(body_type).id();
    let mut exits = Exits { function: entry, body, leave: &leave };
    dfs_pre_order_mut(&mut exits, func, entry);

    let old = std::mem::take(&mut func.block_mut(entry).instrs);
    func.block_mut(body).instrs = old;
    let mut outer = enter(shadow, base, plan.bytes);
    for &spill in &plan.on_entry {
        outer.extend(store(locals, shadow, base, spill));
    }
    outer.push(Instr::Block(Block { seq: body }));
    outer.extend(leave);
    let outer = outer.into_iter().map(|instr| (instr, InstrLocId::default()));
    func.block_mut(entry).instrs = outer.collect();
}

fn enter(shadow: Shadow, base: LocalId, bytes: u32) -> Vec<Instr> {
    vec![
        Instr::GlobalGet(GlobalGet { global: shadow.pointer }),
        constant(bytes),
        Instr::Binop(Binop { op: BinaryOp::I32Sub }),
        Instr::LocalTee(LocalTee { local: base }),
        Instr::GlobalSet(GlobalSet { global: shadow.pointer }),
    ]
}

fn leave(shadow: Shadow, base: LocalId, bytes: u32) -> Vec<Instr> {
    vec![
        Instr::LocalGet(LocalGet { local: base }),
        constant(bytes),
        Instr::Binop(Binop { op: BinaryOp::I32Add }),
        Instr::GlobalSet(GlobalSet { global: shadow.pointer }),
    ]
}

fn constant(bytes: u32) -> Instr {
    Instr::Const(Const { value: Value::I32(bytes.cast_signed()) })
}

fn store(locals: &ModuleLocals, shadow: Shadow, base: LocalId, spill: Spill) -> [Instr; 3] {
    let (kind, align) = match locals.get(spill.local).ty() {
        ValType::I64 => (StoreKind::I64 { atomic: false }, 8),
        _ => (StoreKind::I32 { atomic: false }, 4),
    };
    let arg = MemArg { align, offset: spill.offset.into() };
    [
        Instr::LocalGet(LocalGet { local: base }),
        Instr::LocalGet(LocalGet { local: spill.local }),
        Instr::Store(Store { memory: shadow.memory, kind, arg }),
    ]
}

/// Leads every way out of the function past its epilogue: branches to the
/// function's label, which the block around the body takes over, and tail
/// calls, which leave from where they are. An exception needs nothing, since
/// whoever catches it restores its own stack pointer.
struct Exits<'a> {
    function: InstrSeqId,
    body: InstrSeqId,
    leave: &'a [Instr],
}

impl VisitorMut for Exits<'_> {
    fn start_instr_seq_mut(&mut self, seq: &mut InstrSeq) {
        let old = std::mem::take(&mut seq.instrs);
        for (mut instr, location) in old {
            match &mut instr {
                Instr::Br(br) => self.retarget(&mut br.block),
                Instr::BrIf(br) => self.retarget(&mut br.block),
                Instr::BrTable(br) => {
                    br.blocks.iter_mut().for_each(|block| self.retarget(block));
                    self.retarget(&mut br.default);
                }
                Instr::TryTable(table) => {
                    for catch in &mut table.catches {
                        match catch {
                            TryTableCatch::Catch { label, .. }
                            | TryTableCatch::CatchRef { label, .. }
                            | TryTableCatch::CatchAll { label }
                            | TryTableCatch::CatchAllRef { label } => self.retarget(label),
                        }
                    }
                }
                Instr::Return(_) => instr = Instr::Br(Br { block: self.body }),
                Instr::ReturnCall(_) | Instr::ReturnCallIndirect(_) => {
                    let leave = self.leave.iter().cloned();
                    seq.instrs.extend(leave.map(|instr| (instr, InstrLocId::default())));
                }
                _ => {}
            }
            seq.instrs.push((instr, location));
        }
    }
}

impl Exits<'_> {
    fn retarget(&self, label: &mut InstrSeqId) {
        if *label == self.function {
            *label = self.body;
        }
    }
}
