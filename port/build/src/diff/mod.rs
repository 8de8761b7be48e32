//! In what two finished modules differ: in what they say of themselves, in their
//! sections, in their functions, and in what is in memory when they start.

mod functions;
mod memory;

pub use functions::{Alteration, FunctionChange, Functions};
pub use memory::{MemoryChange, Place};

use crate::inspect::{Inspection, Refusal, inspect};
use crate::sections::split;
use crate::symbols::Symbols;
use serde::Serialize;
use std::collections::BTreeMap;

/// One of two modules that are compared.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its bytes.
    pub wasm: &'a [u8],
    /// The names of its functions, if they are at hand.
    pub symbols: Option<&'a Symbols>,
}

/// In what two modules differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Whether they are the same file.
    pub identical: bool,
    /// The digests of both files.
    pub sha256: [String; 2],
    /// The sizes of both files.
    pub bytes: [usize; 2],
    /// Facts that differ, in the order of [`Inspection`].
    pub facts: Vec<Fact>,
    /// Lists that differ, likewise.
    pub lists: Vec<List>,
    /// All sections of both, in order.
    pub sections: Vec<SectionChange>,
    /// What became of the functions.
    pub functions: Functions,
    /// What became of what is in memory when they start.
    pub memory: MemoryChange,
}

/// Something that each has one of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub what: &'static str,
    /// Of the first.
    pub before: String,
    /// Of the second.
    pub after: String,
}

/// Something that each has any number of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct List {
    /// What they are.
    pub what: &'static str,
    /// What only the first has.
    pub removed: Vec<String>,
    /// What only the second has.
    pub added: Vec<String>,
    /// What both have, and is not the same.
    pub changed: Vec<String>,
}

/// A section of either or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionChange {
    /// Its name.
    pub name: String,
    /// Its bytes in the first, if it is there.
    pub before: Option<usize>,
    /// Its bytes in the second, if it is there.
    pub after: Option<usize>,
    /// Whether it is the same in both.
    pub same: bool,
}

/// Compares two modules.
///
/// # Errors
///
/// When one of them is no finished module: then 0 or 1 for which, and why.
pub fn diff(before: Side<'_>, after: Side<'_>) -> Result<Difference, (usize, Refusal)> {
    let first = inspect(before.wasm).map_err(|refusal| (0, refusal))?;
    let second = inspect(after.wasm).map_err(|refusal| (1, refusal))?;
    let invalid =
        |side| move |fault: anyhow::Error| (side, Refusal::Invalid { fault: format!("{fault:#}") });
    let bodies =
        [functions::read(before).map_err(invalid(0))?, functions::read(after).map_err(invalid(1))?];
    let images = [
        memory::read(before.wasm).map_err(invalid(0))?,
        memory::read(after.wasm).map_err(invalid(1))?,
    ];
    Ok(Difference {
        identical: before.wasm == after.wasm,
        sha256: [first.sha256.clone(), second.sha256.clone()],
        bytes: [first.bytes, second.bytes],
        facts: facts(&first, &second),
        lists: lists(&first, &second),
        sections: sections(before.wasm, after.wasm).map_err(|fault| (0, fault))?,
        functions: functions::compare(&bodies[0], &bodies[1]),
        memory: memory::compare(&images[0], &images[1]),
    })
}

fn facts(before: &Inspection, after: &Inspection) -> Vec<Fact> {
    type Read = fn(&Inspection) -> String;
    let facts: [(&'static str, Read); 16] = [
        ("contract version", |it| it.abi_version.to_string()),
        ("builder", |it| it.builder.clone()),
        ("counts steps", |it| it.counts_steps.to_string()),
        ("tortures its collector", |it| it.gc_torture.is_some().to_string()),
        ("MicroPython version", |it| it.micropython.version.clone()),
        ("MicroPython commit", |it| it.micropython.commit.clone()),
        ("MicroPython tree", |it| it.micropython.tree_sha256.clone()),
        ("port", |it| it.port_sha256.clone()),
        ("compiler", |it| it.toolchain.compiler.clone()),
        ("linker", |it| it.toolchain.linker.clone()),
        ("walrus", |it| it.toolchain.walrus.clone()),
        ("wasi-libc", |it| it.toolchain.wasi_libc_sha256.clone()),
        ("compiler's builtins", |it| it.toolchain.builtins_sha256.clone()),
        ("memory at start, bytes", |it| it.memory.initial.to_string()),
        ("stack, bytes", |it| it.memory.stack.to_string()),
        ("functions", |it| it.functions.to_string()),
    ];
    facts
        .into_iter()
        .map(|(what, read)| Fact { what, before: read(before), after: read(after) })
        .filter(|fact| fact.before != fact.after)
        .collect()
}

fn lists(before: &Inspection, after: &Inspection) -> Vec<List> {
    let plain = |names: &[String]| -> BTreeMap<String, String> {
        names.iter().map(|name| (name.clone(), String::new())).collect()
    };
    let frozen = |it: &Inspection| -> BTreeMap<String, String> {
        it.frozen.iter().map(|it| (it.path.clone(), it.sha256.clone())).collect()
    };
    [
        ("frozen modules", frozen(before), frozen(after)),
        ("C modules", plain(&before.modules), plain(&after.modules)),
        ("C modules that were added", before.c_modules.clone(), after.c_modules.clone()),
        ("left out", plain(&before.left_out), plain(&after.left_out)),
        ("switches", plain(&before.switches), plain(&after.switches)),
        ("imports", plain(&before.imports), plain(&after.imports)),
        ("exports", plain(&before.exports), plain(&after.exports)),
    ]
    .into_iter()
    .map(|(what, before, after)| {
        let only = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
            one.keys().filter(|name| !other.contains_key(*name)).cloned().collect()
        };
        let changed = before.iter().filter(|(name, it)| after.get(*name).is_some_and(|a| a != *it));
        List {
            what,
            removed: only(&before, &after),
            added: only(&after, &before),
            changed: changed.map(|(name, _)| name.clone()).collect(),
        }
    })
    .filter(|list| [&list.removed, &list.added, &list.changed].iter().any(|it| !it.is_empty()))
    .collect()
}

/// A section: its name, the how-many-th it is of that name, and its bytes.
type Numbered<'a> = ((String, usize), &'a [u8]);

/// Sections of one name are told apart by their order.
fn numbered(wasm: &[u8]) -> Result<Vec<Numbered<'_>>, Refusal> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let sections = split(wasm)?.into_iter().map(|section| {
        let count = seen.entry(section.name.clone()).or_default();
        *count += 1;
        ((section.name, *count), &wasm[section.range])
    });
    Ok(sections.collect())
}

fn sections(before: &[u8], after: &[u8]) -> Result<Vec<SectionChange>, Refusal> {
    let (before, after) = (numbered(before)?, numbered(after)?);
    let mut changes = Vec::new();
    for (key, bytes) in &before {
        let other = after.iter().find(|(other, _)| other == key).map(|(_, bytes)| *bytes);
        changes.push(SectionChange {
            name: key.0.clone(),
            before: Some(bytes.len()),
            after: other.map(<[u8]>::len),
            same: other == Some(bytes),
        });
    }
    for (key, bytes) in &after {
        if !before.iter().any(|(other, _)| other == key) {
            let (name, after) = (key.0.clone(), Some(bytes.len()));
            changes.push(SectionChange { name, before: None, after, same: false });
        }
    }
    Ok(changes)
}
