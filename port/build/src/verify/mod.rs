//! Whether a finished module is what it says it is: everything that can be
//! checked without building it anew.
//!
//! The checks hold the file against itself, and its digest against the lock.
//! Only the digest tells who made a file: whoever makes one to deceive can give
//! it whatever manifest and seal they like, so that all the other checks speak of
//! accidents, and of what the file claims. What even such a file cannot do is in
//! its imports.

mod border;
mod contents;
mod proofs;

use crate::digests::{DigestLock, Finding};
use crate::inspect::{Refusal, manifest_in};
use crate::manifest::{Manifest, Toolchain};
use crate::passes::validate;
use crate::sealing::{self, sha256};
use crate::sections::{Section, split};
use serde::Serialize;

/// What modules are held against.
#[derive(Debug, Clone)]
pub struct Expected {
    /// The version of the contract that its host speaks.
    pub abi_version: u32,
    /// The digests that are known.
    pub lock: DigestLock,
}

/// All checks of a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// SHA-256 of the file.
    pub sha256: String,
    /// What they come to.
    pub verdict: Verdict,
    /// Each of them, in the order in which they were made. The first may keep the
    /// others from being made.
    pub checks: Vec<Check>,
}

/// What checks come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is as it should be.
    Passed,
    /// It cannot be said: there is nothing to compare with.
    NotComparable,
    /// It is not.
    Failed,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked at.
    pub name: &'static str,
    /// What it came to.
    pub verdict: Verdict,
    /// What was found.
    pub detail: String,
}

/// A check's result: what was found, or what is wrong.
type Found = Result<String, String>;

/// What the checks look at.
struct Subject<'a> {
    wasm: &'a [u8],
    sections: Vec<Section<'a>>,
    manifest: Manifest,
}

/// Makes all checks.
pub fn verify(wasm: &[u8], expected: &Expected) -> Verification {
    let mut checks = Vec::new();
    let mut add = |name, found: Found| {
        let (verdict, detail) = match found {
            Ok(detail) => (Verdict::Passed, detail),
            Err(detail) => (Verdict::Failed, detail),
        };
        checks.push(Check { name, verdict, detail });
    };
    let digest = sha256(wasm);
    if let Some(subject) = read(wasm, &mut add) {
        add("abi", abi(&subject, expected));
        add("imports", border::imports(&subject));
        add("exports", border::exports(&subject));
        add("frozen modules", contents::frozen(&subject));
        add("sbom", contents::sbom(&subject));
        add("licences", contents::licenses(&subject));
        add("passes", proofs::passes(&subject));
        add("kept roots", proofs::roots(&subject));
        add("polls", proofs::polls(&subject));
        checks.push(compare(&subject.manifest, &digest, &expected.lock));
    }
    let verdict = checks.iter().map(|check| check.verdict).max().unwrap_or(Verdict::Failed);
    Verification { sha256: digest, verdict, checks }
}

/// Reads the module, and checks it as far as that goes; nothing where there is
/// nothing more to check.
fn read<'a>(wasm: &'a [u8], add: &mut dyn FnMut(&'static str, Found)) -> Option<Subject<'a>> {
    let sections = split(wasm).map_err(|fault| fault.to_string());
    let sections = match sections.and_then(|sections| {
        validate(wasm).map_err(|fault| format!("it is not valid: {fault:#}"))?;
        Ok(sections)
    }) {
        Ok(sections) => sections,
        Err(fault) => {
            add("module", Err(fault));
            return None;
        }
    };
    add("module", Ok(format!("valid, {} bytes in {} sections", wasm.len(), sections.len())));
    let manifest = manifest_in(&sections);
    // What seals a file of another format is not known here.
    if !matches!(manifest, Err(Refusal::OtherFormat { .. })) {
        let seal = sealing::check(wasm, &sections);
        add("seal", seal.map(|()| "unbroken".to_owned()).map_err(|broken| broken.to_string()));
    }
    match manifest {
        Ok(manifest) => {
            let Manifest { format, builder, .. } = &manifest;
            add("manifest", Ok(format!("format {format}, by micropython-sandbox-build {builder}")));
            Some(Subject { wasm, sections, manifest })
        }
        Err(refusal) => {
            add("manifest", Err(refusal.to_string()));
            None
        }
    }
}

fn abi(subject: &Subject<'_>, expected: &Expected) -> Found {
    let (found, spoken) = (subject.manifest.contract.abi_version, expected.abi_version);
    if found != spoken {
        return Err(format!(
            "it keeps to version {found} of the contract between interpreter and host, and this \
             program speaks version {spoken}: build it anew from the sources of this version"
        ));
    }
    Ok(format!("version {found}"))
}

/// Holds the digest against the lock.
fn compare(manifest: &Manifest, digest: &str, lock: &DigestLock) -> Check {
    let Toolchain { compiler, linker, walrus, .. } = &manifest.toolchain;
    let (verdict, detail) = match lock.find(manifest, digest) {
        Finding::Expected => {
            (Verdict::Passed, format!("{digest}, as expected of these sources and {compiler}"))
        }
        Finding::Unexpected { expected } => {
            (Verdict::Failed, format!("{digest}, but these sources and {compiler} give {expected}"))
        }
        Finding::UnknownToolchain => (
            Verdict::NotComparable,
            format!(
                "unknown toolchain, digest not comparable: no digest is known for {compiler}, \
                 {linker} and walrus {walrus} with these libraries; --rebuild compares"
            ),
        ),
        Finding::OtherSources => (
            Verdict::NotComparable,
            "other sources, digest not comparable: it was not made from those that the known \
             digests are of; --rebuild compares"
                .to_owned(),
        ),
    };
    Check { name: "digest", verdict, detail }
}
