//! MicroPython's own test suite, run through the sandbox.
//!
//! Upstream's scripts print, and what they print is compared with what CPython
//! prints, or with the file `NAME.py.exp` beside the script. The rules are those
//! of upstream's `tests/run-tests.py`. The scripts are read from the sources
//! that the interpreter is built from.
//!
//! What does not pass is in `known.txt`, each line with its reason. The list is
//! exact: a script that fails and is not listed fails the test, and so does a
//! line for a script that passes, or that is not there.
//!
//! After another version of MicroPython has come in, run this with
//! `UPDATE_EXPECTED=1`: it rewrites `expected.txt` with the CPython here.

mod expected;
mod known;
mod suite;

use expected::Expectations;
use known::{Kind, Known};
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use suite::{Run, Sandboxes, Script};

/// How often the second test collects: at each allocation.
const THRESHOLD_BYTES: u32 = 1;

/// What became of one script.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Passed,
    /// It said itself that it needs something that is not there.
    Skipped,
    Failed,
}

#[test]
fn the_suite_prints_what_it_should() {
    let _alone = suite::alone();
    let known = Known::section("expected output");
    let (scripts, not_run) = scripts_to_run(&known);
    let expectations = Expectations::load(&scripts);
    let judge = |script: &Script, run: &Run| match run.text() {
        text if text == "SKIP\n" => Verdict::Skipped,
        text if expectations.met(script, &text) => Verdict::Passed,
        _ => Verdict::Failed,
    };

    let sandbox = Sandboxes::new(suite::sandbox(Duration::from_secs(30)));
    let start = Instant::now();
    let runs = suite::in_parallel(&scripts, |script| suite::run(&sandbox, script, None));
    let time = start.elapsed();

    let (mut passed, mut by_design, mut gaps, mut skipped) = (0, 0, 0, Vec::new());
    let mut wrong = String::new();
    for (script, mut run) in scripts.iter().zip(runs) {
        let reason = known.reason(&script.name);
        let mut verdict = judge(script, &run);
        if verdict == Verdict::Failed && reason.is_none() && script.reads_the_clock() {
            run = suite::run(&sandbox, script, None);
            verdict = judge(script, &run);
        }
        if run.broke() {
            let _ = writeln!(wrong, "{}: the sandbox failed: {:?}", script.name, run.error);
        }
        match (verdict, reason) {
            (Verdict::Passed, None) => passed += 1,
            (Verdict::Skipped, None) => skipped.push(script.name.as_str()),
            (Verdict::Failed, None) => wrong += &expectations.difference(script, &run),
            (Verdict::Failed, Some(Kind::ByDesign)) => by_design += 1,
            (Verdict::Failed, Some(_)) => gaps += 1,
            (Verdict::Passed, Some(_)) => {
                let _ = writeln!(wrong, "{}: passes, and is listed as failing", script.name);
            }
            (Verdict::Skipped, Some(_)) => {
                let _ = writeln!(wrong, "{}: skips itself, and is listed", script.name);
            }
        }
    }
    let (ran, skips) = (scripts.len(), skipped.len());
    println!(
        "upstream: {ran} scripts ran in {:.1} s, {:.0} a second: {passed} passed, {skips} \
         skipped themselves, {by_design} fail by design, {gaps} by known gaps; {not_run} not run",
        time.as_secs_f64(),
        ran as f64 / time.as_secs_f64(),
    );
    println!("skipped themselves: {}", skipped.join(" "));
    wrong += &known.unused(&suite::scripts());
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// If the collector misses a root, a script prints something else, or dies.
#[test]
fn collecting_at_every_allocation_changes_nothing() {
    let _alone = suite::alone();
    let known = Known::section("gc-threshold");
    let (scripts, not_run) = scripts_to_run(&known);
    // Deep recursion, whose whole stack is searched at each allocation, takes
    // many seconds.
    let sandbox = Sandboxes::new(suite::sandbox(Duration::from_secs(180)));
    suite::assert_that_the_threshold_stays(&sandbox, THRESHOLD_BYTES);

    let start = Instant::now();
    let threshold = suite::threshold(THRESHOLD_BYTES);
    let both = |script: &Script| {
        let seldom = suite::run(&sandbox, script, None);
        (seldom, suite::run(&sandbox, script, Some(&threshold)))
    };
    let pairs = suite::in_parallel(&scripts, both);
    let time = start.elapsed();

    let mut equal = 0;
    let mut wrong = String::new();
    for (script, mut pair) in scripts.iter().zip(pairs) {
        if pair.0 != pair.1 && script.reads_the_clock() {
            pair = both(script);
        }
        let (seldom, often) = pair;
        if often.broke() {
            let _ = writeln!(wrong, "{}: the sandbox failed: {:?}", script.name, often.error);
        }
        match (seldom == often, known.reason(&script.name)) {
            (true, None) => equal += 1,
            (false, Some(_)) => {}
            (true, Some(_)) => {
                let _ = writeln!(wrong, "{}: prints the same, and is listed", script.name);
            }
            (false, None) => {
                let difference = expected::difference(&seldom.text(), &often.text());
                let _ = writeln!(wrong, "{}\n{difference}", script.name);
            }
        }
    }
    println!(
        "upstream: {equal} of {} scripts do the same when collecting at every allocation; \
         {not_run} not run; {:.1} s",
        scripts.len(),
        time.as_secs_f64(),
    );
    wrong += &known.unused(&suite::scripts());
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The scripts, and the number of those that are left out.
fn scripts_to_run(known: &Known) -> (Vec<Script>, usize) {
    let mut scripts = suite::scripts();
    let all = scripts.len();
    scripts.retain(|script| known.reason(&script.name) != Some(Kind::NotRun));
    let not_run = all - scripts.len();
    (scripts, not_run)
}
