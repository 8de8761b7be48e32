//! Values held on the operand stack over a collecting call.
//!
//! ```wat
//! (i32.store                      (i32.store
//!   (call $new_list)                (local.tee $home (call $new_list))
//!   (call $new_item))               (call $new_item))
//! ```
//!
//! The list exists only on the operand stack while the item is made. Such a
//! value needs a local as a home, from which it can be stored: the local that
//! it was read from, if that is not set while the value is held, or else a
//! fresh one. With that, values on the operand stack are reduced to locals and
//! the rest of the pass need not know about them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use walrus::ir::{Instr, LocalGet, LocalSet, LocalTee};
use walrus::{LocalId, ModuleLocals, ValType};

use super::classes::Classes;
use super::code::{Code, FrameKind, Gap, Pc};
use super::edit::Edits;
use super::trace::{Call, Origin, Trace};

/// The homes of what is held over each collecting call of a function.
pub type Homes = BTreeMap<Pc, BTreeSet<LocalId>>;

/// A value that is held and has no home.
#[derive(Debug)]
pub struct Homeless {
    /// Just after the operation that pushes it.
    gap: Gap,
    /// Its type and class, then those of the values pushed on top of it by the
    /// same operation.
    values: Vec<(ValType, bool)>,
}

/// Finds the homes, and the values that still need one.
pub fn homes(
    code: &Code,
    trace: &Trace,
    classes: &Classes,
    collecting: &BTreeSet<Pc>,
) -> (Homes, Vec<Homeless>) {
    let pointers = classes.of_values(trace);
    let mut set_at: HashMap<LocalId, Vec<Pc>> = HashMap::new();
    for &(local, pc, _) in &trace.defs {
        set_at.entry(local).or_default().push(pc);
    }
    let mut homes = Homes::new();
    let mut lowest_homeless = BTreeMap::new();
    for call in trace.calls.iter().filter(|call| collecting.contains(&call.pc)) {
        let homes = homes.entry(call.pc).or_default();
        for &id in &call.held {
            let value = &trace.values[id];
            if !pointers[id] || !value.used {
                continue;
            }
            let end = held_until(code, value.pc, call);
            let set_while_held = |local: &LocalId| {
                let pcs = set_at.get(local).map_or(&[][..], Vec::as_slice);
                pcs.iter().any(|&pc| value.pc < pc && pc < end)
            };
            match &value.origin {
                Origin::Local(local) if !set_while_held(local) => {
                    homes.insert(*local);
                }
                _ => {
                    let lowest = lowest_homeless.entry(value.pc).or_insert(id);
                    *lowest = id.min(*lowest);
                }
            }
        }
    }
    let homeless = lowest_homeless.into_iter().map(|(pc, id)| Homeless {
        gap: code.after(pc),
        values: (id..=id + trace.values[id].above)
            .map(|id| (trace.values[id].ty, pointers[id]))
            .collect(),
    });
    (homes, homeless.collect())
}

/// The end of the code that may run between a push and the call that its value
/// is held over. A loop that was entered after the push may have run to its end
/// before it came back to the call.
fn held_until(code: &Code, pushed: Pc, call: &Call) -> Pc {
    let mut end = call.pc;
    let mut frame = code.frame_of[call.pc];
    while frame != 0 && code.frames[frame].start > pushed {
        if code.frames[frame].kind == FrameKind::Loop {
            end = code.frames[frame].end;
        }
        frame = code.frames[frame].parent;
    }
    end
}

/// Gives each homeless value a fresh local, written where the value is pushed.
pub fn settle(locals: &mut ModuleLocals, classes: &mut Classes, homeless: &[Homeless]) -> Edits {
    let mut edits = Edits::default();
    for Homeless { gap, values } in homeless {
        let fresh = values.iter().map(|&(ty, pointer)| {
            let local = locals.add(ty);
            classes.add(local, pointer);
            local
        });
        let fresh = fresh.collect::<Vec<_>>();
        // Only the top of the stack can be tee'd: what lies above is set aside
        // and read back.
        if let [home, above @ ..] = fresh.as_slice() {
            let set = |&local: &LocalId| Instr::LocalSet(LocalSet { local });
            let get = |&local: &LocalId| Instr::LocalGet(LocalGet { local });
            let tee = Instr::LocalTee(LocalTee { local: *home });
            let aside = above.iter().rev().map(set);
            edits.insert(*gap, aside.chain([tee]).chain(above.iter().map(get)));
        }
    }
    edits
}
