//! The frozen modules of our own: each `tests/frozen/NAME.py` prints in the
//! sandbox what stands beside it, which is what CPython prints with the module's
//! source on its path.

use micropython_sandbox::Sandbox;
use micropython_sandbox::artifact::WASM;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The scripts, with their expected output.
fn scripts() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/frozen");
    let mut scripts: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    scripts.sort();
    assert!(!scripts.is_empty());
    scripts
        .into_iter()
        .map(|script| {
            let expected = fs::read_to_string(script.with_extension("expected")).unwrap();
            (script, expected)
        })
        .collect()
}

#[test]
fn the_interpreter_with_all_modules_takes_less_than_1_2_mb() {
    assert!(WASM.len() < 1_200_000, "{} bytes", WASM.len());
}

#[test]
fn frozen_modules_work_in_the_sandbox() {
    let sandbox = Sandbox::new().unwrap();
    for (script, expected) in scripts() {
        let outcome = sandbox.run(&fs::read_to_string(&script).unwrap());
        assert_eq!(outcome.error, None, "{}", script.display());
        assert_eq!(outcome.stdout_text(), expected, "{}", script.display());
    }
}

#[test]
fn the_expected_output_is_cpythons() {
    let modules = Path::new(env!("CARGO_MANIFEST_DIR")).join("port/frozen");
    for (script, expected) in scripts() {
        let run = Command::new("python3")
            .args(["-B", "-I", "-c"])
            .arg("import runpy, sys; sys.path.insert(0, sys.argv[1]); runpy.run_path(sys.argv[2])")
            .args([&modules, &script])
            .output()
            .expect("python3, which the build needs too");
        assert_eq!(String::from_utf8_lossy(&run.stderr), "", "{}", script.display());
        assert_eq!(String::from_utf8_lossy(&run.stdout), expected, "{}", script.display());
    }
}
