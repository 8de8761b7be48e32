//! The border, checked: the module imports and exports what the contract says,
//! with the types that it says, and nothing else.
//!
//! ```wat
//! (import "micropython_host" "print" (func (param i32 i32 i32)))  ;; in host.h
//! (import "wasi_snapshot_preview1" "fd_write" (func ...))         ;; refused
//! ```

use super::callers;
use crate::contract::{Contract, Function, INITIALIZE_EXPORT, MEMORY_EXPORT, Type};
use anyhow::{Result, bail};
use serde::Serialize;
use std::collections::BTreeSet;
use walrus::{ExportItem, FunctionId, ImportKind, Memory, Module, ValType};

/// At which point of the build the module is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// As the linker made it: what only the build needs is there.
    Linked,
    /// As it is used: that is gone.
    Finished,
    /// As it is used, in the variant that counts steps.
    Counting,
}

impl Stage {
    fn is_finished(self) -> bool {
        self != Stage::Linked
    }
}

/// What crosses the border.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// `module.name` of each import, sorted.
    pub imports: BTreeSet<String>,
    /// The name of each export, sorted.
    pub exports: BTreeSet<String>,
}

/// Checks the border of a module.
///
/// # Errors
///
/// Lists everything that the module has and the contract lacks, or the other
/// way round, or that has another type.
pub fn run(module: &Module, contract: &Contract, stage: Stage) -> Result<Report> {
    let mut faults = Vec::new();
    let imports = check_imports(module, contract, stage, &mut faults);
    let exports = check_exports(module, contract, stage, &mut faults);
    if !faults.is_empty() {
        bail!(
            "the module does not keep to port/host.h:\n{}",
            faults.iter().map(|fault| format!("  {fault}\n")).collect::<String>()
        );
    }
    Ok(Report { imports, exports })
}

fn check_imports(
    module: &Module,
    contract: &Contract,
    stage: Stage,
    faults: &mut Vec<String>,
) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for import in module.imports.iter() {
        let name = format!("{}.{}", import.module, import.name);
        let from_host = import.module == contract.import_module;
        let function = match import.kind {
            ImportKind::Function(function) => function,
            ImportKind::Memory(memory)
                if from_host && import.name == contract.signal_memory && stage.is_finished() =>
            {
                check_signal_memory(module.memories.get(memory), &name, faults);
                seen.insert(name);
                continue;
            }
            _ => {
                faults.push(format!("it imports {name}, which is not a function"));
                continue;
            }
        };
        let added = contract.added_imports.iter().filter(|_| stage.is_finished());
        let declared = if from_host {
            contract.imports.iter().chain(added).find(|declared| declared.name == import.name)
        } else if import.module == contract.build_module && stage == Stage::Linked {
            contract.build_imports.iter().find(|declared| declared.name == import.name)
        } else {
            None
        };
        if let Some(declared) = declared {
            check_type(module, function, declared, &name, faults);
        } else if !(import.module == contract.wasi_module
            && contract.wasi_imports.contains(&import.name))
        {
            let callers = callers::chain(module, function);
            let by = if callers.is_empty() {
                "nothing calls it directly".to_owned()
            } else {
                format!("called by {}", callers.join(", which is called by "))
            };
            faults.push(format!(
                "it imports {name}, which the contract does not list ({by}): do without it, or \
                 declare it in port/host.h"
            ));
        }
        seen.insert(name);
    }
    let mut required: Vec<&str> =
        contract.imports.iter().map(|import| import.name.as_str()).collect();
    if stage.is_finished() {
        required.extend(contract.added_imports.iter().map(|import| import.name.as_str()));
        required.push(&contract.signal_memory);
    }
    for required in required {
        let name = format!("{}.{required}", contract.import_module);
        if !seen.contains(&name) {
            faults.push(format!("it does not import {name}, which the contract declares"));
        }
    }
    seen
}

fn check_signal_memory(memory: &Memory, name: &str, faults: &mut Vec<String>) {
    if !memory.shared || memory.memory64 || (memory.initial, memory.maximum) != (1, Some(1)) {
        faults.push(format!("the memory {name} is not a shared one of one page"));
    }
}

fn check_exports(
    module: &Module,
    contract: &Contract,
    stage: Stage,
    faults: &mut Vec<String>,
) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for export in module.exports.iter() {
        let name = &export.name;
        let for_build = contract.startup_exports.iter().chain(&contract.pass_exports);
        let for_build = for_build.filter(|_| stage == Stage::Linked);
        let declared =
            contract.exports.iter().chain(for_build).find(|declared| declared.name == *name);
        match (export.item, declared) {
            (ExportItem::Function(function), Some(declared)) => {
                check_type(module, function, declared, name, faults);
            }
            (ExportItem::Memory(_), None) if name == MEMORY_EXPORT => {}
            (ExportItem::Global(global), None)
                if *name == contract.steps_global && stage == Stage::Counting =>
            {
                let global = module.globals.get(global);
                if !global.mutable || global.ty != ValType::I64 {
                    faults.push(format!("its global {name} is not a mutable i64"));
                }
            }
            (ExportItem::Function(_), None)
                if name == INITIALIZE_EXPORT && stage == Stage::Linked => {}
            _ => faults.push(format!("it exports {name}, which the contract does not list")),
        }
        seen.insert(name.clone());
    }
    let counting = (stage == Stage::Counting).then_some(contract.steps_global.as_str());
    let required = contract
        .exports
        .iter()
        .map(|export| export.name.as_str())
        .chain([MEMORY_EXPORT])
        .chain(counting);
    for name in required {
        if !seen.contains(name) {
            faults.push(format!("it does not export {name}, which the contract declares"));
        }
    }
    seen
}

fn check_type(
    module: &Module,
    function: FunctionId,
    declared: &Function,
    name: &str,
    faults: &mut Vec<String>,
) {
    let ty = module.types.get(module.funcs.get(function).ty());
    let agrees = |found: &[ValType], declared: &[Type]| {
        found.len() == declared.len()
            && found
                .iter()
                .zip(declared)
                .all(|pair| matches!(pair, (ValType::I32, Type::I32) | (ValType::I64, Type::I64)))
    };
    if !agrees(ty.params(), &declared.params) || !agrees(ty.results(), &declared.results) {
        faults.push(format!(
            "{name} has the type {:?} -> {:?}, the contract declares {:?} -> {:?}",
            ty.params(),
            ty.results(),
            declared.params,
            declared.results
        ));
    }
}
