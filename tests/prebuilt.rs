//! Building with an interpreter that is there already: `MPSANDBOX_ARTIFACT`.

#[path = "common/forge.rs"]
mod forge;

use forge::Forged;
use micropython_sandbox::WASM;
use micropython_sandbox::examine::{ABI_VERSION, DigestLock, built_in};
use micropython_sandbox_build::prebuilt::{Prebuilt, take};
use micropython_sandbox_build::sections::split;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

const COUNTING_WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/micropython.counting.wasm"));

/// Files by their names.
type Files<'a> = &'a [(&'a str, &'a [u8])];

/// A folder with these files in it, and the path of the first.
fn folder(files: Files<'_>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    let path = folder.path().join(files[0].0);
    (folder, path)
}

fn taken(files: Files<'_>, lock: DigestLock) -> Result<Prebuilt, String> {
    let (_folder, path) = folder(files);
    take(&path, ABI_VERSION, lock).map_err(|error| format!("{error:#}"))
}

#[test]
fn an_interpreter_is_taken_with_what_lies_beside_it() {
    let symbols = built_in().1;
    let text = symbols.to_string();
    let files =
        [("a.wasm", WASM), ("a.counting.wasm", COUNTING_WASM), ("a.symbols", text.as_bytes())];
    let all = taken(&files, DigestLock::default()).unwrap();
    assert!(all.wasm == WASM && all.counting_wasm.as_deref() == Some(COUNTING_WASM));
    assert_eq!(all.symbols, Some(symbols));
    assert_eq!(all.files.len(), 3);

    let alone = taken(&files[..1], DigestLock::default()).unwrap();
    assert!(alone.counting_wasm.is_none() && alone.symbols.is_none());
    let [.., warning] = &alone.warnings[..] else { panic!("no warning") };
    assert!(warning.contains("programs cannot be limited in their steps"), "{warning}");
    // Names of another file are none of this one.
    let other = [("a.wasm", WASM), ("a.symbols", b"functions of 0\n1 main\n")];
    assert_eq!(taken(&other, DigestLock::default()).unwrap().symbols, None);
}

#[test]
fn a_digest_that_nobody_knows_is_a_warning() {
    let files = [("a.wasm", WASM), ("a.counting.wasm", COUNTING_WASM)];
    let unknown = taken(&files, DigestLock::default()).unwrap();
    assert_eq!(unknown.warnings.len(), 2);
    for warning in unknown.warnings {
        assert!(warning.contains("digest not comparable"), "{warning}");
    }
}

#[test]
fn what_is_not_what_it_says_is_not_used() {
    let mut edited = WASM.to_vec();
    // In what lies in memory: a module with another byte there is as valid.
    let data = split(WASM).unwrap().into_iter().find(|section| section.name == "data");
    edited[data.unwrap().range.end - 1] ^= 1;
    let mut older = Forged::of(WASM);
    older.manifest["contract"]["abi_version"] = 1.into();
    let older = older.sealed();
    let mut torture = Forged::of(WASM);
    torture.manifest["gc_torture"] = 1.into();
    let torture = torture.sealed();
    let mut other = Forged::of(COUNTING_WASM);
    other.manifest["port_sha256"] = "0".repeat(64).into();
    let manifest = serde_json::from_value(other.manifest.clone()).unwrap();
    other.sbom = serde_json::to_vec(&micropython_sandbox_build::sbom::sbom(&manifest)).unwrap();
    let other = other.with_digests().sealed();
    let cases: &[(Files<'_>, &str)] = &[
        (&[("a.wasm", b"#!/bin/sh\n")], "is not a WebAssembly module"),
        (&[("a.wasm", &WASM[..1000])], "it is cut off"),
        (&[("a.wasm", &edited)], "changed after it was sealed"),
        (&[("a.wasm", &older)], "build it anew from the sources of this version"),
        (&[("a.wasm", &torture)], "it is for tests only"),
        (&[("a.wasm", COUNTING_WASM)], "is the variant that counts steps; name the other"),
        (&[("a.wasm", WASM), ("a.counting.wasm", WASM)], "does not count steps"),
        (&[("a.wasm", WASM), ("a.counting.wasm", &edited)], "a.counting.wasm is not used"),
        (&[("a.wasm", WASM), ("a.counting.wasm", &other)], "made from other sources"),
    ];
    for (files, message) in cases {
        let error = taken(files, DigestLock::default()).unwrap_err();
        assert!(error.contains(message), "{message}: {error}");
        assert!(error.contains("a.wasm") || error.contains("a.counting.wasm"), "{error}");
    }
    let (_folder, path) = folder(&[("a.wasm", WASM)]);
    let error = take(&path.with_extension("absent"), ABI_VERSION, DigestLock::default());
    assert!(format!("{:#}", error.unwrap_err()).contains("cannot read"));
}
