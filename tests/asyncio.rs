//! The guest's asyncio: each `tests/asyncio/NAME.py` prints what CPython prints.

use micropython_sandbox::Sandbox;
use std::path::{Path, PathBuf};
use std::process::Command;

fn scripts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/asyncio");
    let mut scripts: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    scripts.sort();
    assert!(!scripts.is_empty());
    scripts
}

#[test]
fn programs_print_what_they_print_in_cpython() {
    let sandbox = Sandbox::new().unwrap();
    for script in scripts() {
        let run = Command::new("python3").arg("-I").arg(&script).output().expect("python3");
        assert!(run.status.success(), "{}: {run:?}", script.display());
        let outcome = sandbox.run(&std::fs::read_to_string(&script).unwrap());
        assert_eq!(outcome.error, None, "{}", script.display());
        let expected = String::from_utf8(run.stdout).unwrap();
        assert_eq!(outcome.stdout_text(), expected, "{}", script.display());
    }
}
