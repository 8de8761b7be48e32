//! Modules of shapes that no interpreter has: too large, with memories and waits
//! of their own, with exports that are something else, spoilt, cut short.

use micropython_sandbox::{CachePolicy, Ending, Error, LimitKind, Limits, Outcome, Sandbox, WASM};
use std::sync::mpsc;
use std::time::Duration;

const MEMORY_BYTES: u64 = 4 << 20;

/// A module that would run, with more in it.
fn shape(more: &str, run: &str) -> Vec<u8> {
    let text = format!(
        r#"(module
            (import "micropython_host" "signal" (memory $signal 1 1 shared))
            (memory $memory (export "memory") 2)
            (func (export "control") (result i32) i32.const 64)
            (func (export "buffer") (param i32 i32) (result i32) i32.const 1024)
            (func (export "run") (result i32) {run} (i32.const 0))
            {more})"#
    );
    wat::parse_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn sandbox(wasm: Vec<u8>) -> Result<Sandbox, Error> {
    let wall_time = Some(Duration::from_millis(300));
    let limits = Limits { memory_bytes: MEMORY_BYTES, wall_time, ..Limits::default() };
    Sandbox::builder().limits(limits).artifact(wasm).cache(CachePolicy::Off).build()
}

/// Runs it where it cannot hold up the test for ever.
fn outcome(wasm: Vec<u8>) -> Outcome {
    let (done, wait) = mpsc::channel();
    std::thread::spawn(move || drop(done.send(sandbox(wasm).unwrap().run(""))));
    wait.recv_timeout(Duration::from_secs(20)).expect("it does not hang")
}

/// What is said of a module that is refused when the sandbox is made.
#[track_caller]
fn refused(wasm: &[u8]) -> String {
    match sandbox(wasm.to_vec()) {
        Err(Error::Artifact(text)) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_surrounds_the_attacks_runs() {
    assert_eq!(outcome(shape("", "")).ending, Ending::Finished);
    // A second memory and a table within the limits, and an atomic access.
    let more = r#"(memory $second 4) (table 100 funcref) (func $f) (elem declare func $f)"#;
    let run = "(drop (memory.grow $second (i32.const 1)))
        (drop (i32.atomic.load $signal (i32.const 64)))
        (drop (memory.atomic.notify $signal (i32.const 64) (i32.const 1)))";
    assert_eq!(outcome(shape(more, run)).ending, Ending::Finished);
}

#[test]
fn no_module_waits_for_threads() {
    for wait in [
        "(memory.atomic.wait32 $signal (i32.const 64) (i32.const 0) (i64.const -1))",
        "(memory.atomic.wait64 $signal (i32.const 64) (i64.const 0) (i64.const -1))",
    ] {
        assert!(refused(&shape("", &format!("(drop {wait})"))).contains("waits"), "{wait}");
    }
}

/// The host writes it from other threads, so nobody else may get at it, by any name.
#[test]
fn no_module_gives_its_signal_away() {
    let as_own = |name: &str| format!(r#"(export "{name}" (memory $signal))"#);
    assert_eq!(refused(&shape(&as_own("more"), "")), "it exports its signal, as more");
    let reserved = "it exports micropython_host.signal, which is not known";
    assert_eq!(refused(&shape(&as_own("micropython_host.signal"), "")), reserved);
    let other = r#"(export "micropython_host.signal" (memory $memory))"#;
    assert_eq!(refused(&shape(other, "")), reserved);
    let text = r#"(module
        (import "micropython_host" "signal" (memory 1 1 shared))
        (import "micropython_host" "signal" (memory 1 1 shared))
        (memory (export "memory") 2))"#;
    refused(&wat::parse_str(text).unwrap());
    // It cannot grow, and what is written behind its words reaches nothing else.
    let run = "(if (i32.ne (memory.grow $signal (i32.const 1)) (i32.const -1)) (then unreachable))
        (memory.fill $signal (i32.const 0) (i32.const 255) (i32.const 65536))
        (if (i32.load $memory (i32.const 0)) (then unreachable))";
    assert_eq!(outcome(shape("", run)).ending, Ending::Finished);
}

#[test]
fn no_module_has_memory_that_is_not_counted() {
    // Shared ones grow without anybody being asked.
    let more = "(memory $shared 1 60000 shared)";
    assert!(refused(&shape(more, "")).contains("shares"));
    // Others count together.
    let grow = "(loop (br_if 0 (i32.ne (i32.const -1) (memory.grow $second (i32.const 1)))))";
    let grown = outcome(shape("(memory $second 1)", grow));
    assert_eq!(grown.ending, Ending::Finished, "{grown:?}");
    assert!(grown.usage.peak_memory_bytes <= MEMORY_BYTES, "{grown:?}");
    // Also wide ones, and tables.
    let grow = "(loop (br_if 0 (i64.ne (i64.const -1) (memory.grow $wide (i64.const 1)))))
        (if (i32.ne (table.grow $table (ref.null func) (i32.const 70000)) (i32.const -1))
            (then unreachable))";
    let grown = outcome(shape("(memory $wide i64 1) (table $table 1 funcref)", grow));
    assert_eq!(grown.ending, Ending::Finished, "{grown:?}");
    assert!(grown.usage.peak_memory_bytes <= MEMORY_BYTES, "{grown:?}");
}

#[test]
fn no_module_starts_larger_than_it_may_grow() {
    let config = |more: &str| match sandbox(shape(more, "")).and_then(|sandbox| sandbox.session()) {
        Err(Error::Config(text)) => text,
        other => panic!("{more}: {other:?}"),
    };
    assert!(config("(memory 65536)").starts_with("a memory limit of 4 MiB is too small"));
    assert!(config("(memory 40) (memory 40)").starts_with("a memory limit of 4 MiB is too small"));
    assert!(refused(&shape("(table 100000 funcref)", "")).contains("table"));
    assert!(refused(&shape(&"(table 1 funcref)".repeat(5), "")).contains("tables"));
    assert!(refused(&shape(&"(memory 1)".repeat(5), "")).contains("memories"));
}

/// Objects of the engine's own collector are memory too.
#[test]
fn objects_count_as_memory() {
    let more = "(type $bytes (array (mut i8))) (type $link (struct (field (ref null $link)) (field (ref $bytes))))
        (global $kept (mut (ref null $link)) (ref.null $link))";
    let run = "(loop
        (global.set $kept (struct.new $link (global.get $kept)
            (array.new_default $bytes (i32.const 10000))))
        (br 0))";
    let outcome = outcome(shape(more, run));
    let Some(Error::Limit(reached)) = &outcome.error else { panic!("{outcome:?}") };
    assert_eq!(reached.limit, LimitKind::Memory(MEMORY_BYTES), "{outcome:?}");
    assert!(outcome.usage.peak_memory_bytes <= MEMORY_BYTES + (1 << 20), "{outcome:?}");
}

#[test]
fn exports_are_of_the_types_that_they_should_be() {
    let good = r#"(memory (export "memory") 1)
        (func (export "control") (result i32) i32.const 0)
        (func (export "buffer") (param i32 i32) (result i32) i32.const 0)
        (func (export "run") (result i32) i32.const 0)"#;
    for (from, to) in [
        ("(memory (export \"memory\") 1)", "(memory (export \"memory\") 1 2 shared)"),
        ("(memory (export \"memory\") 1)", "(memory (export \"memory\") i64 1)"),
        ("(memory (export \"memory\") 1)", "(table (export \"memory\") 1 funcref)"),
        ("(memory (export \"memory\") 1)", "(global (export \"memory\") i32 (i32.const 0))"),
        ("(export \"run\") (result i32) i32.const 0", "(export \"run\") (result i64) i64.const 0"),
        ("(export \"run\") (result i32)", "(export \"run\") (param i32) (result i32)"),
        ("(func (export \"run\") (result i32) i32.const 0)", "(memory (export \"run\") 1)"),
        ("(func (export \"run\") (result i32) i32.const 0)", "(tag (export \"run\"))"),
    ] {
        let text = good.replace(from, to);
        assert_ne!(text, good);
        refused(&wat::parse_str(format!("(module {text})")).unwrap());
    }
}

#[test]
fn large_modules_run_or_are_refused() {
    // Many functions, much data, a large table of branches.
    let functions = "(func (result i32) i32.const 1)".repeat(20_000);
    assert_eq!(outcome(shape(&functions, "")).ending, Ending::Finished);
    let data = format!("(data (memory $memory) (i32.const 0) {:?})", "x".repeat(100_000));
    assert_eq!(outcome(shape(&data, "")).ending, Ending::Finished);
    let branches =
        format!("(func (param i32) (block (br_table {} (local.get 0))))", "0 ".repeat(50_000));
    assert_eq!(outcome(shape(&branches, "")).ending, Ending::Finished);
    // Data where no memory is.
    let beyond = "(data (memory $memory) (i32.const 131072) \"x\")";
    let Err(Error::Artifact(text)) = sandbox(shape(beyond, "")).unwrap().session() else {
        panic!()
    };
    assert!(text.contains("out of bounds memory access"), "{text}");
}

#[test]
fn spoilt_modules_are_refused_or_run() {
    // The interpreter itself, cut short anywhere.
    for part in 0..20 {
        refused(&WASM[..WASM.len() * part / 20]);
    }
    // A small module, with each byte changed.
    let good = shape("", "");
    let mut accepted = 0;
    for at in 0..good.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut spoilt = good.clone();
            spoilt[at] ^= change;
            match sandbox(spoilt) {
                Ok(sandbox) => {
                    accepted += 1;
                    // It may be anything now, but it ends.
                    let _ = sandbox.run("");
                }
                Err(Error::Artifact(_) | Error::Config(_)) => {}
                Err(other) => panic!("byte {at}: {other:?}"),
            }
        }
    }
    assert!(accepted > 0, "some bytes mean nothing");
    for junk in [&b""[..], b"\0asm", b"\0asm\x01\0\0\0\xff", b"\0asm\x0d\0\x01\0", b"(module)"] {
        refused(junk);
    }
}
