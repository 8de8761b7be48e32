//! The pass `place_polls`, on small modules with the expected output beside
//! them, see `common`. What it makes must pass the check.

#![cfg(feature = "passes")]

mod common;

use micropython_sandbox_build::passes::place_polls::{Options, Report, run};
use micropython_sandbox_build::passes::{check_polls, hint_branches};
use std::collections::BTreeSet;

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
        hot: None,
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

/// Where a function is not hot, each poll that ends is a call, and the check finds
/// as many as in place.
#[test]
fn elsewhere_than_in_hot_functions_polls_are_calls() {
    let mut calls = 0;
    for input in common::inputs(PASS) {
        let wasm = common::parse(&input);
        let Ok((in_place, all)) = place(&wasm) else { continue };
        let cold = Options { hot: Some(BTreeSet::new()), ..options() };
        let (called, report) = common::run(&wasm, |module| run(module, &cold)).expect("a module");
        assert_eq!(report, all);
        let polls =
            |wasm: &[u8]| check_polls::run(wasm, &checks()).expect("a checked module").polls;
        // One more is in the function that is called.
        assert_eq!(polls(&called), polls(&in_place) + 1);
        let text = wasmprinter::print_bytes(&called).expect("a valid module");
        calls += text.matches("call $end_if_told").count();
        assert_eq!(text.matches("i32.atomic.load offset=4").count(), 1, "{text}");

        let hot = Options { hot: Some(all_names(&wasm)), ..options() };
        let (hot, _) = common::run(&wasm, |module| run(module, &hot)).expect("a module");
        assert_eq!(hot, in_place);
    }
    assert!(calls > 5, "only {calls} calls");
}

fn all_names(wasm: &[u8]) -> BTreeSet<String> {
    let module = walrus::Module::from_buffer(wasm).expect("a module");
    let names = module.funcs.iter().filter_map(|function| function.name.clone());
    names.chain([String::new()]).collect()
}

/// The engine looks hints up by their place, so each must be at an `if`.
#[test]
fn each_poll_has_a_hint() {
    for input in common::inputs(PASS) {
        let Ok((wasm, _)) = place(&common::parse(&input)) else { continue };
        let polls = check_polls::run(&wasm, &checks()).expect("a checked module").polls;
        let hinted = hint_branches::run(&wasm, &checks(), |_| true).expect("a module with hints");
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
