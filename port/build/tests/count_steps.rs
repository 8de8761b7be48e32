//! The pass `count_steps`, on small modules that got their polls before, with
//! the expected output beside them, see `common`. What it makes must pass the
//! check.

#![cfg(feature = "passes")]

mod common;

use micropython_sandbox_build::passes::count_steps::{Options, Report, run};
use micropython_sandbox_build::passes::{check_polls, hint_branches, place_polls};

const PASS: &str = "count_steps";

fn options() -> Options {
    Options {
        host_module: "host".into(),
        poll_import: "poll".into(),
        steps_export: "steps".into(),
        dispatchers: vec!["interpret".into()],
    }
}

fn checks(counts: bool) -> check_polls::Options {
    check_polls::Options {
        host_module: "host".into(),
        poll_import: "poll".into(),
        signal_import: "signal".into(),
        steps_export: counts.then(|| "steps".into()),
        dispatchers: vec!["interpret".into()],
        bounded: Vec::new(),
    }
}

fn placing() -> place_polls::Options {
    place_polls::Options {
        host_module: "host".into(),
        poll_import: "poll".into(),
        signal_import: "signal".into(),
        marker_module: "build".into(),
        marker_name: "jump".into(),
        entries: vec!["execute".into()],
        avoid: Vec::new(),
        dispatchers: vec!["interpret".into()],
        bounded: Vec::new(),
        hot: None,
    }
}

fn count(wasm: &[u8]) -> Result<(Vec<u8>, Report), String> {
    let (wasm, report) = common::run(wasm, |module| {
        place_polls::run(module, &placing())?;
        run(module, &options())
    })?;
    let checked = check_polls::run(&wasm, &checks(true)).map_err(|error| format!("{error:#}"))?;
    assert_eq!(checked.counts, report.jumps + report.frames);
    Ok((wasm, report))
}

#[test]
fn output_is_as_expected() {
    common::assert_output_is_as_expected(PASS, count);
}

#[test]
fn output_is_the_same_each_time() {
    for input in common::inputs(PASS) {
        let wasm = common::parse(&input);
        assert_eq!(count(&wasm), count(&wasm), "{}", input.display());
    }
}

/// The engine looks hints up by their place, so each must be at an `if`.
#[test]
fn each_count_has_a_hint() {
    let (wasm, report) = count(&interpreter()).unwrap();
    let polls = check_polls::run(&wasm, &checks(true)).unwrap().polls;
    let hinted = hint_branches::run(&wasm, &checks(true), |_| true).unwrap();
    let text = wasmprinter::print_bytes(&hinted).unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let hints: Vec<usize> = (0..lines.len())
        .filter(|&line| lines[line] == r#"(@metadata.code.branch_hint "\00")"#)
        .collect();
    assert_eq!(hints.len(), polls + report.jumps + report.frames);
    assert!(hints.iter().all(|&hint| lines[hint + 1].starts_with("if")), "{text}");
}

fn interpreter() -> Vec<u8> {
    common::parse(&input())
}

fn input() -> std::path::PathBuf {
    let all = common::inputs(PASS);
    all.into_iter().find(|path| path.ends_with("interpreter.wat")).expect("the input")
}
