//! What is kept in the project of what the build gives is what it gives.

use micropython_sandbox::examine::{self, DigestLock, Verdict};
use micropython_sandbox::{MANIFEST, WASM};
use micropython_sandbox_build::manifest::Manifest;

const COUNTING_WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/micropython.counting.wasm"));

const UPDATE: &str = "if that is meant to change: scripts/verify-reproducible --update";

#[test]
fn the_lock_is_in_the_form_that_is_written() {
    let text = include_str!("../artifacts.lock");
    let lock = DigestLock::parse(text).unwrap();
    assert_eq!(lock.to_string(), text);
    assert!(!lock.entries.is_empty());
    assert_eq!(examine::known_digests(), lock);
}

/// With a toolchain that is not in the lock nothing can be compared, but that the
/// lock is about these sources.
#[test]
fn the_interpreter_is_the_one_in_the_lock() {
    let manifest: Manifest = serde_json::from_str(MANIFEST).unwrap();
    let lock = examine::known_digests();
    assert_eq!(manifest.sources_sha256(), lock.sources_sha256, "other sources; {UPDATE}");
    let known = lock.entries.iter().any(|entry| entry.toolchain == manifest.toolchain);
    for wasm in [WASM, COUNTING_WASM] {
        let verification = examine::verify(wasm, &lock);
        let expected = if known { Verdict::Passed } else { Verdict::NotComparable };
        assert_eq!(verification.verdict, expected, "{:#?}; {UPDATE}", verification.checks);
    }
}

/// Builds without a toolchain take the contract from this file.
#[test]
fn the_contract_that_is_kept_is_that_of_the_header() {
    let kept = include_str!("../src/contract/host.rs");
    let generated = include_str!(concat!(env!("OUT_DIR"), "/contract.rs"));
    assert!(kept == generated, "src/contract/host.rs is not what port/host.h gives; {UPDATE}");
}

/// The list for people has what the one for programs has.
#[test]
fn the_licences_are_listed_for_people_too() {
    let page = include_str!("../LICENSES/README.md");
    for ingredient in micropython_sandbox_build::notices::INGREDIENTS {
        let row = page.lines().find(|line| line.starts_with(&format!("| {}", ingredient.name)));
        if ingredient != micropython_sandbox_build::notices::OWN {
            let row = row.unwrap_or_else(|| panic!("no row for {}", ingredient.name));
            for text in ingredient.texts {
                assert!(row.contains(text.strip_prefix("LICENSES/").unwrap()), "{row}");
            }
        }
    }
}
