//! Runs the start-up once, at build time, and writes what it left in memory
//! back into the module, so that an instance is born ready.
//!
//! ```wat
//! (export "_initialize" (func $constructors))           ;; called, then gone
//! (export "startup_init" (func $init))                  ;; called, then gone
//! (global $sp (mut i32) (i32.const 458752))             ;; its value afterwards
//! (data (i32.const 458752) "...what start-up wrote...") ;; replaces all data
//! ```
//!
//! Between calls no frame of the module is live, so memory and the stack pointer
//! are its whole state: the pass refuses a module with other globals that change,
//! or with code that changes a table. The stack below the stack pointer is dead
//! and left zero: it is nobody's business and would only cost space. Later, the
//! runtime saves and restores sessions by the same rule.

use crate::contract::{Contract, INITIALIZE_EXPORT, MEMORY_EXPORT};
use crate::engine::{self, Interruption};
use anyhow::{Context as _, Result, anyhow, bail};
use serde::Serialize;
use walrus::ir::{Instr, InstrLocId, Value, Visitor, dfs_in_order};
use walrus::{ConstExpr, DataKind, ExportItem, GlobalId, GlobalKind, MemoryId, Module};
use wasmtime::{Engine, Instance, Linker, Store, Val};

/// Zeros between two runs of data that are cheaper to store than a further
/// segment: its header is about this long.
const MERGED_GAP_BYTES: usize = 16;

/// The unit in which memory grows.
const WASM_PAGE_BYTES: u64 = 65536;

/// What the snapshot holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Initial memory, in bytes.
    pub memory_bytes: u64,
    /// Data segments.
    pub segments: usize,
    /// Bytes in them.
    pub data_bytes: usize,
    /// Mutable globals that were set.
    pub globals: usize,
    /// Bytes from address 0 on that belong to the stack, and mean nothing as long
    /// as no call is under way.
    pub stack_bytes: usize,
}

/// Takes the snapshot.
///
/// # Errors
///
/// When the start-up traps or calls the host, or the module has state of a kind
/// that a snapshot does not cover.
pub fn run(module: &mut Module, contract: &Contract) -> Result<Report> {
    let memory_id = only_memory(module)?;
    refuse_other_state(module)?;
    let globals = mutable_globals(module);
    let stack_pointer = stack_pointer(module, &globals)?;
    for (index, (id, _)) in globals.iter().enumerate() {
        module.exports.add(&global_export(index), ExportItem::Global(*id));
    }
    let wasm = module.emit_wasm();

    let engine =
        Engine::new(&engine::config(Interruption::Polls)).map_err(|error| anyhow!("{error:#}"))?;
    let compiled = wasmtime::Module::new(&engine, &wasm).map_err(|error| anyhow!("{error:#}"))?;
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    for marker in &contract.build_imports {
        // It does nothing in the finished module either.
        linker
            .func_wrap(&contract.build_module, &marker.name, || {})
            .map_err(|error| anyhow!("{error:#}"))?;
    }
    linker.define_unknown_imports_as_traps(&compiled).map_err(|error| anyhow!("{error:#}"))?;
    let instance =
        linker.instantiate(&mut store, &compiled).map_err(|error| anyhow!("{error:#}"))?;
    let startup: Vec<&str> = [INITIALIZE_EXPORT]
        .into_iter()
        .chain(contract.startup_exports.iter().map(|export| export.name.as_str()))
        .collect();
    for name in &startup {
        call(&instance, &mut store, name)?;
    }

    let memory =
        instance.get_memory(&mut store, MEMORY_EXPORT).context("the memory is not exported")?;
    for (index, (id, _)) in globals.iter().enumerate() {
        let value = instance
            .get_global(&mut store, &global_export(index))
            .with_context(|| format!("the global {index} is not exported"))?
            .get(&mut store);
        set_global(module, *id, &value)?;
    }
    let stack_top = match module.globals.get(stack_pointer).kind {
        GlobalKind::Local(ConstExpr::Value(Value::I32(top))) => top as u32 as usize,
        _ => bail!("the stack pointer has no constant value"),
    };
    let mut bytes = memory.data(&store).to_vec();
    bytes.get_mut(..stack_top).context("the stack pointer is outside memory")?.fill(0);
    let report = write_memory(module, memory_id, &bytes, globals.len(), stack_top);

    for index in 0..globals.len() {
        module.exports.remove(global_export(index)).map_err(|error| anyhow!("{error:#}"))?;
    }
    for name in &startup {
        module.exports.remove(name).map_err(|error| anyhow!("{error:#}"))?;
    }
    walrus::passes::gc::run(module); // what only the start-up called
    Ok(report)
}

fn global_export(index: usize) -> String {
    format!("snapshot_global_{index}")
}

fn call(instance: &Instance, store: &mut Store<()>, name: &str) -> Result<()> {
    instance
        .get_typed_func::<(), ()>(&mut *store, name)
        .and_then(|function| function.call(&mut *store, ()))
        .map_err(|error| anyhow!("{error:#}"))
        .with_context(|| format!("the start-up function {name} failed"))
}

fn only_memory(module: &Module) -> Result<MemoryId> {
    let mut memories = module.memories.iter();
    match (memories.next(), memories.next()) {
        (Some(memory), None) if memory.import.is_none() => Ok(memory.id()),
        _ => bail!("the module must have exactly one memory, its own"),
    }
}

/// Looks for code that changes tables or segments.
#[derive(Default)]
struct Changes {
    found: bool,
}

impl Visitor<'_> for Changes {
    fn visit_instr(&mut self, instr: &Instr, _: &InstrLocId) {
        self.found |= matches!(
            instr,
            Instr::TableSet(_)
                | Instr::TableGrow(_)
                | Instr::TableFill(_)
                | Instr::TableInit(_)
                | Instr::TableCopy(_)
                | Instr::ElemDrop(_)
                | Instr::DataDrop(_)
        );
    }
}

/// Tables do not change at run time and segments are all written at
/// instantiation; were it otherwise, the snapshot would lack something.
fn refuse_other_state(module: &Module) -> Result<()> {
    if module.start.is_some() {
        bail!("the module has a start function, which would run again");
    }
    if module.data.iter().any(|data| matches!(data.kind, DataKind::Passive)) {
        bail!("the module has passive data, which a snapshot does not keep");
    }
    if module.elements.iter().any(|element| matches!(element.kind, walrus::ElementKind::Passive)) {
        bail!("the module has passive table elements, which a snapshot does not keep");
    }
    if module.tables.iter().any(|table| table.import.is_some()) {
        bail!("the module imports a table, which others may change");
    }
    let mut changes = Changes::default();
    for (_, function) in module.funcs.iter_local() {
        dfs_in_order(&mut changes, function, function.entry_block());
    }
    if changes.found {
        bail!("the module changes a table or a segment, which a snapshot does not keep");
    }
    Ok(())
}

fn mutable_globals(module: &Module) -> Vec<(GlobalId, Option<String>)> {
    module
        .globals
        .iter()
        .filter(|global| global.mutable && matches!(global.kind, GlobalKind::Local(_)))
        .map(|global| (global.id(), global.name.clone()))
        .collect()
}

fn stack_pointer(module: &Module, globals: &[(GlobalId, Option<String>)]) -> Result<GlobalId> {
    match globals {
        [(id, _)] => Ok(*id),
        _ => bail!(
            "of {} globals {} are mutable; the stack pointer must be the only one, or between \
             two runs there were more state than memory has",
            module.globals.iter().count(),
            globals.len(),
        ),
    }
}

fn set_global(module: &mut Module, id: GlobalId, value: &Val) -> Result<()> {
    let constant = match value {
        Val::I32(value) => Value::I32(*value),
        Val::I64(value) => Value::I64(*value),
        Val::F32(bits) => Value::F32(f32::from_bits(*bits)),
        Val::F64(bits) => Value::F64(f64::from_bits(*bits)),
        other => bail!("a mutable global of the type of {other:?} cannot be written back"),
    };
    module.globals.get_mut(id).kind = GlobalKind::Local(ConstExpr::Value(constant));
    Ok(())
}

fn write_memory(
    module: &mut Module,
    memory: MemoryId,
    bytes: &[u8],
    globals: usize,
    stack_bytes: usize,
) -> Report {
    let old: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in old {
        module.data.delete(id);
    }
    let target = module.memories.get_mut(memory);
    target.data_segments = Default::default();
    target.initial = bytes.len() as u64 / WASM_PAGE_BYTES;
    let runs = nonzero_runs(bytes);
    let mut report = Report {
        memory_bytes: bytes.len() as u64,
        segments: runs.len(),
        data_bytes: 0,
        globals,
        stack_bytes,
    };
    for run in runs {
        report.data_bytes += run.len();
        let offset = ConstExpr::Value(Value::I32(run.start as i32));
        let data = module.data.add(DataKind::Active { memory, offset }, bytes[run].to_vec());
        module.memories.get_mut(memory).data_segments.insert(data);
    }
    report
}

/// The parts of memory that are not zero, with short gaps kept.
fn nonzero_runs(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (index, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte != 0) {
        match runs.last_mut() {
            Some(run) if index - run.end <= MERGED_GAP_BYTES => run.end = index + 1,
            _ => runs.push(index..index + 1),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::nonzero_runs;

    #[test]
    fn runs_join_over_short_gaps_only() {
        let mut bytes = vec![0; 100];
        bytes[3] = 1;
        bytes[20] = 1; // 16 zeros between
        bytes[38] = 1; // 17 zeros between
        assert_eq!(nonzero_runs(&bytes), [3..21, 38..39]);
        assert!(nonzero_runs(&[0; 8]).is_empty());
    }
}
