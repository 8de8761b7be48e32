//! Imports that only mark a place for a pass, which removes them. A named
//! function would not do, as it can be inlined; an import cannot.

use anyhow::{Result, anyhow, bail, ensure};
use walrus::ir::{Visitor, dfs_in_order};
use walrus::{FunctionId, ImportId, ImportKind, Module};

use super::spill_roots::call_graph::address_taken;
use super::spill_roots::module::describe;

/// An imported function of type `() -> ()` whose calls mark places.
#[derive(Clone, Copy, Debug)]
pub struct Marker {
    pub function: FunctionId,
    import: ImportId,
}

impl Marker {
    /// Finds a marker by its import.
    ///
    /// # Errors
    ///
    /// When there is none, told with its purpose; or when it has another type.
    pub fn find(module: &Module, from: &str, name: &str, purpose: &str) -> Result<Marker> {
        let mut imports = module.imports.iter();
        let import = imports
            .find(|import| import.module == from && import.name == name)
            .ok_or_else(|| anyhow!("the module does not import {from}.{name}, {purpose}"))?;
        let ImportKind::Function(function) = import.kind else {
            bail!("the import {from}.{name} is not a function");
        };
        let (params, results) = module.types.params_results(module.funcs.get(function).ty());
        ensure!(
            params.is_empty() && results.is_empty(),
            "the marker {from}.{name} must be declared as void (void), so that its calls can be \
             removed"
        );
        Ok(Marker { function, import: import.id() })
    }

    /// Removes the import, which nothing must use any more.
    ///
    /// # Errors
    ///
    /// When something does.
    pub fn remove(self, module: &mut Module) -> Result<()> {
        ensure!(
            !address_taken(module, &[]).contains(&self.function),
            "the address of the marker is taken; it may only be called"
        );
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

struct CountUses {
    function: FunctionId,
    count: usize,
}

impl<'instr> Visitor<'instr> for CountUses {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.count += usize::from(*function == self.function);
    }
}
