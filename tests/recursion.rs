//! Recursion of every shape ends in an exception of the program's own, on
//! small stacks and large ones, and the session lives on.
//!
//! `tests/recursion/shapes.expected` says how each shape ends; to rewrite it,
//! set `UPDATE_EXPECTED=1`, then read the difference.

use micropython_sandbox::{Ending, Limits, Sandbox};
use std::path::Path;
use std::time::Duration;

fn sandbox() -> Sandbox {
    let wall_time = Some(Duration::from_secs(120));
    Sandbox::builder().limits(Limits { wall_time, ..Limits::default() }).build().unwrap()
}

/// Runs all shapes on a thread with this much stack.
fn shapes(stack_bytes: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recursion");
    let source = std::fs::read_to_string(folder.join("shapes.py")).unwrap();
    let run = move || {
        let mut session = sandbox().session().unwrap();
        let outcome = session.run(&source);
        assert_eq!((outcome.ending, &outcome.error), (Ending::Finished, &None));
        assert_eq!(session.run("print(sum(range(10)))").stdout, b"45\n");
        outcome.stdout_text().into_owned()
    };
    let thread = std::thread::Builder::new().stack_size(stack_bytes).spawn(run).unwrap();
    let actual = thread.join().unwrap();

    let expected = folder.join("shapes.expected");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&expected, &actual).unwrap();
    }
    let expected = std::fs::read_to_string(&expected).unwrap();
    for (actual, expected) in actual.lines().zip(expected.lines()) {
        assert_eq!(actual, expected);
    }
    assert_eq!(actual.len(), expected.len());
}

#[test]
fn on_the_stack_of_a_small_thread() {
    shapes(128 * 1024);
}

#[test]
fn on_the_stack_of_a_large_thread() {
    shapes(16 << 20);
}

#[test]
fn twelve_hundred_plain_calls_are_not_too_deep() {
    let outcome = sandbox().run("def f(n): return n and 1 + f(n - 1)\nf(1200)");
    assert_eq!(outcome.into_result().unwrap().value.unwrap().repr, "1200");
}
