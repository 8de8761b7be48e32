//! The fuzz targets, on the seeds that are kept and on random input for some
//! seconds: see docs/fuzzing.md. `FUZZ_SECONDS=600 FUZZ_TARGET=imports` runs one
//! for longer.

#[path = "fuzz/bodies.rs"]
mod bodies;
#[path = "common/puppet.rs"]
mod puppet;

use arbitrary::Unstructured;
use bodies::{BODIES, MAX_BYTES};
use std::path::Path;

/// The targets that are asked for.
fn targets() -> impl Iterator<Item = &'static (&'static str, bodies::Body)> {
    let wanted = std::env::var("FUZZ_TARGET").unwrap_or_default();
    BODIES.iter().filter(move |(name, _)| name.contains(&wanted))
}

#[test]
fn seeds_do_no_harm() {
    for (name, body) in targets() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(name);
        let mut tried = 0;
        for seed in std::fs::read_dir(&folder).unwrap() {
            let bytes = std::fs::read(seed.unwrap().path()).unwrap();
            // An input that ends too early has done what it said until then.
            let _ = body(&mut Unstructured::new(&bytes));
            tried += 1;
        }
        assert!(tried > 0, "{} is empty", folder.display());
    }
}

#[test]
fn random_input_does_no_harm() {
    let seconds: u64 = std::env::var("FUZZ_SECONDS").map_or(2, |text| text.parse().unwrap());
    for (name, body) in targets() {
        println!("{name}");
        let mut tried = 0_u64;
        arbtest::arbtest(|u| {
            tried += 1;
            body(u)
        })
        .size_min(MAX_BYTES / 64)
        .size_max(MAX_BYTES)
        .budget_ms(seconds * 1000)
        .run();
        println!("{name}: {tried} inputs");
        assert!(tried >= 5, "{name}: {tried}");
    }
}

/// Each target is in the workspace of the long runs, and the other way round.
#[test]
fn every_target_can_run_for_long() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for (name, _) in BODIES {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
        assert!(folder.join("fuzz_targets").join(name).with_extension("rs").exists(), "{name}");
    }
    let files = std::fs::read_dir(folder.join("fuzz_targets")).unwrap().count();
    assert_eq!(files, BODIES.len());
}
