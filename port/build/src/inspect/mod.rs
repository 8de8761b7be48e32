//! What a finished module is and can do, as far as can be read from its bytes.
//!
//! What it can do is read from its imports, which nothing can hide. What it is
//! made from and by is what it says itself: `verify` holds that against the rest
//! of the module, and its digest against the lock.

pub mod abilities;
mod needs;

use crate::manifest::{FORMAT, Frozen, MANIFEST_SECTION, Manifest, Patch, Source, Toolchain};
use crate::sealing::{self, Broken, sha256};
use crate::sections::{Section, Unreadable, split};
use abilities::{Abilities, abilities};
use needs::Border;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What a finished module is and can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// SHA-256 of the file.
    pub sha256: String,
    /// Bytes of the file.
    pub bytes: usize,
    /// What it can do.
    pub abilities: Abilities,
    /// `module.name` of each import, sorted.
    pub imports: Vec<String>,
    /// The name of each export, sorted.
    pub exports: Vec<String>,
    /// Which version of the contract with its host it keeps to.
    pub abi_version: u32,
    /// The version of the crate that built it.
    pub builder: String,
    /// Whether it counts the steps of programs.
    pub counts_steps: bool,
    /// Set when it is no interpreter to be used: see [`Manifest::gc_torture`].
    pub gc_torture: Option<u32>,
    /// The interpreter's source.
    pub micropython: Source,
    /// What was changed in copies of it, in order.
    pub patches: Vec<Patch>,
    /// SHA-256 over the port's source.
    pub port_sha256: String,
    /// What it was made with.
    pub toolchain: Toolchain,
    /// The modules that are frozen in.
    pub frozen: Vec<Frozen>,
    /// The C modules that whoever had it built has added, with digests.
    pub c_modules: BTreeMap<String, String>,
    /// What of the interpreter was left out, by the names of its switches.
    pub left_out: Vec<String>,
    /// The modules that are written in C.
    pub modules: Vec<String>,
    /// What of MicroPython is switched on.
    pub switches: Vec<String>,
    /// What it needs of memory.
    pub memory: MemoryNeeds,
    /// Its sections, in order.
    pub sections: Vec<SectionSize>,
    /// How many functions have a body in it.
    pub functions: usize,
}

/// What a module needs of memory, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct MemoryNeeds {
    /// When it starts.
    pub initial: u64,
    /// What it may grow to; `None` for all of 4 GiB.
    pub maximum: Option<u64>,
    /// How much of the initial memory is its stack.
    pub stack: u64,
    /// How much of it is written before it starts.
    pub data: u64,
}

/// How large a section is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionSize {
    /// Its name.
    pub name: String,
    /// Its bytes, with its number and length.
    pub bytes: usize,
}

/// Why a file cannot be described.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is no module, or not a whole one.
    Unreadable(Unreadable),
    /// It is a module, but none of this project.
    Foreign,
    /// It says what it is in another format.
    OtherFormat {
        /// The version of that format.
        found: u32,
    },
    /// What it says of itself cannot be read.
    BadManifest {
        /// Why.
        fault: String,
    },
    /// It is not as it was when it was sealed.
    Broken(Broken),
    /// It is not valid.
    Invalid {
        /// Why.
        fault: String,
    },
}

impl Refusal {
    /// Which kind of refusal it is, in one word.
    pub fn kind(&self) -> &'static str {
        match self {
            Refusal::Unreadable(Unreadable::NotWasm { .. }) => "not_wasm",
            Refusal::Unreadable(Unreadable::NotModule { .. }) => "not_module",
            Refusal::Unreadable(Unreadable::Truncated { .. }) => "truncated",
            Refusal::Unreadable(Unreadable::Malformed { .. }) => "malformed",
            Refusal::Foreign => "foreign",
            Refusal::OtherFormat { .. } => "other_format",
            Refusal::BadManifest { .. } => "bad_manifest",
            Refusal::Broken(Broken::Missing) => "unsealed",
            Refusal::Broken(_) => "edited",
            Refusal::Invalid { .. } => "invalid",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Unreadable(fault) => fault.fmt(f),
            Refusal::Foreign => write!(
                f,
                "it is a WebAssembly module, but not an interpreter of micropython-sandbox: it has \
                 no section {MANIFEST_SECTION}"
            ),
            Refusal::OtherFormat { found } if *found < FORMAT => write!(
                f,
                "it was made by an older version: it describes itself in format {found}, and this \
                 program reads format {FORMAT}; build it anew, or use the mpsandbox that it was \
                 made with"
            ),
            Refusal::OtherFormat { found } => write!(
                f,
                "it was made by a newer version: it describes itself in format {found}, and this \
                 program reads format {FORMAT}; use a newer mpsandbox"
            ),
            Refusal::BadManifest { fault } => {
                write!(f, "what it says of itself, in {MANIFEST_SECTION}, cannot be read: {fault}")
            }
            Refusal::Broken(broken) => broken.fmt(f),
            Refusal::Invalid { fault } => write!(f, "it is not a valid module: {fault}"),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<Unreadable> for Refusal {
    fn from(fault: Unreadable) -> Refusal {
        Refusal::Unreadable(fault)
    }
}

/// Describes a finished module.
///
/// # Errors
///
/// When the file is none, or not as it was made: then with what is wrong.
pub fn inspect(wasm: &[u8]) -> Result<Inspection, Refusal> {
    let sections = split(wasm)?;
    let manifest = manifest_in(&sections)?;
    sealing::check(wasm, &sections).map_err(Refusal::Broken)?;
    let Border { imports, exports, functions, mut memory } =
        needs::read(wasm).map_err(|fault| Refusal::Invalid { fault: format!("{fault:#}") })?;
    memory.stack = manifest
        .passes
        .iter()
        .find(|pass| pass.name == "snapshot")
        .and_then(|pass| pass.report.get("stack_bytes")?.as_u64())
        .unwrap_or(0);
    Ok(Inspection {
        sha256: sha256(wasm),
        bytes: wasm.len(),
        abilities: abilities(&imports),
        imports: imports.iter().map(|(module, name)| format!("{module}.{name}")).collect(),
        exports,
        abi_version: manifest.contract.abi_version,
        counts_steps: manifest.counts_steps(),
        gc_torture: manifest.gc_torture.map(Into::into),
        builder: manifest.builder,
        micropython: manifest.micropython,
        patches: manifest.patches,
        port_sha256: manifest.port_sha256,
        toolchain: manifest.toolchain,
        frozen: manifest.frozen,
        c_modules: manifest.c_modules,
        left_out: manifest.left_out,
        modules: manifest.modules,
        switches: manifest.switches,
        memory,
        sections: sections
            .iter()
            .map(|section| SectionSize { name: section.name.clone(), bytes: section.range.len() })
            .collect(),
        functions,
    })
}

/// The manifest of a module, given by its sections.
///
/// # Errors
///
/// When there is none, or it is in another format.
pub fn manifest_in(sections: &[Section<'_>]) -> Result<Manifest, Refusal> {
    #[derive(Deserialize)]
    struct Head {
        format: u32,
    }
    let content = content(sections, MANIFEST_SECTION).ok_or(Refusal::Foreign)?;
    let unreadable = |fault: serde_json::Error| Refusal::BadManifest { fault: fault.to_string() };
    let head: Head = serde_json::from_slice(content).map_err(unreadable)?;
    if head.format != FORMAT {
        return Err(Refusal::OtherFormat { found: head.format });
    }
    serde_json::from_slice(content).map_err(unreadable)
}

/// What the custom section of that name holds.
pub fn content<'a>(sections: &[Section<'a>], name: &str) -> Option<&'a [u8]> {
    let section = sections.iter().find(|section| section.is_custom() && section.name == name);
    section.map(|section| section.content)
}
