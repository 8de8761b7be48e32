//! The standard modules: each `tests/stdlib/NAME.py` prints in the sandbox what
//! CPython prints.
//!
//! `MODULE=NAME cargo test --release --test stdlib` runs those whose names hold that.

use micropython_sandbox::{Ending, Limits, Sandbox};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The scripts, sorted.
fn scripts() -> Vec<PathBuf> {
    let wanted = std::env::var("MODULE").unwrap_or_default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stdlib");
    let mut scripts: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .filter(|path| path.file_stem().unwrap().to_string_lossy().contains(&wanted))
        .collect();
    scripts.sort();
    assert!(!scripts.is_empty());
    scripts
}

/// What CPython prints, which must not fail.
fn cpython(script: &Path, source: &str) -> String {
    // As text, so that a script can have the name of the module it is about.
    let run = Command::new("python3").args(["-B", "-I", "-c", source]).output();
    let run = run.expect("python3, which the build needs too");
    assert_eq!(String::from_utf8_lossy(&run.stderr), "", "{}", script.display());
    assert!(run.status.success(), "{}", script.display());
    String::from_utf8(run.stdout).unwrap()
}

/// The first lines that differ, with their number.
fn difference(actual: &str, expected: &str) -> String {
    let pairs = actual.lines().chain([""]).zip(expected.lines().chain([""]));
    let first = (1..).zip(pairs).find(|(_, (ours, theirs))| ours != theirs);
    first.map_or_else(
        || "one is longer".to_owned(),
        |(line, (ours, theirs))| format!("line {line}\n  ours:    {ours}\n  CPython: {theirs}"),
    )
}

#[test]
fn modules_do_what_cpythons_do() {
    let limits = Limits { wall_time: Some(Duration::from_secs(60)), ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    let mut found = String::new();
    // A script of which the first line says so is for when functions and classes
    // keep their annotations.
    let annotations = sandbox.run("class A:\n    x: int\nA.__annotations__").ending;
    for script in scripts() {
        let source = fs::read_to_string(&script).unwrap();
        if source.starts_with("# needs annotations") && annotations != Ending::Finished {
            continue;
        }
        let expected = cpython(&script, &source);
        let outcome = sandbox.run(&source);
        let printed = outcome.stdout_text();
        if outcome.ending != Ending::Finished {
            found += &format!("{}: {:?}\n", script.display(), outcome.error);
        }
        if printed != expected {
            found += &format!("{}: {}\n", script.display(), difference(&printed, &expected));
        }
    }
    assert!(found.is_empty(), "\n{found}");
}

/// What is registered with `atexit` runs within the run, and not after it was stopped.
#[test]
fn functions_at_exit_are_within_the_limits() {
    let limits = Limits { wall_time: Some(Duration::from_millis(300)), ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    let forever = "import atexit\n@atexit.register\ndef end():\n    while True: pass\n";
    let outcome = sandbox.run(&format!("{forever}print('here')"));
    assert_eq!((outcome.ending, outcome.stdout_text()), (Ending::Stopped, "here\n".into()));
    let stopped = "import atexit\natexit.register(print, 'late')\nwhile True: pass";
    let outcome = sandbox.run(stopped);
    assert_eq!((outcome.ending, outcome.stdout_text()), (Ending::Stopped, "".into()));
    for (end, ending) in [("1 / 0", Ending::Raised), ("raise SystemExit(3)", Ending::Exited(3))] {
        let outcome = sandbox.run(&stopped.replace("while True: pass", end));
        assert_eq!((outcome.ending, outcome.stdout_text()), (ending, "late\n".into()));
    }
}

/// Of a module that cannot be there it is said why, and what is there in its place.
#[test]
fn what_cannot_be_imported_is_explained() {
    let sandbox = Sandbox::builder().build().unwrap();
    for (program, text) in [
        ("import nothing_like_it", "No module named 'nothing_like_it'"),
        ("import subprocess", "No module named 'subprocess': the sandbox has no processes"),
        (
            "import multiprocessing.pool",
            "No module named 'multiprocessing': the sandbox has no processes",
        ),
        (
            "from socket import socket",
            "No module named 'socket': the sandbox has no sockets; what a program may fetch comes by the module requests, or fetch()",
        ),
        (
            "import pickle",
            "No module named 'pickle': objects are not pickled in the sandbox; the module json keeps plain data",
        ),
        ("import pickl", "No module named 'pickl'"),
    ] {
        let outcome = sandbox.run(program);
        let Some(micropython_sandbox::Error::Raised(raised)) = &outcome.error else {
            panic!("{program}: {:?}", outcome.error);
        };
        assert_eq!(
            (raised.type_name.as_str(), raised.message.as_str()),
            ("ModuleNotFoundError", text)
        );
    }
}
