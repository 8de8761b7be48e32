//! The border of a finished module against the contract that it says it keeps.
//! Written apart from the pass `check_imports`, on the bytes.

use super::{Found, Subject};
use crate::contract::{Contract, Function, MEMORY_EXPORT, Type};
use crate::inspect::abilities::{HOST_MODULE, WASI_MODULE};
use std::collections::BTreeMap;
use wasmparser::{
    CompositeInnerType, ExternalKind, FuncType, GlobalType, MemoryType, Parser, Payload, TypeRef,
    ValType,
};

/// What one side of the border has.
#[derive(Debug, Clone, PartialEq)]
enum Item {
    Function(FuncType),
    Memory(MemoryType),
    Global(GlobalType),
    Other(&'static str),
}

/// Both sides, by name.
#[derive(Default)]
struct Border {
    imports: BTreeMap<(String, String), Item>,
    exports: BTreeMap<String, Item>,
}

/// Holds the imports against the contract.
pub fn imports(subject: &Subject<'_>) -> Found {
    let border = read(subject.wasm).map_err(|fault| format!("{fault:#}"))?;
    let contract = &subject.manifest.contract;
    let mut faults = Vec::new();
    for (what, own, known) in [
        ("host's functions", &contract.import_module, HOST_MODULE),
        ("WASI calls", &contract.wasi_module, WASI_MODULE),
    ] {
        if own != known {
            faults
                .push(format!("the manifest has {own} for the module of the {what}, not {known}"));
        }
    }
    let host = || contract.imports.iter().chain(&contract.added_imports);
    for ((module, name), item) in &border.imports {
        let declared = host().find(|declared| declared.name == *name);
        match (item, declared) {
            (Item::Function(found), Some(declared)) if module == HOST_MODULE => {
                if !fits(found, declared) {
                    faults.push(format!("{module}.{name} has another type than declared"));
                }
            }
            (Item::Memory(memory), None)
                if module == HOST_MODULE && *name == contract.signal_memory =>
            {
                let page = (memory.initial, memory.maximum) == (1, Some(1));
                if !memory.shared || memory.memory64 || !page {
                    faults.push(format!("{module}.{name} is not a shared memory of one page"));
                }
            }
            (Item::Function(_), _)
                if module == WASI_MODULE && contract.wasi_imports.contains(name) => {}
            _ => faults.push(format!("it imports {module}.{name}, which is not declared")),
        }
    }
    let required = host().map(|declared| &declared.name).chain([&contract.signal_memory]);
    for name in required {
        if !border.imports.contains_key(&(HOST_MODULE.to_owned(), name.clone())) {
            faults.push(format!("it does not import {HOST_MODULE}.{name}, which is declared"));
        }
    }
    recorded(
        subject,
        "imports",
        border.imports.keys().map(|(module, name)| format!("{module}.{name}")),
        &mut faults,
    );
    concluded(faults, border.imports.len())
}

/// Holds the exports against the contract.
pub fn exports(subject: &Subject<'_>) -> Found {
    let border = read(subject.wasm).map_err(|fault| format!("{fault:#}"))?;
    let Contract { exports: declared, steps_global, .. } = &subject.manifest.contract;
    let counts = subject.manifest.counts_steps();
    let mut faults = Vec::new();
    for (name, item) in &border.exports {
        let function = declared.iter().find(|declared| declared.name == *name);
        match (item, function) {
            (Item::Function(found), Some(declared)) => {
                if !fits(found, declared) {
                    faults.push(format!("{name} has another type than declared"));
                }
            }
            (Item::Memory(memory), None) if name == MEMORY_EXPORT => {
                if memory.shared || memory.memory64 {
                    faults.push(format!("{name} is not an unshared 32-bit memory"));
                }
            }
            (Item::Global(global), None) if counts && name == steps_global => {
                if !global.mutable || global.content_type != ValType::I64 {
                    faults.push(format!("{name} is not a mutable i64"));
                }
            }
            (Item::Other(what), _) => faults.push(format!("it exports the {what} {name}")),
            _ => faults.push(format!("it exports {name}, which is not declared")),
        }
    }
    let steps = counts.then_some(steps_global.as_str());
    let functions = declared.iter().map(|declared| declared.name.as_str());
    for name in functions.chain([MEMORY_EXPORT]).chain(steps) {
        if !border.exports.contains_key(name) {
            faults.push(format!("it does not export {name}, which is declared"));
        }
    }
    recorded(subject, "exports", border.exports.keys().cloned(), &mut faults);
    concluded(faults, border.exports.len())
}

/// Compares with what the build has noted when it checked the border.
fn recorded(
    subject: &Subject<'_>,
    what: &str,
    found: impl Iterator<Item = String>,
    faults: &mut Vec<String>,
) {
    let pass = subject.manifest.passes.iter().rfind(|pass| pass.name == "check_imports");
    let noted = pass.and_then(|pass| pass.report.get(what)?.as_array().cloned());
    let found: Vec<serde_json::Value> = found.map(Into::into).collect();
    if noted.is_none_or(|noted| noted != found) {
        faults.push(format!("the manifest lists other {what} than it has"));
    }
}

fn concluded(faults: Vec<String>, count: usize) -> Found {
    match faults.is_empty() {
        true => Ok(format!("{count}, as declared and listed")),
        false => Err(faults.join("; ")),
    }
}

fn fits(found: &FuncType, declared: &Function) -> bool {
    let same = |found: &[ValType], declared: &[Type]| {
        let declared = declared.iter().map(|ty| match ty {
            Type::I32 => ValType::I32,
            Type::I64 => ValType::I64,
        });
        found.iter().copied().eq(declared)
    };
    same(found.params(), &declared.params) && same(found.results(), &declared.results)
}

fn read(wasm: &[u8]) -> anyhow::Result<Border> {
    let mut border = Border::default();
    let mut types: Vec<Option<FuncType>> = Vec::new();
    let mut functions: Vec<u32> = Vec::new();
    let mut memories = Vec::new();
    let mut globals = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::TypeSection(groups) => {
                for group in groups {
                    types.extend(group?.types().map(|ty| match &ty.composite_type.inner {
                        CompositeInnerType::Func(function) => Some(function.clone()),
                        _ => None,
                    }));
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import?;
                    let item = match import.ty {
                        TypeRef::Func(ty) => {
                            functions.push(ty);
                            function(&types, Some(&ty))
                        }
                        TypeRef::Memory(memory) => {
                            memories.push(memory);
                            Item::Memory(memory)
                        }
                        TypeRef::Global(global) => {
                            globals.push(global);
                            Item::Global(global)
                        }
                        _ => Item::Other("table or tag"),
                    };
                    let name = (import.module.to_owned(), import.name.to_owned());
                    border.imports.insert(name, item);
                }
            }
            Payload::FunctionSection(section) => {
                for ty in section {
                    functions.push(ty?);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    memories.push(memory?);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    globals.push(global?.ty);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    let index = export.index as usize;
                    let item = match export.kind {
                        ExternalKind::Func => function(&types, functions.get(index)),
                        ExternalKind::Memory => memories
                            .get(index)
                            .map_or(Item::Other("memory"), |memory| Item::Memory(*memory)),
                        ExternalKind::Global => globals
                            .get(index)
                            .map_or(Item::Other("global"), |global| Item::Global(*global)),
                        ExternalKind::Table => Item::Other("table"),
                        _ => Item::Other("tag"),
                    };
                    border.exports.insert(export.name.to_owned(), item);
                }
            }
            _ => {}
        }
    }
    Ok(border)
}

fn function(types: &[Option<FuncType>], ty: Option<&u32>) -> Item {
    let found = ty.and_then(|ty| types.get(*ty as usize).cloned().flatten());
    found.map_or(Item::Other("function"), Item::Function)
}
