//! The language itself: each `tests/language/NAME.py`, a matter of the language from
//! all sides, and each `tests/programs/NAME.py`, a program as people write them, prints
//! in the sandbox what stands beside it, which is what CPython 3.11 prints.

use micropython_sandbox::Sandbox;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FOLDERS: [&str; 2] = ["tests/language", "tests/programs"];

/// The scripts of a folder, in order.
fn scripts_in(folder: &str) -> Vec<PathBuf> {
    let mut scripts: Vec<PathBuf> =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
            .collect();
    scripts.sort();
    assert!(!scripts.is_empty(), "{folder}");
    scripts
}

/// All scripts, with their expected output.
fn scripts() -> Vec<(PathBuf, String)> {
    FOLDERS
        .into_iter()
        .flat_map(scripts_in)
        .map(|script| {
            let expected = fs::read_to_string(script.with_extension("expected")).unwrap();
            (script, expected)
        })
        .collect()
}

#[test]
fn the_sandbox_prints_what_is_expected() {
    let sandbox = Sandbox::new().unwrap();
    for (script, expected) in scripts() {
        let outcome = sandbox.run(&fs::read_to_string(&script).unwrap());
        assert_eq!(outcome.error, None, "{}", script.display());
        let printed = outcome.stdout_text();
        for (line, (found, expected)) in (1..).zip(printed.lines().zip(expected.lines())) {
            assert_eq!(found, expected, "{}, line {line} of what it prints", script.display());
        }
        assert_eq!(printed, expected, "{}", script.display());
    }
}

/// The words of other versions' messages differ.
#[test]
fn cpython_3_11_prints_what_is_expected() {
    let is_3_11 = |program: &&str| {
        Command::new(program)
            .arg("--version")
            .output()
            .is_ok_and(|run| String::from_utf8_lossy(&run.stdout).starts_with("Python 3.11."))
    };
    let Some(python) = ["python3.11", "python3"].into_iter().find(|name| is_3_11(name)) else {
        eprintln!("there is no Python 3.11 to compare with");
        return;
    };
    for (script, expected) in scripts() {
        let run = Command::new(python).args(["-B", "-I"]).arg(&script).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&run.stderr), "", "{}", script.display());
        assert_eq!(String::from_utf8_lossy(&run.stdout), expected, "{}", script.display());
    }
}
