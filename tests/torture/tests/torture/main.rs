//! Torture of the garbage collector: an interpreter in which a missed root shows.
//!
//! It is built from the same sources, see `port/torture.c`: it collects at each
//! n-th allocation, and ends the run where it accesses what was freed. Programs
//! must do in it what they do in the ordinary one. That it finds faults is shown
//! with faults made on purpose.
//!
//! `scripts/torture` runs what takes too long for every day: `docs/torture.md`.

mod controls;
#[path = "../../../upstream/expected.rs"]
#[expect(dead_code, reason = "of upstream's suite, only the scripts are used here")]
mod expected;
mod interpreter;
#[path = "../../../upstream/known.rs"]
mod known;
#[path = "../../../upstream/suite.rs"]
#[expect(dead_code, reason = "as above")]
mod suite;

use controls::Spilled;
use interpreter::{made, tortured, with};
use known::{Kind, Known};
use micropython_sandbox::{Ending, Error, MANIFEST, Outcome};
use micropython_sandbox_build::manifest::Manifest;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use suite::{Run, Sandboxes, Script};

/// At each how many allocations it collects. A number that is no divisor of
/// what programs do regularly meets other places than every allocation does:
/// objects live longer, and die elsewhere.
const INTERVALS: [u32; 3] = [1, 7, 64];

/// What a fault prints first.
const FAULT: &str = "gc torture: ";

#[test]
fn programs_do_the_same_under_torture() {
    compare(&programs(&[Kind::NotRun, Kind::Slow]));
}

#[test]
#[ignore = "takes minutes: scripts/torture"]
fn the_whole_suite_does_the_same_under_torture() {
    compare(&programs(&[Kind::NotRun]));
}

#[test]
fn it_collects_at_each_nth_allocation() {
    // The collector also runs when a search for free blocks reaches the end.
    const OTHERS: u32 = 6;
    let sandbox = tortured(suite::sandbox(Duration::from_secs(10)));
    let collections = |interval: u32| -> u32 {
        let mut session = sandbox.session().expect("a session");
        session.run(&every(interval));
        let program = "import torture\n\
                       before = torture.collections()\n\
                       for i in range(1000): [i]\n\
                       torture.collections() - before";
        let value = session.run(program).value.expect("the last line has a value");
        value.repr.parse().expect("a number")
    };
    // A list is an object, and what holds its items another.
    let allocations = collections(1);
    assert!((2000..2100).contains(&allocations), "{allocations} collections at each allocation");
    for interval in [2, 7, 64] {
        let expected = allocations / interval;
        let found = collections(interval);
        assert!(
            expected.abs_diff(found) <= OTHERS,
            "{found} collections every {interval} allocations"
        );
    }
    assert!(collections(0) <= OTHERS);
}

#[test]
fn access_to_freed_memory_ends_the_run() {
    let sandbox = tortured(suite::sandbox(Duration::from_secs(10)));
    let bytes = "data = bytearray(100)\ntorture.free_items(data)\n";
    for (program, access) in [
        ("a = [1, 2, 3]\ntorture.free(a)\nprint(a)", " reads"),
        ("a = 1.5\ntorture.free(a)\na + 1", " reads"),
        (&format!("{bytes}data[50]"), " reads"),
        (&format!("{bytes}data[50] = 1"), " writes to"),
        (&format!("{bytes}bytes(data)"), " reads"),
        (&format!("{bytes}data[:50] = bytes(50)"), " writes to"),
        // It is not used again for something else at once.
        (
            &format!("torture.every(0)\n{bytes}for i in range(100): bytearray(100)\ndata[50]"),
            " reads",
        ),
        // An area of its own, which is given back as a whole.
        (
            "import gc\nd = bytearray(1 << 20)\ntorture.free_items(d)\ngc.collect()\nd[9999]",
            " reads",
        ),
    ] {
        let outcome = sandbox.run(&format!("import torture\n{program}"));
        let stderr = outcome.stderr_text();
        assert!(ended_by_trap(&outcome), "{program}: {outcome:?}");
        let told = stderr.strip_prefix(FAULT).and_then(|told| told.split_once(' '));
        let (function, rest) = told.unwrap_or_else(|| panic!("{program}: {stderr}"));
        assert!(function.starts_with(|first: char| first.is_ascii_alphabetic()), "{stderr}");
        assert!(format!(" {rest}").starts_with(access), "{program}: {stderr}");
        assert_eq!(outcome.stdout, b"", "{program}");
    }
    let harmless = format!("import torture\n{bytes}data = None\nprint(bytearray(100)[50])");
    assert_eq!(sandbox.run(&harmless).stdout_text(), "0\n");
}

/// What objects are changed by in the midst of an operation does no harm any more: in
/// upstream's code each of these used memory that was freed.
#[test]
fn what_changes_during_an_operation_does_no_harm() {
    let _alone = suite::alone();
    let sandbox = tortured(suite::sandbox(Duration::from_secs(10)));
    let scripts = scripts("tests/torture/faults");
    assert!(scripts.len() >= 8, "{} scripts", scripts.len());
    let runs = suite::in_parallel(&scripts, |script| sandbox.run(&script.source));
    for (script, outcome) in scripts.iter().zip(runs) {
        assert!(!ended_by_trap(&outcome), "{}: {}", script.name, outcome.stderr_text());
        assert!(matches!(outcome.ending, Ending::Finished | Ending::Raised), "{outcome:?}");
    }
}

/// Without the pass `spill_roots` no program survives, and hardly one does
/// anything before it is ended.
#[test]
fn torture_finds_roots_that_are_not_spilled() {
    let _alone = suite::alone();
    let wasm = controls::unspilled(&made("linked.wasm"), &made("micropython.wasm"), &contract());
    let sandbox = with(suite::sandbox(Duration::from_secs(30)), wasm);
    let scripts = scripts("tests/gc");
    for interval in INTERVALS {
        let trapped = suite::in_parallel(&scripts, |script| {
            let mut session = sandbox.session().expect("a session");
            let prepared = session.run(&every(interval));
            ended_by_trap(&prepared) || ended_by_trap(&session.run(&script.source))
        });
        let survived = scripts.iter().zip(&trapped).filter(|(_, trapped)| !**trapped);
        let survived: Vec<&str> = survived.map(|(script, _)| script.name.as_str()).collect();
        assert!(survived.is_empty(), "every {interval} allocations: {survived:?}");
    }
}

#[test]
fn only_its_manifest_says_that_it_is_for_torture() {
    let own: Manifest = serde_json::from_slice(&made("manifest.json")).expect("a manifest");
    assert_eq!(own.gc_torture.map(u32::from), Some(1));
    let built_in: Manifest = serde_json::from_str(MANIFEST).expect("a manifest");
    assert_eq!(built_in.gc_torture, None);
}

/// How many of so many interpreters are found, by the trap or by what programs
/// do, that lack one store of a root, or each other one, all stores of a function.
/// One that the validator has nothing against must not be among them.
#[test]
#[ignore = "an experiment, half a minute for each: scripts/torture --mutants 50"]
fn dropped_stores_are_found() {
    let _alone = suite::alone();
    let wanted: usize = std::env::var("MPSANDBOX_MUTANTS")
        .map_or(50, |number| number.parse().expect("MPSANDBOX_MUTANTS is a number"));
    let contract = contract();
    let spilled = Spilled::new(&made("linked.wasm"), &contract);
    let scripts = programs(&[Kind::NotRun, Kind::Slow]);
    let plain = Sandboxes::new(suite::sandbox(Duration::from_secs(60)));
    let right = suite::in_parallel(&scripts, |script| suite::run(&plain, script, None));
    let mut tally: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let mut random = 1_u64;
    for number in 0..wanted {
        let all = number % 2 == 1;
        // Knuth's generator; the same mutants each time.
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let store = (random >> 33) as usize % spilled.stores();
        let mutant = spilled.without(store, all, &contract);
        let found = match mutant.wasm {
            None => "in the start-up",
            Some(wasm) => {
                let sandbox = with(suite::sandbox(Duration::from_secs(60)), wasm);
                how_found(&sandbox, &scripts, &right)
            }
        };
        let valid = if mutant.valid { "valid" } else { "refused" };
        let lacking = if all { "all stores" } else { "one store" };
        println!("{:30} {lacking} {valid}: {found}", mutant.function);
        *tally.entry((lacking, valid, found)).or_default() += 1;
    }
    println!("of {} stores: {tally:?}", spilled.stores());
    let missed = tally.keys().any(|(_, valid, found)| *valid == "valid" && *found != "not");
    assert!(!missed, "the validator accepts what torture finds");
}

/// What shows first that an interpreter is wrong.
fn how_found(sandbox: &Sandboxes, scripts: &[Script], right: &[Run]) -> &'static str {
    let found = AtomicBool::new(false);
    let judged = suite::in_parallel(scripts, |script| {
        if found.load(Ordering::Relaxed) {
            return None;
        }
        let run = suite::run(sandbox, script, None);
        let at = scripts.iter().position(|other| other.name == script.name)?;
        if run == right[at] || script.reads_the_clock() {
            return None;
        }
        found.store(true, Ordering::Relaxed);
        Some(if run.text().contains(FAULT) { "by the trap" } else { "by other output" })
    });
    judged.into_iter().flatten().next().unwrap_or("not")
}

/// Runs each program at each interval, and in the ordinary interpreter.
fn compare(scripts: &[Script]) {
    let _alone = suite::alone();
    let roomy = suite::sandbox(Duration::from_secs(300));
    let plain = Sandboxes::new(roomy.clone());
    let tortured = tortured(roomy);
    let mut wrong = String::new();
    for interval in intervals() {
        let start = Instant::now();
        let preparation = every(interval);
        let both = |script: &Script| {
            let expected = suite::run(&plain, script, None);
            (expected, suite::run(&tortured, script, Some(&preparation)))
        };
        let pairs = suite::in_parallel(scripts, both);
        let mut equal = 0;
        for (script, mut pair) in scripts.iter().zip(pairs) {
            if pair.0 != pair.1 && script.reads_the_clock() {
                pair = both(script);
            }
            let (expected, found) = (pair.0.text(), pair.1.text());
            if pair.0 == pair.1 {
                equal += 1;
                continue;
            }
            let _ = writeln!(wrong, "{} every {interval} allocations", script.name);
            for line in found.lines().filter(|line| line.starts_with(FAULT)) {
                let _ = writeln!(wrong, "    {line}");
            }
            wrong += &expected::difference(&expected, &found);
        }
        println!(
            "torture: {equal} of {} programs do the same when collecting every {interval} \
             allocations; {:.1} s",
            scripts.len(),
            start.elapsed().as_secs_f64()
        );
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// At each how many allocations programs are run: as said, or as every day.
fn intervals() -> Vec<u32> {
    let Ok(said) = std::env::var("MPSANDBOX_TORTURE_INTERVALS") else {
        return INTERVALS.to_vec();
    };
    let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("{text:?} is no number"));
    said.split_whitespace().map(number).collect()
}

/// Ours and upstream's, but those that are left out for one of these reasons.
fn programs(left_out: &[Kind]) -> Vec<Script> {
    let known = Known::section("gc-torture");
    let upstreams = suite::scripts();
    let unused = known.unused(&upstreams);
    assert!(unused.is_empty(), "\n{unused}");
    let measures = Some(Kind::MeasuresMemory);
    let taken = upstreams.into_iter().filter(|script| {
        let reason = known.reason(&script.name);
        reason != measures && !reason.is_some_and(|reason| left_out.contains(&reason))
    });
    scripts("tests/gc").into_iter().chain(taken).collect()
}

/// The programs of a folder, sorted.
fn scripts(folder: &str) -> Vec<Script> {
    let paths = fs::read_dir(suite::root().join(folder))
        .unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut scripts: Vec<Script> = paths
        .map(|entry| entry.expect("its entries can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .map(|path| Script {
            name: format!("{folder}/{}", path.file_name().unwrap_or_default().display()),
            source: fs::read_to_string(path).expect("the script can be read"),
        })
        .collect();
    scripts.sort_by(|left, right| left.name.cmp(&right.name));
    assert!(!scripts.is_empty(), "there are no programs in {folder}");
    scripts
}

/// A program that sets the interval for the programs after it.
fn every(interval: u32) -> String {
    format!("import torture; torture.every({interval}); del torture")
}

fn contract() -> micropython_sandbox_build::contract::Contract {
    let manifest: Manifest = serde_json::from_slice(&made("manifest.json")).expect("a manifest");
    manifest.contract
}

fn ended_by_trap(outcome: &Outcome) -> bool {
    outcome.ending == Ending::Failed
        && matches!(outcome.error, Some(Error::Internal(_)))
        && outcome.stderr_text().contains(FAULT)
}
