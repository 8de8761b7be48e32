//! The last pass: what only debugging needs goes, and the module is told who it
//! is. The names of functions, which `Module::seal` leaves out when it writes the
//! module, stay in the unsealed one beside it.

use crate::manifest::{MANIFEST_SECTION, Manifest};
use anyhow::{Context as _, Result};
use serde::Serialize;
use walrus::{Module, RawCustomSection};

/// What sealing did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The custom sections that were removed, sorted.
    pub removed: Vec<String>,
}

/// Seals a module.
///
/// # Errors
///
/// When the manifest cannot be written as JSON.
pub fn run(module: &mut Module, manifest: &Manifest) -> Result<Report> {
    let mut removed: Vec<String> =
        module.customs.iter().map(|(_, section)| section.name().to_owned()).collect();
    removed.sort();
    for name in &removed {
        module.customs.remove_raw(name);
    }
    module.producers.clear();
    module.customs.add(RawCustomSection {
        name: MANIFEST_SECTION.to_owned(),
        data: serde_json::to_vec(manifest).context("cannot write the manifest")?,
    });
    Ok(Report { removed })
}
