//! Modules that keep to the types of the imports `call` and `reply`, and to
//! nothing else. Their host has one function, `same`.

use micropython_sandbox::{CachePolicy, Ending, Error, LimitKind, Limits, Outcome, Sandbox, Value};
use std::time::Duration;

/// A module whose `run` does what is given. At 4096 stand the arguments `[7]`.
fn module(perform: &str, run: &str) -> Vec<u8> {
    let text = format!(
        r#"(module
            (import "micropython_host" "print" (func $print (param i32 i32 i32)))
            (import "micropython_host" "report" (func $report (param i32 i32 i32)))
            (import "micropython_host" "call" (func $call (param i32 i32 i32 i32) (result i32)))
            (import "micropython_host" "reply" (func $reply (param i32 i32)))
            (import "micropython_host" "start" (func $start (param i32 i32 i32) (result i32)))
            (import "micropython_host" "finished" (func $finished (param i64) (result i32)))
            (import "micropython_host" "collect" (func $collect (param i32 i32 i32) (result i32)))
            (import "micropython_host" "cancel" (func $cancel (param i32)))
            (memory (export "memory") 2)
            (data (i32.const 4096) "\91\07")
            (func (export "control") (result i32) (i32.const 64))
            (func (export "buffer") (param i32 i32) (result i32) (i32.const 8192))
            (func (export "perform") (param i32) (result i32) {perform})
            (func $one (result i32)
                (i32.store16 (i32.const 4096) (i32.const 0x0791))
                (call $call (i32.const 0) (i32.const 4096) (i32.const 2) (i32.const 16)))
            ;; Prints a number as a digit, `-` before it.
            (func $number (param i32)
                (if (i32.lt_s (local.get 0) (i32.const 0)) (then
                    (i32.store8 (i32.const 512) (i32.const 45))
                    (call $print (i32.const 1) (i32.const 512) (i32.const 1))
                    (local.set 0 (i32.sub (i32.const 0) (local.get 0)))))
                (i32.store8 (i32.const 512) (i32.add (i32.const 48) (local.get 0)))
                (call $print (i32.const 1) (i32.const 512) (i32.const 1)))
            (func (export "run") (result i32) {run}))"#
    );
    wat::parse_str(text).unwrap()
}

const DONE: &str = "(i32.const 0)";

fn sandbox(perform: &str, run: &str) -> Sandbox {
    let limits = Limits {
        memory_bytes: 64 << 20,
        wall_time: Some(Duration::from_millis(300)),
        host_calls: 1000,
        host_bytes: 1 << 20,
        ..Limits::default()
    };
    Sandbox::builder()
        .limits(limits)
        .artifact(module(perform, run))
        .cache(CachePolicy::Off)
        .function("same", |value: Value| value)
        .function("long", || "x".repeat(100))
        .build()
        .unwrap()
}

fn outcome(run: &str) -> Outcome {
    sandbox(DONE, run).run("")
}

/// The run ends as a fault of the module's, with this in its text.
#[track_caller]
fn ended(run: &str, text: &str) {
    let outcome = outcome(&format!("{run} {DONE}"));
    match (&outcome.ending, &outcome.error) {
        (Ending::Failed, Some(Error::Internal(message))) if message.contains(text) => {}
        _ => panic!("{run}: {outcome:?}"),
    }
}

/// The call is answered with this number, and its reply starts with this byte.
#[track_caller]
fn answered(call: &str, answer: &str, first: &str) {
    let run = format!(
        "(call $number {call})
         (call $number (i32.load8_u (i32.const 4096))) {DONE}"
    );
    let outcome = outcome(&run);
    assert_eq!(outcome.error, None, "{run}");
    assert_eq!(outcome.stdout_text(), format!("{answer}{first}"), "{run}");
}

#[test]
fn an_honest_call_is_answered() {
    answered("(call $one)", "1", "7");
    // A reply without room waits to be fetched, once.
    let no_room = "(i32.store8 (i32.const 4096) (i32.const 0x91))
        (call $number (call $call (i32.const 0) (i32.const 4096) (i32.const 2) (i32.const 0)))
        (call $number (i32.eq (i32.load8_u (i32.const 4096)) (i32.const 0x91)))";
    let fetched = format!(
        "{no_room} (call $reply (i32.const 4096) (i32.const 1))
         (call $number (i32.load8_u (i32.const 4096))) {DONE}"
    );
    assert_eq!(outcome(&fetched).stdout_text(), "117");
}

#[test]
fn memory_that_does_not_exist_ends_the_run() {
    for (address, length) in
        [(131_072, 1), (131_071, 2), (0, 131_073), (-1, 1), (-1, -1), (4, -4), (0, i32::MIN)]
    {
        let call = format!(
            "(drop (call $call (i32.const 0) (i32.const {address}) (i32.const {length}) (i32.const 16)))"
        );
        ended(&call, "it named memory that it does not have");
    }
    // Arguments that are there, and room for the reply that is not.
    for room in [-1, 102, 131_072, i32::MIN] {
        let call = format!(
            "(i32.store8 (i32.const 131071) (i32.const 0x90))
             (drop (call $call (i32.const 1) (i32.const 131071) (i32.const 1) (i32.const {room})))"
        );
        ended(&call, "it named memory that it does not have");
    }
    // One byte of a reply, to be copied to the end of memory and beyond.
    let fetch = |address| {
        format!(
            "(drop (call $call (i32.const 0) (i32.const 4096) (i32.const 2) (i32.const 0)))
             (call $reply (i32.const {address}) (i32.const 1))"
        )
    };
    assert_eq!(outcome(&format!("{} {DONE}", fetch(131_071))).error, None);
    for address in [131_072, -1, i32::MIN] {
        ended(&fetch(address), "it named memory that it does not have");
    }
}

#[test]
fn functions_that_do_not_exist_end_the_run() {
    for number in [2, 3, -1, i32::MAX, i32::MIN] {
        let call = format!(
            "(drop (call $call (i32.const {number}) (i32.const 4096) (i32.const 2) (i32.const 16)))"
        );
        ended(&call, "it made a call that no program can make");
    }
}

#[test]
fn arguments_that_are_none_end_the_run() {
    for bytes in [
        "",                             // nothing
        "\\07",                         // no array
        "\\90",                         // too few
        "\\92\\01\\02",                 // too many
        "\\91",                         // one that is missing
        "\\91\\07\\07",                 // more after them
        "\\dd\\ff\\ff\\ff\\ff\\07",     // more than there are
        "\\91\\dd\\ff\\ff\\ff\\ff\\07", // a list of more
        "\\91\\db\\ff\\ff\\ff\\ffabc",  // a text of more
        "\\91\\c6\\ff\\ff\\ff\\ffabc",  // bytes of more
        "\\91\\a2\\ff\\fe",             // a text that is none
        "\\91\\c1",                     // what is never used
        "\\91\\c7\\00\\05",             // absent, though it must not be
        "\\91\\91\\c7\\00\\05",         // absent in a list
        "\\91\\c7\\01\\02\\91\\07",     // a tuple that is longer than it says
        "\\91\\c7\\00\\01",             // an int without a sign
        "\\91\\d4\\63\\00",             // an unknown extension
    ] {
        let escapes = bytes.matches('\\').count();
        let length = bytes.len() - 2 * escapes;
        let run = format!(
            "(memory.init $bytes (i32.const 4096) (i32.const 0) (i32.const {length}))
             (drop (call $call (i32.const 0) (i32.const 4096) (i32.const {length}) (i32.const 16)))"
        );
        let with_data = format!("{run} {DONE}) (data $bytes \"{bytes}\") (func");
        let outcome = outcome(&with_data);
        match &outcome.error {
            Some(Error::Internal(text)) if text.contains("a call that no program can make") => {}
            other => panic!("{bytes}: {other:?}"),
        }
    }
}

/// `[[[[...`: as deep as there are bytes.
#[test]
fn a_depth_bomb_ends_the_run() {
    let fill = "(memory.fill (i32.const 4096) (i32.const 0x91) (i32.const 100000))";
    let call = |length| {
        format!(
            "(drop (call $call (i32.const 0) (i32.const 4096) (i32.const {length}) (i32.const 16)))"
        )
    };
    ended(&format!("{fill} {}", call(100_000)), "a call that no program can make");
    // The deepest that may be, with something in it, has nothing against it.
    let deepest =
        format!("{fill} (i32.store8 (i32.const 4197) (i32.const 7)) {} {DONE}", call(102));
    assert_eq!(outcome(&deepest).error, None);
}

#[test]
fn replies_that_are_not_there_end_the_run() {
    let wrong = "it fetched a reply that there is not";
    ended("(call $reply (i32.const 0) (i32.const 0))", wrong);
    ended("(call $reply (i32.const 0) (i32.const 16))", wrong);
    let call = "(drop (call $call (i32.const 0) (i32.const 4096) (i32.const 2) (i32.const 0)))";
    for length in [0, 2, -1] {
        ended(&format!("{call} (call $reply (i32.const 0) (i32.const {length}))"), wrong);
    }
    let fetch = "(call $reply (i32.const 0) (i32.const 1))";
    ended(&format!("{call} {fetch} {fetch}"), wrong);
    ended(&format!("(drop (call $one)) {fetch}"), wrong);
    ended(&format!("{call} (drop (call $one)) {fetch}"), wrong);
}

/// The limits are the host's: a module that does not stop gets nothing more.
#[test]
fn floods_are_bounded() {
    let outcome = outcome("(loop $again (drop (call $one)) (br $again)) (i32.const 0)");
    let Some(Error::Limit(reached)) = &outcome.error else { panic!("{outcome:?}") };
    assert_eq!((reached.limit, reached.session_alive), (LimitKind::HostCalls(1000), false));
    assert_eq!((outcome.usage.host_calls, outcome.usage.host_bytes), (1000, 3000));
}

#[test]
fn arguments_beyond_the_largest_value_end_the_run() {
    let run = "(drop (memory.grow (i32.const 400)))
        (drop (call $call (i32.const 0) (i32.const 4096) (i32.const 16777217) (i32.const 16)))";
    ended(run, "its arguments are too large");
}

/// Calls that are started, likewise: they are calls of the run, with its limits.
#[test]
fn calls_that_are_started_are_checked_as_others_are() {
    let one = "(i32.store16 (i32.const 4096) (i32.const 0x0791))";
    let start = "(call $start (i32.const 0) (i32.const 4096) (i32.const 2))";
    let collect = "(call $collect (i32.const 0) (i32.const 4096) (i32.const 16))";
    let honest = format!(
        "{one} (call $number {start}) (call $number (call $finished (i64.const -1)))
         (call $number {collect}) (call $number (i32.load8_u (i32.const 4096)))
         (call $number (i32.eq {collect} (i32.const 0x80000000)))
         (call $number (i32.eq (call $finished (i64.const -1)) (i32.const -1)))
         (call $cancel (i32.const 0)) (call $cancel (i32.const -1)) {DONE}"
    );
    let outcome = outcome(&honest);
    assert_eq!((outcome.error, outcome.stdout.as_slice()), (None, &b"001711"[..]));

    for (function, address, length, text) in [
        (0, 131_072, 1, "it named memory that it does not have"),
        (0, -1, -1, "it named memory that it does not have"),
        (0, 4, -4, "it named memory that it does not have"),
        (2, 4096, 2, "it made a call that no program can make"),
        (-1, 4096, 2, "it made a call that no program can make"),
        (0, 4096, 1, "it made a call that no program can make"),
    ] {
        let start = format!(
            "(drop (call $start (i32.const {function}) (i32.const {address}) (i32.const {length})))"
        );
        ended(&format!("{one} {start}"), text);
    }
    for (address, room) in [(131_072, 1), (-1, 1), (i32::MIN, 16), (131_071, -1)] {
        let long = "(i32.store8 (i32.const 4096) (i32.const 0x90))
            (drop (call $start (i32.const 1) (i32.const 4096) (i32.const 1)))";
        let collect = format!(
            "(drop (call $collect (i32.const 0) (i32.const {address}) (i32.const {room})))"
        );
        let outcome = self::outcome(&format!("{long} {collect} {DONE}"));
        // Without room the reply waits to be fetched, and nothing is touched.
        let fits = u32::try_from(room).unwrap_or(u32::MAX) >= 102;
        assert_eq!(outcome.error.is_some(), fits, "{address} {room}: {outcome:?}");
    }
    let flood = format!("{one} (loop $again (drop {start}) (br $again)) (i32.const 0)");
    let outcome = self::outcome(&flood);
    let Some(Error::Limit(reached)) = &outcome.error else { panic!("{outcome:?}") };
    assert_eq!((reached.limit, reached.session_alive), (LimitKind::HostCalls(1000), false));
}

/// What it says about a value is not believed either.
#[test]
fn values_that_are_none_are_errors() {
    let report = "(call $report (i32.const 5) (i32.const 4096) (i32.const 1)) (i32.const 0)";
    let mut session = sandbox(report, DONE).session().unwrap();
    let Err(Error::Internal(text)) = session.get::<Value>("x") else { panic!() };
    assert_eq!(text, "the interpreter gave no value");
    let flood = "(loop $again (call $report (i32.const 5) (i32.const 0) (i32.const 131072))
        (br $again)) (i32.const 0)";
    let sandbox = Sandbox::builder().artifact(module(flood, DONE)).cache(CachePolicy::Off);
    let limits = Limits { wall_time: Some(Duration::from_millis(300)), ..Limits::default() };
    let mut session = sandbox.limits(limits).build().unwrap().session().unwrap();
    assert!(matches!(session.get::<Value>("x"), Err(Error::Limit(_))));
    // An installation that fails is a fault of the configuration or the module.
    let failing = Sandbox::builder().artifact(module("(i32.const 1)", DONE));
    let error = failing.cache(CachePolicy::Off).function("f", || 1).build().unwrap_err();
    assert!(matches!(error, Error::Artifact(_)), "{error:?}");
}
