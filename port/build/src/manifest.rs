//! What a sealed module says of itself, in a custom section.

use crate::contract::Contract;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// The custom section that holds the [`Manifest`] as JSON.
pub const MANIFEST_SECTION: &str = "micropython_sandbox.manifest";

/// How and from what a module was built. Two builds from the same sources with
/// the same tools have the same manifest: no date, path, user or host is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this format: 1.
    pub format: u32,
    /// The version of the crate that built it.
    pub builder: String,
    /// What crosses its border.
    pub contract: Contract,
    /// The interpreter's source.
    pub micropython: Source,
    /// The C library's source.
    pub wasi_libc: Library,
    /// The port's source: SHA-256 over its files.
    pub port_sha256: String,
    /// The compiler, as it names itself.
    pub compiler: String,
    /// Set when it is no interpreter to be used: it tortures its collector, from
    /// the start at each so many-th allocation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gc_torture: Option<NonZeroU32>,
    /// The passes that were applied, in order, each with what it reported.
    pub passes: Vec<Pass>,
    /// The modules that are frozen in, with the SHA-256 of their source.
    pub frozen: Vec<Frozen>,
    /// The C modules that were added: SHA-256 over the files of each.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub c_modules: BTreeMap<String, Library>,
    /// What of the interpreter is not in, by the names of its switches, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
}

/// The interpreter's source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Upstream's version.
    pub version: String,
    /// Upstream's commit.
    pub commit: String,
    /// SHA-256 over the files that the build reads.
    pub tree_sha256: String,
}

/// The C library that was linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Library {
    /// SHA-256 over the archives that were linked.
    pub sha256: String,
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
}
