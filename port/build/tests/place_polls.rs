//! The pass `place_polls`, on small modules with the expected output beside
//! them, see `common`. What it makes must pass the check.

#![cfg(feature = "passes")]

mod common;

use micropython_sandbox_build::passes::place_polls::{Options, Report, run};
use micropython_sandbox_build::passes::{check_polls, hint_branches};

const PASS: &str = "place_polls";

fn options() -> Options {
    Options {
        host_module: "host".into(),
        poll_import: "poll".into(),
        signal_import: "signal".into(),
        marker_module: "build".into(),
        marker_name: "marker".into(),
        entries: vec!["execute".into()],
        avoid: vec!["hot".into()],
        dispatchers: vec!["interpret".into()],
        bounded: vec!["bounded".into()],
    }
}

fn checks() -> check_polls::Options {
    let Options { host_module, poll_import, signal_import, dispatchers, bounded, .. } = options();
    check_polls::Options {
        host_module,
        poll_import,
        signal_import,
        steps_export: None,
        dispatchers,
        bounded,
    }
}

fn place(wasm: &[u8]) -> Result<(Vec<u8>, Report), String> {
    let (wasm, report) = common::run(wasm, |module| run(module, &options()))?;
    let checked = check_polls::run(&wasm, &checks()).map_err(|error| format!("{error:#}"))?;
    assert_eq!(checked.polled_loops + checked.listed_loops, report.loops);
    assert!(checked.polls >= report.polled + report.markers);
    Ok((wasm, report))
}

#[test]
fn output_is_as_expected() {
    common::assert_output_is_as_expected(PASS, place);
}

#[test]
fn output_is_the_same_each_time() {
    for input in common::inputs(PASS) {
        let wasm = common::parse(&input);
        assert_eq!(place(&wasm), place(&wasm), "{}", input.display());
    }
}

/// The engine looks hints up by their place, so each must be at an `if`.
#[test]
fn each_poll_has_a_hint() {
    for input in common::inputs(PASS) {
        let Ok((wasm, _)) = place(&common::parse(&input)) else { continue };
        let polls = check_polls::run(&wasm, &checks()).expect("a checked module").polls;
        let hinted = hint_branches::run(&wasm, &checks()).expect("a module with hints");
        let text = wasmprinter::print_bytes(&hinted).expect("a valid module");
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let hints: Vec<usize> = (0..lines.len())
            .filter(|&line| lines[line] == r#"(@metadata.code.branch_hint "\00")"#)
            .collect();
        assert_eq!(hints.len(), polls, "{}", input.display());
        for hint in hints {
            assert!(lines[hint + 1].starts_with("if"), "{}: {}", input.display(), lines[hint + 1]);
        }
    }
}
