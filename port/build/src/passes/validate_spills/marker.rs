//! Which functions are of interest, read from the module before the passes. They
//! are told by name, as the passes change the numbering.

use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::{
    CustomSectionReader, ExternalKind, KnownCustom, Name, Operator, Parser, Payload, TypeRef,
};

/// Names of the functions that call the imported marker function. The marker
/// tells that a collection starts here; the pass removes it.
pub fn roots_of(wasm: &[u8], marker_module: &str, marker_name: &str) -> Result<Vec<String>> {
    let mut marker = None;
    let mut next = 0;
    let mut callers = BTreeSet::new();
    let mut names: BTreeMap<u32, String> = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import?;
                    if let TypeRef::Func(_) = import.ty {
                        if (import.module, import.name) == (marker_module, marker_name) {
                            marker = Some(next);
                        }
                        next += 1;
                    }
                }
            }
            Payload::CodeSectionEntry(body) => {
                for op in body.get_operators_reader()? {
                    if let Operator::Call { function_index }
                    | Operator::ReturnCall { function_index } = op?
                        && Some(function_index) == marker
                    {
                        callers.insert(next);
                    }
                }
                next += 1;
            }
            Payload::CustomSection(section) => read_names(&section, &mut names)?,
            _ => {}
        }
    }
    ensure!(marker.is_some(), "nothing imports {marker_module}.{marker_name}");
    ensure!(!callers.is_empty(), "nothing calls {marker_module}.{marker_name}");
    callers
        .into_iter()
        .map(|index| {
            let name = names.get(&index).cloned();
            name.with_context(|| format!("function {index} collects and has no name"))
        })
        .collect()
}

/// The name of the function that is exported as `export`.
pub fn name_of_export(wasm: &[u8], export: &str) -> Result<String> {
    let mut index = None;
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ExportSection(exports) => {
                for found in exports {
                    let found = found?;
                    if found.name == export && found.kind == ExternalKind::Func {
                        index = Some(found.index);
                    }
                }
            }
            Payload::CustomSection(section) => read_names(&section, &mut names)?,
            _ => {}
        }
    }
    let index = index.with_context(|| format!("no function is exported as {export}"))?;
    names.remove(&index).with_context(|| format!("the function exported as {export} has no name"))
}

fn read_names(section: &CustomSectionReader<'_>, names: &mut BTreeMap<u32, String>) -> Result<()> {
    if let KnownCustom::Name(subsections) = section.as_known() {
        for subsection in subsections {
            if let Name::Function(map) = subsection? {
                for naming in map {
                    let naming = naming?;
                    names.insert(naming.index, naming.name.to_owned());
                }
            }
        }
    }
    Ok(())
}
