//! What the pass has to find in the module before it starts, and the marker's
//! removal after it is done.

use anyhow::{Result, anyhow, bail, ensure};
use walrus::ir::{Instr, InstrSeq, Visitor, VisitorMut, dfs_in_order, dfs_pre_order_mut};
use walrus::{
    FunctionId, FunctionKind, Global, GlobalId, ImportId, ImportKind, MemoryId, Module, ValType,
};

use super::Options;

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

/// The import by which the root scanner is recognised. A named function would
/// not do, as it can be inlined; an import cannot.
#[derive(Clone, Copy, Debug)]
pub struct Marker {
    pub function: FunctionId,
    import: ImportId,
}

impl Marker {
    pub fn find(module: &Module, options: &Options) -> Result<Marker> {
        let Options { marker_module, marker_name } = options;
        let is_marker = |import: &&walrus::Import| {
            import.module == *marker_module && import.name == *marker_name
        };
        let import = module.imports.iter().find(is_marker).ok_or_else(|| {
            anyhow!(
                "the module does not import {marker_module}.{marker_name}, by which the pass \
                 recognises the collector: does the function that scans the stack call it, and \
                 is the pass run only once, on the linker's output?"
            )
        })?;
        let ImportKind::Function(function) = import.kind else {
            bail!("the import {marker_module}.{marker_name} is not a function");
        };
        let (params, results) = module.types.params_results(module.funcs.get(function).ty());
        ensure!(
            params.is_empty() && results.is_empty(),
            "the marker {marker_module}.{marker_name} must be declared as void (void), so that \
             its calls can be removed"
        );
        Ok(Marker { function, import: import.id() })
    }

    /// Removes the import and all calls of it.
    pub fn remove(self, module: &mut Module) -> Result<()> {
        for (_, func) in module.funcs.iter_local_mut() {
            let entry = func.entry_block();
            dfs_pre_order_mut(&mut RemoveCalls(self.function), func, entry);
        }
        for (id, func) in module.funcs.iter_local() {
            let mut uses = CountUses { function: self.function, count: 0 };
            dfs_in_order(&mut uses, func, func.entry_block());
            ensure!(
                uses.count == 0,
                "{} does more with the marker than to call it: a tail call? Compile the \
                 function that calls it so that the call is not its last statement",
                describe(module, id)
            );
        }
        module.imports.delete(self.import);
        module.funcs.delete(self.function);
        Ok(())
    }
}

struct RemoveCalls(FunctionId);

impl VisitorMut for RemoveCalls {
    fn start_instr_seq_mut(&mut self, seq: &mut InstrSeq) {
        seq.instrs.retain(|(instr, _)| !matches!(instr, Instr::Call(call) if call.func == self.0));
    }
}

struct CountUses {
    function: FunctionId,
    count: usize,
}

impl<'instr> Visitor<'instr> for CountUses {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.count += usize::from(*function == self.function);
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
