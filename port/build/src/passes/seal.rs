//! The end of the build: what only debugging needs goes, the module is told who
//! it is, and it is sealed. The names of its functions go aside.
//!
//! ```wat
//! (@custom "name" ...) (@producers ...)          ;; gone
//! (@custom "micropython_sandbox.manifest" ...)   ;; how and from what it was made
//! (@custom "micropython_sandbox.sbom" ...)       ;; what is inside
//! (@custom "micropython_sandbox.licenses" ...)   ;; and under which licences
//! (@custom "micropython_sandbox.seal" ...)       ;; digests of all that is before it
//! ```

use crate::manifest::{Landmark, Landmarks, MANIFEST_SECTION, Manifest};
use crate::notices::LICENSES_SECTION;
use crate::sbom::{SBOM_SECTION, sbom};
use crate::sealing::{seal, sha256};
use crate::sections::{custom, split};
use crate::symbols::Symbols;
use anyhow::{Context as _, Result};
use std::collections::BTreeMap;
use walrus::Module;
use wasmparser::{BinaryReader, Name, NameSectionReader};

/// The custom section with the names, as WebAssembly defines it.
const NAME_SECTION: &str = "name";

/// A finished module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Its bytes.
    pub wasm: Vec<u8>,
    /// What it says of itself.
    pub manifest: Manifest,
    /// The names of its functions.
    pub symbols: Symbols,
}

/// The names of the functions that checks of the finished module have to know.
#[derive(Debug, Clone, Default)]
pub struct Landmarked {
    /// See [`Landmarks::collect`].
    pub collect: Vec<String>,
    /// See [`Landmarks::raise`].
    pub raise: Vec<String>,
    /// See [`Landmarks::dispatch`]; without what a pass has added to a name.
    pub dispatch: Vec<String>,
    /// See [`Landmarks::bounded`]; likewise.
    pub bounded: Vec<String>,
}

/// Takes away the custom sections that the compiler and the linker wrote, but for
/// the names.
pub fn strip(module: &mut Module) {
    let removed: Vec<String> =
        module.customs.iter().map(|(_, section)| section.name().to_owned()).collect();
    for name in &removed {
        module.customs.remove_raw(name);
    }
    module.producers.clear();
}

/// Finishes a module that has names. The manifest is completed by what depends
/// on the finished module.
///
/// # Errors
///
/// When the module has no names, or something cannot be written.
pub fn run(
    named: &[u8],
    mut manifest: Manifest,
    landmarked: &Landmarked,
    licenses: &str,
) -> Result<Sealed> {
    let sections = split(named)?;
    let names = sections
        .iter()
        .find(|section| section.is_custom() && section.name == NAME_SECTION)
        .context("the module has no names")?;
    let mut wasm = [&named[..names.range.start], &named[names.range.end..]].concat();
    let names = function_names(names.content)?;
    manifest.landmarks = landmarks(&names, landmarked);
    let list = serde_json::to_vec(&sbom(&manifest)).context("cannot write the SBOM")?;
    manifest.sbom_sha256 = sha256(&list);
    manifest.licenses_sha256 = sha256(licenses.as_bytes());
    let text = serde_json::to_vec(&manifest).context("cannot write the manifest")?;
    wasm.extend(custom(MANIFEST_SECTION, &text));
    wasm.extend(custom(SBOM_SECTION, &list));
    wasm.extend(custom(LICENSES_SECTION, licenses.as_bytes()));
    let wasm = seal(&wasm, &split(&wasm)?);
    let symbols = Symbols { module_sha256: sha256(&wasm), names };
    Ok(Sealed { wasm, manifest, symbols })
}

fn function_names(section: &[u8]) -> Result<BTreeMap<u32, String>> {
    let mut names = BTreeMap::new();
    for subsection in NameSectionReader::new(BinaryReader::new(section, 0)) {
        if let Name::Function(functions) = subsection? {
            for naming in functions {
                let naming = naming?;
                names.insert(naming.index, naming.name.to_owned());
            }
        }
    }
    Ok(names)
}

fn landmarks(names: &BTreeMap<u32, String>, landmarked: &Landmarked) -> Landmarks {
    let found = |is: &dyn Fn(&str) -> bool| -> Vec<Landmark> {
        names
            .iter()
            .filter(|(_, name)| is(name))
            .map(|(function, name)| Landmark { function: *function, name: name.clone() })
            .collect()
    };
    let whole = |listed: &[String]| found(&|name| listed.iter().any(|each| each == name));
    let base = |listed: &[String]| {
        found(&|name| listed.iter().any(|each| each == super::check_polls::base_name(name)))
    };
    Landmarks {
        collect: whole(&landmarked.collect),
        raise: whole(&landmarked.raise),
        dispatch: base(&landmarked.dispatch),
        bounded: base(&landmarked.bounded),
    }
}
