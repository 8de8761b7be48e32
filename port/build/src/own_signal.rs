//! Gives each instance of a module the memory of its signal as its own.
//!
//! A module imports that memory, so that a host of any kind can share it between
//! threads (docs/ABI.md). The engine however maps the state in which a module
//! starts only for modules that import no memory; of others it copies all data for
//! each instance, and that was most of the time that a fresh one took. So before
//! a module is compiled, its import
//!
//! ```wat
//! (import "micropython_host" "signal" (memory 1 1 shared))
//! ```
//!
//! becomes an export, by which the host finds the memory of an instance:
//!
//! ```wat
//! (memory (export "micropython_host.signal") 1 1)
//! ```
//!
//! Nothing else changes: what is imported comes first among memories, and so does
//! this one after it, so that all code stays as it is, byte by byte. Loads that are
//! atomic are so in memories that are not shared, too.

use anyhow::{Context as _, Result, bail, ensure};
use std::ops::Range;
use wasm_encoder::{Encode, ExportKind, MemoryType, RawSection, SectionId};
use wasmparser::{Export, ExternalKind, Imports, Parser, Payload, SectionLimited, TypeRef};

/// The module and name of the import.
pub const IMPORT: (&str, &str) = ("micropython_host", "signal");

/// The name of the export.
pub const EXPORT: &str = "micropython_host.signal";

/// The memory's size, at least and at most, in bytes: one page.
pub const BYTES: usize = 65536;

/// The index of the memory: the only one that is imported is the first of all.
const INDEX: u32 = 0;

/// Rewrites a module whose only imported memory is that of its signal. Others
/// are given back as they are.
///
/// # Errors
///
/// When it cannot be read, when the memory is to have another size or not to be
/// shared, or when the module gives its signal to others by an export of its own.
pub fn embed(wasm: &[u8]) -> Result<Vec<u8>> {
    let Some(signal) = find(wasm)? else {
        return Ok(wasm.to_owned());
    };
    let mut module = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else { continue };
        let data = wasm.get(range.clone()).context("a section ends outside of the module")?;
        let changed = match payload {
            Payload::ImportSection(section) => {
                let mut items = items(wasm, &section)?.to_owned();
                let start = section.original_position();
                items.drain(signal.start - start..signal.end - start);
                Some(counted(section.count().saturating_sub(1), &[&items]))
            }
            Payload::MemorySection(section) => {
                let mut own = Vec::new();
                OWN.encode(&mut own);
                Some(counted(section.count().saturating_add(1), &[&own, items(wasm, &section)?]))
            }
            Payload::ExportSection(section) => {
                let mut export = Vec::new();
                EXPORT.encode(&mut export);
                ExportKind::Memory.encode(&mut export);
                INDEX.encode(&mut export);
                Some(counted(section.count().saturating_add(1), &[items(wasm, &section)?, &export]))
            }
            _ => None,
        };
        module.section(&RawSection { id, data: changed.as_deref().unwrap_or(data) });
    }
    Ok(module.finish())
}

const IMPORTED: wasmparser::MemoryType = wasmparser::MemoryType {
    memory64: false,
    shared: true,
    initial: 1,
    maximum: Some(1),
    page_size_log2: None,
};

const OWN: MemoryType = MemoryType {
    minimum: 1,
    maximum: Some(1),
    memory64: false,
    shared: false,
    page_size_log2: None,
};

/// Where the import of the signal stands, if it is the only memory that is
/// imported, and there is all that is to be rewritten.
fn find(wasm: &[u8]) -> Result<Option<Range<usize>>> {
    let mut sections = Vec::new();
    // Where imports start, and which of them is the signal; how many are memories.
    let mut starts = Vec::new();
    let mut signal = None;
    let mut memories = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        sections.extend(payload.as_section().map(|(id, _)| id));
        match payload {
            Payload::ImportSection(section) => {
                let end = section.range().end;
                for group in section {
                    let Imports::Single(start, import) = group? else {
                        bail!("its imports are in groups");
                    };
                    starts.push(start);
                    let TypeRef::Memory(ty) = import.ty else { continue };
                    memories += 1;
                    if (import.module, import.name) == IMPORT {
                        ensure!(ty == IMPORTED, "its signal is not a shared memory of one page");
                        signal = Some(starts.len());
                    }
                }
                starts.push(end);
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let Export { name, kind, index } = export?;
                    ensure!(name != EXPORT, "it exports {EXPORT}, which is not known");
                    let gives = kind == ExternalKind::Memory && index == INDEX;
                    ensure!(signal.is_none() || !gives, "it exports its signal, as {name}");
                }
            }
            _ => {}
        }
    }
    let rewritten = [SectionId::Import, SectionId::Memory, SectionId::Export];
    let complete = rewritten.into_iter().all(|id| sections.contains(&u8::from(id)));
    Ok(signal
        .filter(|_| memories == 1 && complete)
        .and_then(|next| Some(*starts.get(next - 1)?..*starts.get(next)?)))
}

/// The items of a section, without their number before them.
fn items<'a, T>(wasm: &'a [u8], section: &SectionLimited<'_, T>) -> Result<&'a [u8]> {
    wasm.get(section.original_position()..section.range().end)
        .context("a section ends outside of the module")
}

/// What a section consists of that has so many items.
fn counted(count: u32, items: &[&[u8]]) -> Vec<u8> {
    let mut data = Vec::new();
    count.encode(&mut data);
    data.extend(items.concat());
    data
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasmtime::{Engine, ExternType};

    const SIGNAL: &str = r#"(import "micropython_host" "signal" (memory $signal 1 1 shared))"#;

    fn embedded(text: &str) -> Result<Vec<u8>> {
        embed(&wat::parse_str(format!("(module {text})")).unwrap())
    }

    fn sections(wasm: &[u8]) -> Vec<(u8, &[u8])> {
        let sections = Parser::new(0).parse_all(wasm).filter_map(|payload| {
            let (id, range) = payload.unwrap().as_section()?;
            Some((id, &wasm[range]))
        });
        // Of code there is a section for each function besides.
        let mut found: Vec<_> = sections.collect();
        found.dedup_by_key(|(id, _)| *id);
        found
    }

    #[test]
    fn an_import_becomes_an_export_and_all_else_stays() {
        let before = wat::parse_str(format!(
            r#"(module
                (import "micropython_host" "poll" (func $poll))
                {SIGNAL}
                (import "micropython_host" "print" (func (param i32 i32 i32)))
                (memory $own 3)
                (func (export "run") (result i32)
                    (if (i32.atomic.load $signal offset=4 (i32.const 0)) (then (call $poll)))
                    (i32.load8_u $own (i32.const 70000)))
                (data (memory $own) (i32.const 70000) "x")
                (export "memory" (memory $own)))"#
        ))
        .unwrap();
        let after = embed(&before).unwrap();
        let changed = [SectionId::Import, SectionId::Memory, SectionId::Export].map(u8::from);
        let both = || sections(&before).into_iter().zip(sections(&after));
        assert_eq!(both().count(), sections(&before).len());
        for ((id, before), (new_id, after)) in both() {
            assert_eq!(id, new_id);
            assert_eq!(before != after, changed.contains(&id), "section {id}");
        }
        let engine = Engine::default();
        let module = wasmtime::Module::new(&engine, &after).unwrap();
        let imports: Vec<_> = module.imports().map(|import| import.name().to_owned()).collect();
        assert_eq!(imports, ["poll", "print"]);
        let memory = |name: &str| match module.get_export(name) {
            Some(ExternType::Memory(memory)) => {
                (memory.minimum(), memory.maximum(), memory.is_shared())
            }
            other => panic!("{name}: {other:?}"),
        };
        assert_eq!(memory(EXPORT), (1, Some(1), false));
        assert_eq!(memory("memory"), (3, None, false));
        // Done once, there is nothing more to do, and the name is taken.
        assert!(embed(&after).unwrap_err().to_string().contains("which is not known"));
    }

    #[test]
    fn what_has_no_signal_stays_as_it_is() {
        for text in [
            "",
            r#"(memory (export "memory") 1)"#,
            r#"(import "other" "signal" (memory 1 1 shared)) (memory (export "memory") 1)"#,
            r#"(import "a" "b" (memory 1)) (import "micropython_host" "signal" (memory 1 1 shared))
               (memory (export "memory") 1)"#,
            // Without a memory or exports of its own it is of no use anyway.
            SIGNAL,
        ] {
            let wasm = wat::parse_str(format!("(module {text})")).unwrap();
            assert_eq!(embed(&wasm).unwrap(), wasm, "{text}");
        }
    }

    #[test]
    fn what_would_share_it_or_is_malformed_is_refused() {
        let own = r#"(memory (export "memory") 1)"#;
        let cases = [
            (format!(r#"{SIGNAL} (memory 1) (export "memory" (memory $signal))"#), "as memory"),
            (
                format!(r#"{own} (export "{EXPORT}" (memory 0))"#),
                "it exports micropython_host.signal, which is not known",
            ),
        ];
        for (text, why) in cases {
            let error = embedded(&text).unwrap_err().to_string();
            assert!(error.contains(why), "{text}: {error}");
        }
        for ty in ["1", "1 1", "1 2 shared", "0 1 shared", "i64 1 1 shared"] {
            let import = format!(r#"(import "micropython_host" "signal" (memory {ty}))"#);
            let error = embedded(&format!("{import} {own}")).unwrap_err().to_string();
            assert_eq!(error, "its signal is not a shared memory of one page", "{ty}");
        }
        let whole = wat::parse_str(format!("(module {SIGNAL} {own})")).unwrap();
        for end in 0..whole.len() {
            let _ = embed(&whole[..end]); // does not panic
        }
        let twice = [&whole, &whole[8..]].concat();
        assert!(embed(&twice).unwrap_err().to_string().contains("out of order"));
        assert!(embed(b"not a module").is_err());
    }
}
