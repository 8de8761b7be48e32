//! What a module asks for and offers, read from its bytes.

use super::MemoryNeeds;
use crate::passes::validate;
use anyhow::{Result, ensure};
use wasmparser::{DataKind, MemoryType, Parser, Payload, TypeRef};

/// Bytes of a page of memory.
const PAGE_BYTES: u64 = 65536;

/// What crosses a module's border, and what it needs.
pub struct Border {
    /// Module and name of each import, sorted.
    pub imports: Vec<(String, String)>,
    /// The name of each export, sorted.
    pub exports: Vec<String>,
    /// How many functions have a body.
    pub functions: usize,
    /// Of its own memory. Where its stack lies it does not tell.
    pub memory: MemoryNeeds,
}

/// Reads a module.
///
/// # Errors
///
/// When it is not valid, or has not exactly one memory of its own.
pub fn read(wasm: &[u8]) -> Result<Border> {
    validate(wasm)?;
    let mut border = Border {
        imports: Vec::new(),
        exports: Vec::new(),
        functions: 0,
        memory: MemoryNeeds::default(),
    };
    let mut own: Vec<MemoryType> = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import?;
                    border.imports.push((import.module.to_owned(), import.name.to_owned()));
                    if let TypeRef::Memory(memory) = import.ty
                        && !memory.shared
                    {
                        own.push(memory);
                    }
                }
            }
            Payload::MemorySection(memories) => {
                for memory in memories {
                    own.push(memory?);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    border.exports.push(export?.name.to_owned());
                }
            }
            Payload::DataSection(segments) => {
                for segment in segments {
                    let segment = segment?;
                    if let DataKind::Active { .. } = segment.kind {
                        border.memory.data += segment.data.len() as u64;
                    }
                }
            }
            Payload::CodeSectionEntry(_) => border.functions += 1,
            _ => {}
        }
    }
    ensure!(own.len() == 1, "it has {} memories of its own, not one", own.len());
    border.memory.initial = own[0].initial.saturating_mul(PAGE_BYTES);
    border.memory.maximum = own[0].maximum.map(|pages| pages.saturating_mul(PAGE_BYTES));
    border.imports.sort();
    border.exports.sort();
    Ok(border)
}
