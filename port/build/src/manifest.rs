//! What a sealed module says of itself, in a custom section.

use crate::contract::Contract;
use crate::sealing::sha256;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// The custom section that holds the [`Manifest`] as JSON.
pub const MANIFEST_SECTION: &str = "micropython_sandbox.manifest";

/// The version of the format below, raised whenever something in it changes its
/// meaning or is no longer there.
pub const FORMAT: u32 = 2;

/// The pass that makes the variant of the module that counts steps.
pub const COUNTING_PASS: &str = "count_steps";

/// How and from what a module was built. Two builds from the same sources with
/// the same tools have the same manifest: no date, path, user or host is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this format: [`FORMAT`].
    pub format: u32,
    /// The version of the crate that built it.
    pub builder: String,
    /// What crosses its border.
    pub contract: Contract,
    /// The interpreter's source.
    pub micropython: Source,
    /// What was changed in copies of it, in order.
    #[serde(default)]
    pub patches: Vec<Patch>,
    /// The port's source: SHA-256 over its files.
    pub port_sha256: String,
    /// What it was made with.
    pub toolchain: Toolchain,
    /// Set when it is no interpreter to be used: it tortures its collector, from
    /// the start at each so many-th allocation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gc_torture: Option<NonZeroU32>,
    /// The passes that were applied, in order, each with what it reported.
    pub passes: Vec<Pass>,
    /// The modules that are frozen in, with the SHA-256 of their source.
    pub frozen: Vec<Frozen>,
    /// The C modules that were added: by their names, SHA-256 over the files of each.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub c_modules: BTreeMap<String, String>,
    /// What of the interpreter is not in, by the names of its switches, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
    /// The names of the modules that are written in C, sorted.
    pub modules: Vec<String>,
    /// The switches of MicroPython's configuration that are on, by the names of
    /// their macros, sorted: what of the language (`MICROPY_COMP_...`) and of the
    /// library (`MICROPY_PY_...`) is in.
    pub switches: Vec<String>,
    /// Which functions the checks of the finished module have to know.
    pub landmarks: Landmarks,
    /// The SHA-256 of the section with the list of what is inside.
    pub sbom_sha256: String,
    /// The SHA-256 of the section with the licences of that.
    pub licenses_sha256: String,
}

impl Manifest {
    /// Whether the module is the variant that counts steps.
    pub fn counts_steps(&self) -> bool {
        self.passes.iter().any(|pass| pass.name == COUNTING_PASS)
    }

    /// A digest of what the module was made from: the same for the same sources,
    /// whatever it was made with.
    pub fn sources_sha256(&self) -> String {
        let Manifest { builder, contract, micropython, port_sha256, gc_torture, .. } = self;
        let Manifest { frozen, c_modules, left_out, modules, switches, .. } = self;
        let sources = (builder, contract, micropython, port_sha256, gc_torture);
        let ingredients = (frozen, c_modules, left_out);
        let text = serde_json::to_vec(&(sources, ingredients, modules, switches));
        // Of such values no writing can fail; were it to, no digest would fit.
        text.map_or_else(|_| String::new(), |text| sha256(&text))
    }
}

/// The interpreter's source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Upstream's version.
    pub version: String,
    /// Upstream's commit.
    pub commit: String,
    /// SHA-256 over the files that the build reads.
    pub tree_sha256: String,
}

/// A patch to the interpreter's source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// Its file name.
    pub name: String,
    /// SHA-256 of it.
    pub sha256: String,
}

/// What a module is made with, as far as that decides its bytes. Two builds from
/// the same sources with the same of these are the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toolchain {
    /// The compiler, as it names itself.
    pub compiler: String,
    /// The linker, as it names itself.
    pub linker: String,
    /// The version of the library that rewrites modules.
    pub walrus: String,
    /// SHA-256 over the archives of the C library that were linked.
    pub wasi_libc_sha256: String,
    /// SHA-256 of the compiler's support library.
    pub builtins_sha256: String,
}

/// A pass of the build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// Its name.
    pub name: String,
    /// What it did.
    pub report: serde_json::Value,
}

/// A frozen module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// Its path, as `import` looks for it.
    pub path: String,
    /// SHA-256 of its source.
    pub sha256: String,
    /// Whose it is; not written for the port's own, which most are.
    #[serde(default = "Origin::port", skip_serializing_if = "Origin::is_port")]
    pub origin: Origin,
    /// What its source says of it at its beginning (the interpreter does not keep
    /// that); empty if it says nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doc: String,
}

/// Where a frozen module comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// MicroPython's source tree.
    MicroPython,
    /// The port.
    Port,
    /// Somewhere else: whoever had the module built has chosen it.
    Other,
}

impl Origin {
    fn port() -> Origin {
        Origin::Port
    }

    fn is_port(&self) -> bool {
        *self == Origin::Port
    }
}

/// Functions that the checks of a finished module have to know. They are given
/// by number, as the module has no names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landmarks {
    /// Those that start a collection: see `validate_spills`.
    pub collect: Vec<Landmark>,
    /// Those that raise whenever they have collected: likewise.
    pub raise: Vec<Landmark>,
    /// Those that run bytecode: see `check_polls`.
    pub dispatch: Vec<Landmark>,
    /// Those whose loops end soon: likewise.
    pub bounded: Vec<Landmark>,
}

/// A function by its number in the module, and what the source calls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landmark {
    /// Its number.
    pub function: u32,
    /// Its name.
    pub name: String,
}
