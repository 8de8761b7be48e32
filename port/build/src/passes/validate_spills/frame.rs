//! Recognises the frame in which a function keeps its roots.
//!
//! ```wat
//! global.get $__stack_pointer
//! i32.const N
//! i32.sub
//! local.tee $base
//! global.set $__stack_pointer
//! ```
//!
//! at the very start, with `$base` never set again and never used but as the
//! address of a store or in `base + N` for the stack pointer. A frame whose
//! address goes nowhere else cannot be written by anyone else, and that is
//! what makes its words dependable: the compiler's own frame below has the
//! same shape, but its objects are handed to other functions.

use super::ir::*;

/// The stack pointer stays aligned to this, as the C calling convention wants.
pub const ALIGNMENT: i32 = 16;

pub struct Frame {
    pub size: i32,
    /// Each `(offset, width)` that some store through the base writes, inside
    /// the frame.
    pub slots: Vec<(i64, u32)>,
}

pub enum Found {
    Frame(Frame),
    /// The function starts as if it had a frame, but its base is used so that
    /// others might write there.
    Shared(Var),
    Nothing,
}

pub fn find(function: &Function) -> Found {
    let Some((base, size)) = prologue(&function.blocks[0].insts) else {
        return Found::Nothing;
    };
    let mut frame = Frame { size, slots: Vec::new() };
    let definitions = function
        .blocks
        .iter()
        .flat_map(|block| &block.insts)
        .filter(|inst| matches!(inst, Inst::Copy { dst, .. } if *dst == base))
        .count();
    if base < function.params || base >= function.locals || definitions != 1 {
        return Found::Shared(base);
    }
    for block in &function.blocks {
        for (at, inst) in block.insts.iter().enumerate() {
            if let Inst::Copy { dst, src } = *inst
                && src == base
                && !frame.accept(dst, &block.insts[at + 1..])
            {
                return Found::Shared(base);
            }
        }
    }
    frame.slots.sort_unstable();
    frame.slots.dedup();
    Found::Frame(frame)
}

fn prologue(insts: &[Inst]) -> Option<(Var, i32)> {
    let [
        Inst::GetStack { dst: stack },
        Inst::Const { dst: amount, narrow: Some(size), .. },
        Inst::Value { dst: lowered, args, rule: Rule::Sub },
        Inst::Copy { dst: base, src },
        Inst::SetStack { src: set, .. },
        ..,
    ] = *insts
    else {
        return None;
    };
    let chained = args.base == stack
        && amount == stack + 1
        && lowered == stack
        && src == lowered
        && set == lowered;
    (chained && size > 0).then_some((base, size))
}

impl Frame {
    /// Whether the copy `held` of the base, just pushed, is used as it should
    /// be by the instructions that follow.
    fn accept(&mut self, held: Var, rest: &[Inst]) -> bool {
        if let [
            Inst::Const { dst: amount, narrow: Some(size), .. },
            Inst::Value { dst, args, rule: Rule::Add },
            Inst::SetStack { src, .. },
            ..,
        ] = *rest
            && amount == held + 1
            && args.base == held
            && dst == held
            && src == held
            && size == self.size
        {
            return true;
        }
        for inst in rest {
            match *inst {
                Inst::Store { addr, value, displacement, width, .. } if addr == held => {
                    if displacement.saturating_add(u64::from(width)) <= self.size as u64 {
                        self.slots.push((displacement as i64, width));
                    }
                    return value != held;
                }
                _ if reads(inst, held) => return false,
                // Popped unread, and something else is there now.
                _ if writes(inst, held) => return true,
                _ => {}
            }
        }
        false
    }
}

fn reads(inst: &Inst, var: Var) -> bool {
    let within = |span: Span| span.iter().contains(&var);
    match *inst {
        Inst::Copy { src, .. } | Inst::SetStack { src, .. } | Inst::SetGlobal { src, .. } => {
            src == var
        }
        Inst::Const { .. } | Inst::GetStack { .. } => false,
        Inst::Value { args, .. } | Inst::Use { args } => within(args),
        Inst::Store { addr, value, .. } => addr == var || value == var,
        Inst::Call(ref call) => within(call.args),
    }
}

fn writes(inst: &Inst, var: Var) -> bool {
    match *inst {
        Inst::Copy { dst, .. }
        | Inst::Const { dst, .. }
        | Inst::GetStack { dst }
        | Inst::Value { dst, .. } => dst == var,
        Inst::Call(ref call) => call.results.iter().contains(&var),
        Inst::SetStack { .. } | Inst::SetGlobal { .. } | Inst::Store { .. } | Inst::Use { .. } => {
            false
        }
    }
}
