//! Modules written by hand, for tests of what the host makes of them.

#![allow(dead_code, reason = "each test is a crate of its own")]

use micropython_sandbox::{CachePolicy, Ending, Error, Input, Limits, Outcome, Sandbox};
use std::time::{Duration, Instant};

/// A module whose `run` does what is given, in between well-behaved exports.
pub fn module(control: &str, buffer: &str, run: &str) -> Vec<u8> {
    let text = format!(
        r#"(module
            (import "micropython_host" "print" (func $print (param i32 i32 i32)))
            (import "micropython_host" "report" (func $report (param i32 i32 i32)))
            (import "micropython_host" "exception" (func $exception (param i32)))
            (import "micropython_host" "frame" (func $frame (param i32 i32 i32 i32 i32)))
            (import "wasi_snapshot_preview1" "clock_time_get"
                (func $clock (param i32 i64 i32) (result i32)))
            (import "wasi_snapshot_preview1" "fd_read"
                (func $read (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "poll_oneoff"
                (func $poll (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "random_get"
                (func $random (param i32 i32) (result i32)))
            (memory (export "memory") 2)
            (data (i32.const 256) "hello")
            (func $control (export "control") (result i32) {control})
            (func $buffer (export "buffer") (param i32 i32) (result i32) {buffer})
            (func $number (param i32)
                (i32.store8 (i32.const 512) (i32.add (i32.const 48)
                    (i32.div_u (local.get 0) (i32.const 10))))
                (i32.store8 (i32.const 513) (i32.add (i32.const 48)
                    (i32.rem_u (local.get 0) (i32.const 10))))
                (call $print (i32.const 1) (i32.const 512) (i32.const 2)))
            (func $run (export "run") (result i32) {run}))"#
    );
    wat::parse_str(text).unwrap()
}

pub const CONTROL: &str = "(i32.const 64)";
pub const BUFFER: &str = "(i32.const 1024)";

pub fn sandbox(wasm: Vec<u8>) -> Result<Sandbox, Error> {
    let limits = Limits {
        memory_bytes: 4 << 20,
        wall_time: Some(Duration::from_millis(200)),
        stdout_bytes: 1 << 20,
        ..Limits::default()
    };
    Sandbox::builder().limits(limits).artifact(wasm).cache(CachePolicy::Off).build()
}

pub fn outcome(run: &str) -> Outcome {
    let sandbox = sandbox(module(CONTROL, BUFFER, run)).unwrap();
    let builder = sandbox.session_builder().stdin(Input::Bytes(b"some input".to_vec()));
    let started = Instant::now();
    let outcome = builder.run("print(1)");
    assert!(started.elapsed() < Duration::from_secs(3), "{run}: {:?}", started.elapsed());
    outcome
}

/// The run ends as a fault of the sandbox's, with this in its text.
#[track_caller]
pub fn ended(run: &str, text: &str) {
    let outcome = outcome(run);
    match (&outcome.ending, &outcome.error) {
        (Ending::Failed, Some(Error::Internal(message))) if message.contains(text) => {}
        _ => panic!("{run}: {outcome:?}"),
    }
}
