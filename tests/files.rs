//! Files in programs: they behave as CPython's, and nothing else is reached.
//!
//! Each script in `tests/files/same` runs here and in CPython, in equal folders, copies
//! of `tests/files/data`; both print the same and leave the same behind.
//! `SAME=NAME cargo test --release --test files` runs those whose names hold that.

use micropython_sandbox::{Ending, FileQuota, Files, Limits, Outcome, Sandbox};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// All that is in a folder: the contents of files, and nothing for folders.
fn tree(folder: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                found.insert(name, None);
                folders.push(path);
            } else {
                found.insert(name, Some(fs::read(path).unwrap()));
            }
        }
    }
    found
}

/// A copy of the data that scripts work on.
fn data() -> TempDir {
    let folder_of_this = tempfile::tempdir().unwrap();
    copy(&folder("data"), folder_of_this.path());
    folder_of_this
}

fn sandbox(folder: &Path) -> Sandbox {
    let limits = Limits { wall_time: Some(Duration::from_secs(60)), ..Limits::default() };
    let quota = FileQuota { files_created: 10_000, ..FileQuota::DEFAULT };
    let files = Files { quota, ..Files::default().write(folder, "/") };
    Sandbox::builder().limits(limits).files(files).build().unwrap()
}

/// Runs a script where it finds and leaves files, and with little memory between two
/// collections if that is wanted.
fn run(folder: &Path, source: &str, threshold: Option<u32>) -> Outcome {
    let mut session = sandbox(folder).session().unwrap();
    if let Some(bytes) = threshold {
        let prepared = session.run(&format!("import gc; gc.threshold({bytes}); del gc"));
        assert_eq!(prepared.error, None);
    }
    session.run(source)
}

/// The first line in which two texts differ.
fn difference(ours: &str, theirs: &str) -> Option<String> {
    let (mut left, mut right) = (ours.lines(), theirs.lines());
    for number in 1.. {
        match (left.next(), right.next()) {
            (None, None) => return None,
            (left, right) if left == right => {}
            (left, right) => {
                let shown = |line: Option<&str>| line.unwrap_or("(nothing)").to_owned();
                return Some(format!("line {number}: {}\nCPython: {}", shown(left), shown(right)));
            }
        }
    }
    None
}

#[test]
fn scripts_do_the_same_as_in_cpython() {
    let (mut found, mut tried) = (String::new(), 0);
    let wanted = std::env::var("SAME").unwrap_or_default();
    for entry in fs::read_dir(folder("same")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if !name.contains(&wanted) {
            continue;
        }
        tried += 1;
        let source = fs::read_to_string(&path).unwrap();
        let theirs = data();
        let cpython = Command::new("python3")
            .args(["-B", "-I", "-X", "utf8"])
            .arg(&path)
            .current_dir(theirs.path())
            .output()
            .expect("python3, which the build needs too");
        let stderr = String::from_utf8_lossy(&cpython.stderr);
        assert!(cpython.status.success(), "{name}: CPython says {stderr}");
        let printed = String::from_utf8(cpython.stdout).unwrap();
        // Once more with a collection for each few objects.
        for threshold in [None, Some(64)] {
            let ours = data();
            let outcome = run(ours.path(), &source, threshold);
            if outcome.ending != Ending::Finished {
                let _ = writeln!(found, "{name}: {:?}", outcome.error);
            }
            if let Some(difference) = difference(&outcome.stdout_text(), &printed) {
                let _ = writeln!(found, "{name}: {difference}");
            }
            if tree(ours.path()) != tree(theirs.path()) {
                let (ours, theirs) = (tree(ours.path()), tree(theirs.path()));
                let names: Vec<_> = ours
                    .keys()
                    .chain(theirs.keys())
                    .filter(|name| ours.get(*name) != theirs.get(*name))
                    .collect();
                let _ = writeln!(found, "{name}: it leaves other files: {names:?}");
            }
        }
    }
    assert!(found.is_empty(), "\n{found}");
    assert!(tried >= 9 || !wanted.is_empty(), "{tried}");
}
