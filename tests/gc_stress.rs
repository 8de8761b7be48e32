//! Programs that allocate in every shape, under collections of every frequency.
//!
//! Each `tests/gc/*.py` holds objects where only C's own variables point at
//! them: while a key function runs, a generator is suspended, an exception
//! unwinds. What it prints is in `*.expected` beside it, which is what CPython
//! prints. If the collector misses a root, the text differs or the run dies.
//!
//! To add a script: write it, then run this test with `UPDATE_EXPECTED=1`.

use micropython_sandbox::{Ending, Limits, Outcome, Sandbox};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

#[test]
fn collecting_when_memory_runs_out() {
    run_all(None);
}

#[test]
fn collecting_every_1000_bytes() {
    run_all(Some(1000));
}

#[test]
fn collecting_every_64_bytes() {
    run_all(Some(64));
}

#[test]
fn collecting_at_every_allocation() {
    run_all(Some(1));
}

/// Without this the others would pass just as well if `gc.threshold` did
/// nothing: garbage must be gone at once, and not be gone without it.
#[test]
fn the_threshold_collects() {
    let program = "import gc\n\
                   gc.collect()\n\
                   before = gc.mem_alloc()\n\
                   for i in range(20): bytes(100)\n\
                   gc.mem_alloc() - before";
    let left_over = |threshold| -> i64 {
        let outcome = run(program, threshold);
        outcome.value.expect("the last line has a value").repr.parse().expect("an integer")
    };
    assert!(left_over(Some(1)) < 500, "{} bytes of garbage are left", left_over(Some(1)));
    assert!(
        left_over(None) > 2000,
        "only {} bytes are left: nothing was to be collected",
        left_over(None)
    );
}

/// Every test above compares with the files; this one holds the files to
/// CPython, where there is one.
#[test]
fn expected_output_is_cpythons() {
    let python = "python3";
    if Command::new(python).arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("skipped: there is no {python} to compare with");
        return;
    }
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for script in scripts() {
        let output = Command::new(python).arg("-B").arg(&script).output().expect("python3 runs");
        assert!(
            output.status.success(),
            "{}: {}",
            script.display(),
            String::from_utf8_lossy(&output.stderr)
        );
        let expected = script.with_extension("expected");
        if update {
            fs::write(&expected, &output.stdout).expect("the expected output can be written");
        } else if fs::read(&expected).ok() != Some(output.stdout) {
            wrong.push(expected);
        }
    }
    assert!(
        wrong.is_empty(),
        "not what CPython prints (UPDATE_EXPECTED=1 rewrites them): {wrong:?}"
    );
}

/// Runs all scripts, collecting whenever `threshold` bytes have been allocated.
fn run_all(threshold: Option<usize>) {
    let mut failures = String::new();
    for script in scripts() {
        let source = fs::read_to_string(&script).expect("the script can be read");
        let expected =
            fs::read_to_string(script.with_extension("expected")).expect("its output is beside it");
        let outcome = run(&source, threshold);
        if outcome.ending != Ending::Finished || outcome.stdout_text() != expected {
            failures += &describe(&script, &outcome, &expected);
        }
    }
    assert!(failures.is_empty(), "with threshold {threshold:?}:\n{failures}");
}

fn run(source: &str, threshold: Option<usize>) -> Outcome {
    let limits = Limits { wall_time: Some(Duration::from_secs(120)), ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().expect("a sandbox");
    match threshold {
        Some(bytes) => sandbox.run(&format!("import gc; gc.threshold({bytes})\n{source}")),
        None => sandbox.run(source),
    }
}

fn scripts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gc");
    let mut scripts: Vec<PathBuf> = fs::read_dir(folder)
        .expect("tests/gc is there")
        .map(|entry| entry.expect("its entries can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    scripts.sort();
    assert!(scripts.len() >= 20, "only {} scripts found", scripts.len());
    scripts
}

/// The first line that differs, and how the run ended.
fn describe(script: &Path, outcome: &Outcome, expected: &str) -> String {
    let printed = outcome.stdout_text();
    let number =
        expected.lines().zip(printed.lines()).take_while(|(left, right)| left == right).count();
    format!(
        "{}: {:?} {:?}\n  line {}\n  expected: {}\n  printed:  {}\n",
        script.file_name().unwrap_or_default().display(),
        outcome.ending,
        outcome.error,
        number + 1,
        expected.lines().nth(number).unwrap_or("(end)"),
        printed.lines().nth(number).unwrap_or("(end)"),
    )
}
