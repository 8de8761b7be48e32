//! What the pass has to find in the module before it starts, and the marker's
//! removal after it is done.

use anyhow::{Result, bail, ensure};
use walrus::ir::{Instr, InstrSeq, VisitorMut, dfs_pre_order_mut};
use walrus::{FunctionId, FunctionKind, Global, GlobalId, MemoryId, Module, ValType};

/// The shadow stack: the memory it lies in and the global that points to its
/// top.
#[derive(Clone, Copy, Debug)]
pub struct Shadow {
    pub memory: MemoryId,
    pub pointer: GlobalId,
}

/// The name that the linker gives to the stack pointer.
const STACK_POINTER: &str = "__stack_pointer";

impl Shadow {
    pub fn find(module: &Module) -> Result<Shadow> {
        let mut memories = module.memories.iter();
        let (Some(memory), None) = (memories.next(), memories.next()) else {
            bail!("the module must have exactly one memory, for the shadow stack to be in");
        };
        ensure!(!memory.memory64, "the shadow stack must be in a 32-bit memory");

        let suits = |global: &Global| global.mutable && global.ty == ValType::I32;
        let named =
            module.globals.iter().find(|global| global.name.as_deref() == Some(STACK_POINTER));
        let pointer = if let Some(global) = named {
            ensure!(suits(global), "the global {STACK_POINTER} is not a mutable i32");
            global.id()
        } else {
            let mut candidates = module.globals.iter().filter(|global| suits(global));
            match (candidates.next(), candidates.next()) {
                (Some(global), None) => global.id(),
                (None, _) => bail!("the module has no mutable i32 global to be {STACK_POINTER}"),
                (Some(_), Some(_)) => bail!(
                    "several mutable i32 globals might be {STACK_POINTER}; link without \
                     --strip-all, so that the name section tells"
                ),
            }
        };
        Ok(Shadow { memory: memory.id(), pointer })
    }
}

/// Removes all plain calls of a marker.
pub fn remove_calls(module: &mut Module, marker: FunctionId) {
    for (_, func) in module.funcs.iter_local_mut() {
        let entry = func.entry_block();
        dfs_pre_order_mut(&mut RemoveCalls(marker), func, entry);
    }
}

struct RemoveCalls(FunctionId);

impl VisitorMut for RemoveCalls {
    fn start_instr_seq_mut(&mut self, seq: &mut InstrSeq) {
        seq.instrs.retain(|(instr, _)| !matches!(instr, Instr::Call(call) if call.func == self.0));
    }
}

/// A function for an error message: its name, or its number in the input.
pub fn describe(module: &Module, id: FunctionId) -> String {
    let function = module.funcs.get(id);
    match (&function.name, &function.kind) {
        (Some(name), _) => format!("function {name}"),
        (None, FunctionKind::Import(_)) => format!("imported function {}", id.index()),
        (None, _) => format!("function {}", id.index()),
    }
}
