//! The check `check_polls` accepts what is right and says what is wrong with
//! the rest. Each case is the functions of a module; its first line says what
//! is expected: `;; accepted`, or `;; rejected:` with a part of the message. The cases of
//! `check_steps` are in the variant that counts steps.

#![cfg(feature = "passes")]

use micropython_sandbox_build::passes::check_polls::{Options, run, without};
use micropython_sandbox_build::sections::split;
use std::path::Path;

/// What the cases have in common. `(END)` and `(ASK)` in them stand for the code
/// of a poll, as a macro would, and `(CALL)` for a call of `$end`.
const PRELUDE: &str = r#"
  (import "host" "poll" (func $poll))
  (import "host" "signal" (memory $signal 1 1 shared))
  (memory $own (export "memory") 1)
  (table 4 funcref)
  (type $nothing (func))
"#;

const END: &str = "(if (i32.atomic.load $signal offset=4 (i32.const 0)) (then unreachable))";
const ASK: &str = "(if (i32.atomic.load $signal (i32.const 0)) (then (call $poll)))";

fn options() -> Options {
    Options {
        host_module: "host".into(),
        poll_import: "poll".into(),
        signal_import: "signal".into(),
        steps_export: None,
        dispatchers: vec!["interpret".into()],
        bounded: vec!["bounded".into()],
    }
}

/// The same for a variant that counts steps, by the code `(COUNT)`.
const COUNTING: &str = r#"
  (global $steps (export "steps") (mut i64) (i64.const 0))
  (global $other (mut i64) (i64.const 0))
"#;

const COUNT: &str = "(global.set $steps (i64.sub (global.get $steps) (i64.const 1)))
    (if (i64.lt_s (global.get $steps) (i64.const 0)) (then (call $poll)))";

/// A case with this code for polls and counts.
fn assemble(functions: &str, counting: bool, [end, ask, count]: [&str; 3]) -> (Vec<u8>, Options) {
    let call = if end.is_empty() { "" } else { "(call $end)" };
    let functions = functions.replace("(END)", end).replace("(ASK)", ask).replace("(COUNT)", count);
    let functions = functions.replace("(CALL)", call);
    let further = if counting { COUNTING } else { "" };
    let wasm = wat::parse_str(format!("(module {PRELUDE} {further} {functions})"))
        .unwrap_or_else(|error| panic!("{error}"));
    let options = Options { steps_export: counting.then(|| "steps".into()), ..options() };
    (wasm, options)
}

fn check(functions: &str, counting: bool) -> Result<(), String> {
    let (wasm, options) = assemble(functions, counting, [END, ASK, COUNT]);
    run(&wasm, &options).map(drop).map_err(|error| format!("{error:#}"))
}

#[test]
fn verdicts() {
    assert_verdicts("tests/check_polls", 30, |text| check(text, false));
}

#[test]
fn verdicts_on_counting() {
    assert_verdicts("tests/check_steps", 15, |text| check(text, true));
}

fn assert_verdicts(folder: &str, least: usize, check: impl Fn(&str) -> Result<(), String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut wrong = String::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the folder of cases") {
        let path = entry.expect("a case").path();
        let text = std::fs::read_to_string(&path).expect("a case");
        let verdict = text.lines().next().expect("a first line");
        let found = check(&text);
        let right = match (verdict.strip_prefix(";; rejected: "), &found) {
            (Some(part), Err(error)) => error.contains(part),
            (None, Ok(())) => verdict == ";; accepted",
            _ => false,
        };
        if !right {
            wrong += &format!("{}: {verdict}\n  found {found:?}\n", path.display());
        }
        count += 1;
    }
    assert!(count > least, "only {count} cases");
    assert!(wrong.is_empty(), "{wrong}");
}

/// All but the custom ones: labels are numbered in the names, and a poll has one.
fn sections(wasm: &[u8]) -> Vec<&[u8]> {
    let sections = split(wasm).expect("a module");
    sections.into_iter().filter(|it| !it.is_custom()).map(|it| &wasm[it.range]).collect()
}

/// What is left without polls is what was there before they were placed.
#[test]
fn polls_can_be_put_aside() {
    let mut count = 0;
    for (folder, counting) in [("tests/check_polls", false), ("tests/check_steps", true)] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in std::fs::read_dir(folder).expect("the folder of cases") {
            let text = std::fs::read_to_string(entry.expect("a case").path()).expect("a case");
            if !text.starts_with(";; accepted") {
                continue;
            }
            let (wasm, options) = assemble(&text, counting, [END, ASK, COUNT]);
            let (before, _) = assemble(&text, counting, [""; 3]);
            let left = without(&wasm, &options).expect("polls");
            assert!(sections(&left) == sections(&before), "{text}");
            count += usize::from(wasm != before);
        }
    }
    assert!(count >= 10, "only {count} cases have any");
    let (misused, options) = assemble("(func (call $poll))", false, [""; 3]);
    assert!(without(&misused, &options).is_err());
}

#[test]
fn a_counter_is_there_and_counts() {
    for (counter, fault) in [
        ("", "does not export steps"),
        (r#"(global (export "steps") (mut i32) (i32.const 0))"#, "not a mutable i64"),
        (r#"(global (export "steps") i64 (i64.const 0))"#, "not a mutable i64"),
        (r#"(import "host" "steps" (global (mut i64)))"#, "an imported global"),
    ] {
        let text = format!(
            r#"(module (import "host" "poll" (func)) (import "host" "signal" (memory 1 1 shared))
                {counter})"#
        );
        let options = Options { steps_export: Some("steps".into()), ..options() };
        let error = run(&wat::parse_str(text).expect("a module"), &options).unwrap_err();
        assert!(error.to_string().contains(fault), "{error:#}");
    }
}

#[test]
fn without_the_imports_there_are_no_polls() {
    for (module, missing) in [
        (r#"(module (import "host" "poll" (func)))"#, "host.signal"),
        (r#"(module (import "host" "signal" (memory 1 1 shared)))"#, "host.poll"),
        (
            r#"(module (import "host" "poll" (func)) (import "host" "signal" (memory 1 1)))"#,
            "not shared",
        ),
    ] {
        let error = run(&wat::parse_str(module).expect("a module"), &options()).unwrap_err();
        assert!(error.to_string().contains(missing), "{error:#}");
    }
}
