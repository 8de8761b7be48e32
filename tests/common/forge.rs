//! Interpreters that were tampered with, and sealed again as if they were not.

#![allow(dead_code, reason = "each test is a crate of its own")]

use micropython_sandbox_build::manifest::{MANIFEST_SECTION, Manifest};
use micropython_sandbox_build::notices::LICENSES_SECTION;
use micropython_sandbox_build::sbom::SBOM_SECTION;
use micropython_sandbox_build::sealing::{SEAL_SECTION, seal, sha256};
use micropython_sandbox_build::sections::{custom, split};
use serde_json::Value;

/// An interpreter in parts: its code with all that belongs to it, and what it
/// says of itself.
#[derive(Clone)]
pub struct Forged {
    /// The module without the sections below.
    pub module: Vec<u8>,
    /// The manifest, as JSON.
    pub manifest: Value,
    pub sbom: Vec<u8>,
    pub licenses: Vec<u8>,
}

impl Forged {
    /// Takes an interpreter apart.
    pub fn of(wasm: &[u8]) -> Forged {
        let sections = split(wasm).unwrap();
        let content = |name| sections.iter().find(|it| it.name == name).unwrap().content.to_vec();
        let own = [MANIFEST_SECTION, SBOM_SECTION, LICENSES_SECTION, SEAL_SECTION];
        let kept = sections.iter().filter(|it| !own.contains(&it.name.as_str()));
        let kept: Vec<u8> = kept.flat_map(|it| wasm[it.range.clone()].to_vec()).collect();
        Forged {
            module: [&wasm[..8], &kept].concat(),
            manifest: serde_json::from_slice(&content(MANIFEST_SECTION)).unwrap(),
            sbom: content(SBOM_SECTION),
            licenses: content(LICENSES_SECTION),
        }
    }

    /// Lets the manifest have the digests of the other sections, as they are now.
    pub fn with_digests(mut self) -> Forged {
        self.manifest["sbom_sha256"] = sha256(&self.sbom).into();
        self.manifest["licenses_sha256"] = sha256(&self.licenses).into();
        self
    }

    /// Puts it together and seals it.
    pub fn sealed(&self) -> Vec<u8> {
        // As the build writes it, where it can be read so.
        let manifest = match serde_json::from_value::<Manifest>(self.manifest.clone()) {
            Ok(manifest) => serde_json::to_vec(&manifest).unwrap(),
            Err(_) => serde_json::to_vec(&self.manifest).unwrap(),
        };
        let mut wasm = self.module.clone();
        wasm.extend(custom(MANIFEST_SECTION, &manifest));
        wasm.extend(custom(SBOM_SECTION, &self.sbom));
        wasm.extend(custom(LICENSES_SECTION, &self.licenses));
        seal(&wasm, &split(&wasm).unwrap())
    }
}

/// A module with one of its sections replaced by what is made of its bytes.
pub fn with_section(wasm: &[u8], name: &str, change: impl FnOnce(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let sections = split(wasm).unwrap();
    let section = sections.iter().find(|section| section.name == name).unwrap();
    let range = section.range.clone();
    [&wasm[..range.start], &change(&wasm[range.clone()]), &wasm[range.end..]].concat()
}
