//! Which functions start a collection, read from the module before the pass.

use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::{KnownCustom, Name, Operator, Parser, Payload, TypeRef};

/// Names of the functions that call the imported marker function. The marker
/// tells that a collection starts here; the pass removes it, and with it the
/// numbering of functions changes, so they are told by name.
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
            Payload::CustomSection(section) => {
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
            }
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
