//! What a caller learns of a failure: each `tests/tracebacks/NAME.py` prints,
//! tells and ends as stands beside it, and as it does in CPython.
//!
//! A script that CPython ends differently says why in its first line, after
//! `# CPython:`. To rewrite the expected texts, set `UPDATE_EXPECTED=1`, then
//! read the difference.

use micropython_sandbox::{Ending, Error, Limits, Outcome, Sandbox};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Begins the first line of a script that differs.
const DIFFERS: &str = "# CPython: ";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tracebacks")
}

/// The scripts, by name.
fn scripts() -> Vec<(String, String)> {
    let mut scripts: Vec<(String, String)> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".py"))
        .map(|name| (fs::read_to_string(folder().join(&name)).unwrap(), name))
        .map(|(source, name)| (name, source))
        .collect();
    scripts.sort();
    assert!(!scripts.is_empty());
    scripts
}

/// Both streams, the traceback, and the exit code that a shell would see.
fn told(outcome: &Outcome) -> String {
    let mut text = outcome.stdout_text().into_owned();
    text += &outcome.stderr_text();
    let code = match (&outcome.ending, &outcome.error) {
        (Ending::Finished, None) => 0,
        (Ending::Exited(code), None) => code & 0xff,
        (Ending::Raised, Some(Error::Raised(raised))) => {
            text += &raised.traceback;
            1
        }
        (Ending::Stopped, Some(Error::Limit(reached))) => {
            text += reached.traceback.as_deref().unwrap_or("no traceback\n");
            124
        }
        _ => panic!("{outcome:?}"),
    };
    format!("{text}exit code {code}\n")
}

/// What CPython tells, in the form that it had before it marked columns.
fn cpythons(name: &str) -> String {
    let run = Command::new("python3")
        .args(["-B", "-I", "-X", "utf8", name])
        .current_dir(folder())
        .output()
        .expect("python3, which the build needs too");
    let both = [run.stdout, run.stderr].concat();
    let path = format!("{}/", folder().display());
    let mut text = String::new();
    for line in String::from_utf8(both).unwrap().lines() {
        let is_mark = line.contains('^') && line.chars().all(|c| " ~^".contains(c));
        if !is_mark {
            text += &line.replace(&path, "");
            text.push('\n');
        }
    }
    format!("{text}exit code {}\n", run.status.code().expect("CPython ended by itself"))
}

#[test]
fn scripts_tell_what_stands_beside_them() {
    let limits = Limits {
        memory_bytes: 4 << 20,
        wall_time: Some(Duration::from_secs(5)),
        ..Limits::default()
    };
    let short = Limits { wall_time: Some(Duration::from_millis(300)), ..limits };
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    for (name, source) in scripts() {
        let limits = if name == "str_loops.py" { short } else { limits };
        let sandbox = Sandbox::builder().limits(limits).pool(0).build().unwrap();
        let mut session = sandbox.session_builder().file_name(&name).open().unwrap();
        let actual = told(&session.run(&source));
        assert!(session.alive(), "{name}");

        let path = folder().join(&name).with_extension("expected");
        if update {
            fs::write(&path, &actual).unwrap();
        }
        assert_eq!(actual, fs::read_to_string(&path).unwrap_or_default(), "{name}");
    }
}

#[test]
fn cpython_tells_the_same() {
    let (mut same, mut differences) = (0, String::new());
    for (name, source) in scripts() {
        let expected = folder().join(&name).with_extension("expected");
        let expected = fs::read_to_string(expected).unwrap_or_default();
        if let Some(reason) = source.strip_prefix(DIFFERS) {
            // Where it ends, ends otherwise; some of these never do.
            assert!(reason.len() > 10, "{name}: say why it differs");
            continue;
        }
        let cpythons = cpythons(&name);
        if expected != cpythons {
            let _ = writeln!(differences, "{name}:\n{expected}--- but CPython:\n{cpythons}");
        }
        same += 1;
    }
    assert!(differences.is_empty(), "{differences}");
    assert!(same > 30, "only {same} scripts are compared");
}
