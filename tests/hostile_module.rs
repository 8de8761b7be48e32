//! Modules that keep to the types of the contract and to nothing else: whatever
//! they pass to the host, it answers, refuses or ends the run.

#[path = "common/hostile.rs"]
mod hostile;

use hostile::{BUFFER, CONTROL, ended, module, outcome, sandbox};
use micropython_sandbox::{Ending, Error, Sandbox};

/// The call is answered with this error number of WASI's.
#[track_caller]
fn answered(call: &str, errno: u32) {
    let outcome = outcome(&format!("(call $number {call}) (i32.const 0)"));
    assert_eq!(outcome.ending, Ending::Finished, "{call}: {outcome:?}");
    assert_eq!(outcome.stdout_text(), format!("{errno:02}"), "{call}");
}

/// The call is answered with this error number, or, where there is none, ends
/// the run.
#[track_caller]
fn refused(call: &str, errno: Option<u32>) {
    match errno {
        Some(errno) => answered(call, errno),
        None => {
            ended(&format!("(call $number {call}) (i32.const 0)"), "could not be answered");
        }
    }
}

const SUCCESS: u32 = 0;
const BADF: Option<u32> = Some(8);
const INVAL: Option<u32> = Some(28);
/// Memory that does not exist.
const FAULT: Option<u32> = None;

#[test]
fn well_behaved_modules_are_served() {
    let outcome =
        outcome("(call $print (i32.const 1) (i32.const 256) (i32.const 5)) (i32.const 0)");
    assert_eq!((outcome.ending, outcome.stdout.as_slice()), (Ending::Finished, &b"hello"[..]));
    answered("(call $clock (i32.const 1) (i64.const 1) (i32.const 600))", SUCCESS);
    answered("(call $random (i32.const 600) (i32.const 65536))", SUCCESS);
    // One buffer of five bytes at 700.
    let iovec = "(i32.store (i32.const 640) (i32.const 700))
        (i32.store (i32.const 644) (i32.const 5))";
    let read = "(call $read (i32.const 0) (i32.const 640) (i32.const 1) (i32.const 648))";
    let print = "(call $print (i32.const 1) (i32.const 700) (i32.const 5))";
    let text = outcome_text(&format!("{iovec} (call $number {read}) {print} (i32.const 0)"));
    assert_eq!(text, "00some ");
}

fn outcome_text(run: &str) -> String {
    outcome(run).stdout_text().into_owned()
}

#[test]
fn memory_that_does_not_exist_ends_the_run() {
    for import in ["print", "report"] {
        for (address, length) in
            [(131_072, 1), (131_071, 2), (0, 131_073), (-1, 1), (-1, -1), (4, -4), (0, i32::MIN)]
        {
            ended(
                &format!(
                    "(call ${import} (i32.const 1) (i32.const {address}) (i32.const {length}))
                     (i32.const 0)"
                ),
                "it named memory that it does not have",
            );
        }
    }
}

#[test]
fn streams_and_fields_that_do_not_exist_end_the_run() {
    for number in [0, 3, -1, i32::MIN] {
        ended(
            &format!(
                "(call $print (i32.const {number}) (i32.const 0) (i32.const 0)) (i32.const 0)"
            ),
            "a stream that does not exist",
        );
    }
    // Those of an error belong to an exception, of which there is none.
    for number in [2, 3, 4, 6, -1, i32::MAX] {
        ended(
            &format!(
                "(call $report (i32.const {number}) (i32.const 0) (i32.const 1)) (i32.const 0)"
            ),
            "a field that does not exist",
        );
    }
}

#[test]
fn system_calls_answer_with_errors() {
    for address in [131_072, 131_071, -1, -8] {
        let call = format!("(call $clock (i32.const 0) (i64.const 0) (i32.const {address}))");
        refused(&call, FAULT);
    }
    for (address, length, errno) in [
        (131_072, 1, FAULT),
        (-1, 1, FAULT),
        (0, -1, INVAL),
        (0, 65_537, INVAL),
        (131_000, 65_536, FAULT),
    ] {
        let call = format!("(call $random (i32.const {address}) (i32.const {length}))");
        refused(&call, errno);
    }
    for (fd, vectors, length, result, errno) in [
        (0, 640, -1, 648, INVAL),
        (0, 640, 17, 648, INVAL),
        (0, 640, 1 << 29, 648, INVAL),
        (0, 131_072, 1, 648, FAULT),
        (0, -8, 16, 648, FAULT),
        (0, 131_064, 2, 648, FAULT),
        (3, 640, 1, 648, BADF),
        (-1, 640, 1, 648, BADF),
        (1, 640, 1, 648, BADF),
    ] {
        refused(
            &format!(
                "(call $read (i32.const {fd}) (i32.const {vectors}) (i32.const {length}) (i32.const {result}))"
            ),
            errno,
        );
    }
    for (subscriptions, events, length, errno) in [
        (0, 0, 0, INVAL),
        (0, 0, -1, INVAL),
        (0, 0, 17, INVAL),
        (131_072, 0, 1, FAULT),
        (-8, 0, 1, FAULT),
    ] {
        refused(
            &format!(
                "(call $poll (i32.const {subscriptions}) (i32.const {events}) (i32.const {length}) (i32.const 648))"
            ),
            errno,
        );
    }
}

#[test]
fn a_buffer_of_the_guests_may_lie_anywhere() {
    // A read into memory that does not exist, and one over its own arguments.
    let iovec = |address: i32, length: i32| {
        format!(
            "(i32.store (i32.const 640) (i32.const {address}))
             (i32.store (i32.const 644) (i32.const {length}))"
        )
    };
    let read = "(call $read (i32.const 0) (i32.const 640) (i32.const 1) (i32.const 648))";
    for (address, length, answer) in
        [(131_072, 1, ""), (-1, -1, ""), (0, -1, ""), (640, 16, "00"), (700, 0, "00")]
    {
        let run = format!("{} (call $number {read}) (i32.const 0)", iovec(address, length));
        assert_eq!(outcome_text(&run), answer, "{address} {length}");
    }
}

#[test]
fn no_wait_is_longer_than_the_run() {
    // A relative wait on the monotonic clock for the longest time there is.
    let run = "(i32.store8 (i32.const 648) (i32.const 0))
        (i32.store (i32.const 656) (i32.const 1))
        (i64.store (i32.const 664) (i64.const -1))
        (loop $again
            (drop (call $poll (i32.const 640) (i32.const 720) (i32.const 1) (i32.const 800)))
            (br $again))
        (i32.const 0)";
    let outcome = outcome(run);
    assert_eq!(outcome.ending, Ending::Stopped, "{outcome:?}");
}

#[test]
fn a_module_that_does_not_stop_is_stopped() {
    let outcome = outcome("(loop $again (br $again)) (i32.const 0)");
    let Some(Error::Limit(reached)) = &outcome.error else { panic!("{outcome:?}") };
    assert!(!reached.session_alive && reached.traceback.is_none());
}

#[test]
fn floods_are_bounded() {
    let flood = |import: &str, number: i32| {
        outcome(&format!(
            "(loop $again
                (call ${import} (i32.const {number}) (i32.const 0) (i32.const 131072))
                (br $again))
             (i32.const 0)"
        ))
    };
    let printed = flood("print", 1);
    assert_eq!((printed.stdout.len(), printed.stdout_truncated), (1 << 20, true));
    assert_eq!(flood("report", 1).ending, Ending::Stopped);

    let grows =
        outcome("(loop $again (drop (memory.grow (i32.const 1))) (br $again)) (i32.const 0)");
    assert!(grows.usage.peak_memory_bytes <= 4 << 20, "{grows:?}");
}

#[test]
fn what_a_module_says_of_itself_is_not_believed() {
    // Shared words beyond memory: nothing can be set up in them.
    for control in ["(i32.const -1)", "(i32.const 131072)", "(i32.const 131070)"] {
        let error = sandbox(module(control, BUFFER, "(i32.const 0)")).unwrap().session();
        let Err(Error::Internal(text)) = error else { panic!("{error:?}") };
        assert!(text.contains("it named memory that it does not have"), "{text}");
    }
    // Buffers beyond memory.
    for buffer in ["(i32.const -1)", "(i32.const 131070)"] {
        let sandbox = sandbox(module(CONTROL, buffer, "(i32.const 0)")).unwrap();
        let outcome = sandbox.run("print(1)");
        assert!(matches!(outcome.error, Some(Error::Internal(_))), "{outcome:?}");
    }
    // No buffer at all is having no memory for it.
    let outcome = sandbox(module(CONTROL, "(i32.const 0)", "(i32.const 0)")).unwrap().run("x");
    assert_eq!(outcome.ending, Ending::Stopped);
    // Endings that do not exist, or lack what they need.
    for status in [1, 3, -1] {
        ended(&format!("(i32.const {status})"), "it does not say how the program ended");
    }
    ended("(unreachable)", "unreachable");
}

#[test]
fn a_module_that_does_not_start_is_refused() {
    let spins = sandbox(module("(unreachable)", BUFFER, "(i32.const 0)")).unwrap().session();
    assert!(matches!(spins, Err(Error::Artifact(_))), "{spins:?}");
}

/// Wherever the host enters the module, on however small a stack.
#[test]
fn endless_recursion_ends_in_an_error() {
    let deeper = |call: &str| format!("(i32.add (i32.const 1) (call {call}))");
    let (control, buffer) = (CONTROL.to_owned(), BUFFER.to_owned());
    let run = "(i32.const 0)".to_owned();
    for wasm in [
        module(&deeper("$control"), &buffer, &run),
        module(&control, &deeper("$buffer (local.get 0) (local.get 1)"), &run),
        module(&control, &buffer, &deeper("$run")),
    ] {
        let sandbox = sandbox(wasm).unwrap();
        let small = std::thread::Builder::new().stack_size(128 * 1024);
        let outcome = small.spawn(move || sandbox.run("print(1)")).unwrap().join().unwrap();
        let (Some(Error::Artifact(text)) | Some(Error::Internal(text))) = &outcome.error else {
            panic!("{outcome:?}");
        };
        assert!(text.contains("call stack exhausted"), "{text}");
    }
}

#[test]
fn modules_that_do_not_fit_are_named_for_what_they_lack() {
    let refused = |text: &str| match sandbox(wat::parse_str(text).unwrap()).unwrap_err() {
        Error::Artifact(message) => message,
        error => panic!("{text}: {error:?}"),
    };
    let exports = r#"(memory (export "memory") 1)
        (func (export "control") (result i32) i32.const 0)
        (func (export "buffer") (param i32 i32) (result i32) i32.const 0)
        (func (export "run") (result i32) i32.const 0)"#;
    let unknown = format!(r#"(module (import "env" "system" (func)) {exports})"#);
    assert!(refused(&unknown).contains("imports env.system"));
    let wasi = r#"(import "wasi_snapshot_preview1" "path_open" (func))"#;
    assert!(refused(&format!("(module {wasi} {exports})")).contains("path_open"));
    let typed = r#"(import "micropython_host" "print" (func (param i32)))"#;
    assert!(refused(&format!("(module {typed} {exports})")).contains("micropython_host::print"));
    let extra = format!(r#"(module {exports} (func (export "_start")))"#);
    assert!(refused(&extra).contains("exports _start"));
    assert!(refused("(module)").contains("memory"));
    let without = exports.replace("\"run\"", "\"ran\"");
    assert!(refused(&format!("(module {without})")).contains("does not export run"));
    let other = exports.replace("(param i32 i32)", "(param i64 i32)");
    assert!(refused(&format!("(module {other})")).contains("buffer has another type"));
    assert!(matches!(sandbox(b"(module)".to_vec()), Err(Error::Artifact(_))));
    assert!(matches!(sandbox(b"\0asm\x01\0\0\0junk".to_vec()), Err(Error::Artifact(_))));
    assert!(matches!(sandbox(Vec::new()), Err(Error::Artifact(_))));
}

/// A module that imports the memory of its signal, with this as its `run`.
fn with_signal(run: &str) -> Sandbox {
    let text = format!(
        r#"(module
            (import "micropython_host" "print" (func $print (param i32 i32 i32)))
            (import "micropython_host" "poll" (func $poll))
            (import "micropython_host" "signal" (memory $signal 1 1 shared))
            (memory $own (export "memory") 2)
            (func (export "control") (result i32) {CONTROL})
            (func (export "buffer") (param i32 i32) (result i32) {BUFFER})
            (func (export "run") (result i32) {run}))"#
    );
    sandbox(wat::parse_str(text).unwrap()).unwrap()
}

/// What a guest writes into its signal is nobody's but its own, and proves
/// nothing.
#[test]
fn a_signal_that_the_guest_sets_is_not_believed() {
    let run = "(i32.atomic.store $signal offset=4 (i32.const 0) (i32.const 1)) unreachable";
    let outcome = with_signal(run).run("");
    match &outcome.error {
        Some(Error::Internal(text)) => assert!(text.contains("unreachable"), "{text}"),
        other => panic!("{other:?}"),
    }
    // In time it may ask as often as it likes.
    let run = "(call $poll) (call $poll) (i32.const 0)";
    assert_eq!(with_signal(run).run("").ending, Ending::Finished);
    // And when its time is over, the engine ends it, whatever it has cleared.
    let run = "(loop (i64.atomic.store $signal (i32.const 0) (i64.const 0)) (br 0)) (i32.const 0)";
    assert_eq!(with_signal(run).run("").ending, Ending::Stopped);
}

#[test]
fn sessions_do_not_see_each_others_signals() {
    // Prints what it finds beyond the signal's words, and leaves something there.
    let sandbox = with_signal(
        "(i32.store $own (i32.const 512) (i32.add (i32.const 48) (i32.load $signal (i32.const 64))))
         (i32.store $signal (i32.const 64) (i32.const 1))
         (call $print (i32.const 1) (i32.const 512) (i32.const 1))
         (i32.const 0)",
    );
    let mut session = sandbox.session().unwrap();
    assert_eq!(session.run("").stdout, b"0");
    assert_eq!(session.run("").stdout, b"1", "its own signal is still there");
    for _ in 0..3 {
        assert_eq!(sandbox.run("").stdout, b"0");
    }
}
