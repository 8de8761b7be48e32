//! Each limit, attacked, and beside the attack a program that does the same
//! within its rights.

mod common;

use common::{printed, raised, run, stopped, with_wall_time};
use micropython_sandbox::{Ending, Error, LimitKind, Limits, OutputPolicy, Sandbox};
use std::time::{Duration, Instant};

// ---- time ----

#[test]
fn an_endless_loop_is_stopped_where_it_is() {
    let sandbox = with_wall_time(100);
    let started = Instant::now();
    let outcome = sandbox.run("print('go')\ndef spin():\n    while True:\n        pass\nspin()");
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    let (limit, traceback, alive) = stopped(&outcome);
    assert_eq!((limit, alive), (LimitKind::WallTime(Duration::from_millis(100)), true));
    assert!(traceback.unwrap().contains("in spin\n"), "{traceback:?}");
    assert!(traceback.unwrap().contains("LimitExceeded"), "{traceback:?}");
    assert_eq!(outcome.stdout, b"go\n");

    let fine = sandbox.run("x = 0\nwhile x < 1000: x += 1\nprint(x)");
    assert_eq!((fine.ending, fine.stdout.as_slice()), (Ending::Finished, &b"1000\n"[..]));
}

#[test]
fn catching_the_stop_does_not_help() {
    let sandbox = with_wall_time(100);
    for (source, alive) in [
        ("while True:\n try:\n  while True: pass\n except BaseException: pass", false),
        ("try:\n while True: pass\nexcept BaseException: pass", true),
        ("try:\n while True: pass\nexcept Exception: pass", true),
        ("try:\n while True: pass\nfinally:\n print('cleaned up')", true),
        ("try:\n while True: pass\nfinally:\n while True: pass", true),
        ("import sys\ntry:\n while True: pass\nexcept BaseException: sys.exit(0)", true),
        ("try:\n while True: pass\nexcept BaseException: raise ValueError", true),
    ] {
        let started = Instant::now();
        let outcome = sandbox.run(source);
        let took = started.elapsed();
        let (limit, _, lives) = stopped(&outcome);
        assert_eq!(limit, LimitKind::WallTime(Duration::from_millis(100)), "{source}");
        assert_eq!(lives, alive, "{source}");
        assert!(took < Duration::from_secs(3), "{source}: {took:?}");
        assert_eq!(outcome.stdout == b"cleaned up\n", source.contains("cleaned up"));
    }
}

#[test]
fn waiting_ends_with_the_time() {
    let sandbox = with_wall_time(100);
    for source in [
        "import time\ntime.sleep(60)",
        "import time\nwhile True: time.sleep(0.001)",
        "import asyncio\nasync def main(): await asyncio.sleep(60)\nasyncio.run(main())",
    ] {
        let started = Instant::now();
        let outcome = sandbox.run(source);
        let (_, traceback, alive) = stopped(&outcome);
        assert!(started.elapsed() < Duration::from_secs(3), "{source}");
        assert!(traceback.unwrap().contains("LimitExceeded") && alive, "{source}");
    }
    let fine = sandbox.run("import time\ntime.sleep(0.02)\nprint('rested')");
    assert_eq!(fine.stdout, b"rested\n");
    assert!(fine.usage.wall_time >= Duration::from_millis(20));
}

#[test]
fn what_no_exception_reaches_is_cut_off() {
    let sandbox = with_wall_time(100);
    let mut session = sandbox.session().unwrap();
    let started = Instant::now();
    let outcome = session.run("print('go')\nn = 10 ** 7\nx = 10 ** n");
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    assert!(matches!(stopped(&outcome).0, LimitKind::WallTime(_)));
    assert_eq!(outcome.stdout, b"go\n");
}

#[test]
fn without_a_limit_time_passes() {
    let limits = Limits { wall_time: None, ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    assert_eq!(sandbox.run("import time; time.sleep(0.01); print(1)").stdout, b"1\n");
    let forever = Limits { wall_time: Some(Duration::MAX), ..limits };
    let sandbox = Sandbox::builder().limits(forever).build().unwrap();
    assert_eq!(sandbox.run("print(1)").stdout, b"1\n");
}

/// However a run ends, what it used is known.
#[test]
fn usage_is_told_for_each_ending() {
    let limits = Limits {
        wall_time: Some(Duration::from_millis(200)),
        stderr_bytes: 5,
        output_policy: OutputPolicy::Stop,
        ..Limits::default()
    };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    for (source, ending) in [
        ("", Ending::Finished),
        ("import sys\nsys.exit(3)", Ending::Exited(3)),
        ("1 // 0", Ending::Raised),
        ("x = bytearray(10 ** 9)", Ending::Raised),
        ("while True: pass", Ending::Stopped),
        ("n = 10 ** 8\nx = 7 ** n", Ending::Stopped),
        ("import sys\nsys.stderr.write('123456')", Ending::Stopped),
    ] {
        let busy = "for _ in range(10000): pass\nx = bytearray(3 << 20)\nprint('four')\n";
        let outcome = sandbox.run(&format!("{busy}{source}"));
        assert_eq!(
            (outcome.ending, outcome.stdout.as_slice()),
            (ending, &b"four\n"[..]),
            "{source}"
        );
        let usage = outcome.usage;
        assert_eq!(usage.stdout_bytes, 5, "{source}");
        assert_eq!(usage.stderr_bytes, if source.contains("123456") { 6 } else { 0 }, "{source}");
        assert!((3 << 20..64 << 20).contains(&usage.peak_memory_bytes), "{source}: {usage:?}");
        let cpu_time = usage.cpu_time.unwrap_or(usage.wall_time);
        // Looked at one after the other.
        let longest = usage.wall_time + Duration::from_millis(5);
        assert!(cpu_time > Duration::ZERO && cpu_time <= longest, "{source}: {usage:?}");
        let stopped_by_time = ending == Ending::Stopped && usage.stderr_bytes == 0;
        assert_eq!(usage.wall_time >= Duration::from_millis(200), stopped_by_time, "{source}");
    }
}

// ---- memory ----

#[test]
fn a_memory_bomb_meets_a_memory_error() {
    for source in [
        "x = []\nwhile True: x.append('a' * 100000)",
        "x = 'a'\nwhile True: x += x",
        "x = bytearray(1 << 30)",
        "x = {}\nfor i in range(10 ** 9): x[i] = [i]",
    ] {
        let outcome = run(&format!("print('before')\n{source}"));
        assert_eq!(raised(&outcome).type_name, "MemoryError", "{source}");
        assert_eq!(outcome.stdout, b"before\n");
        assert!(outcome.usage.peak_memory_bytes <= (64 << 20) + (1 << 20), "{source}");
    }
    assert_eq!(printed("x = bytearray(32 << 20)\nprint(len(x))"), format!("{}\n", 32 << 20));
}

#[test]
fn a_memory_error_can_be_caught() {
    let source = "
try:
    x = []
    while True:
        x.append(bytearray(1000000))
except MemoryError:
    x = None
    print('caught')
print(len(bytearray(500000)))";
    assert_eq!(printed(source), "caught\n500000\n");
}

#[test]
fn memory_is_as_large_as_granted() {
    let sandbox = |mebibytes: u64| {
        let limits = Limits { memory_bytes: mebibytes << 20, ..Limits::default() };
        Sandbox::builder().limits(limits).build()
    };
    let source = "x = bytearray(12 << 20)\nprint('fits')";
    assert_eq!(sandbox(16).unwrap().run(source).stdout, b"fits\n");
    assert_eq!(raised(&sandbox(8).unwrap().run(source)).type_name, "MemoryError");
    assert_eq!(sandbox(5000).unwrap().run(source).stdout, b"fits\n");

    let limits = Limits { memory_bytes: 1000, ..Limits::default() };
    let refused = Sandbox::builder().limits(limits).build().unwrap_err();
    let Error::Config(text) = refused else { panic!("{refused:?}") };
    assert!(text.starts_with("a memory limit of 1000 bytes is too small"), "{text}");
}

#[test]
fn a_program_larger_than_memory_is_a_limit() {
    let limits = Limits { memory_bytes: 4 << 20, ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    let mut session = sandbox.session().unwrap();
    let outcome = session.run(&"#".repeat(8 << 20));
    assert_eq!(stopped(&outcome), (LimitKind::Memory(4 << 20), None, true));
    assert_eq!(session.run("print('still here')").stdout, b"still here\n");
}

#[track_caller]
fn ends_in_an_exception(source: &str) {
    let outcome = run(source);
    let name = raised(&outcome).type_name.as_str();
    let ends = ["RuntimeError", "RecursionError", "MemoryError", "SyntaxError", "ValueError"];
    assert!(ends.contains(&name), "{source}: {name}");
}

#[test]
fn recursion_ends_in_an_exception() {
    for source in [
        "def f(): f()\nf()",
        "def f(n): return f(n + 1) + 1\nf(0)",
        "class A:\n def __getattr__(self, n): return getattr(self, n)\nA().x",
        "class A:\n def __repr__(self): return repr([self])\nrepr(A())",
        "def f(x): return sorted([1, 2], key=f)\nf(1)",
        "import json\njson.loads('[' * 100000)",
        "eval('(' * 5000)",
    ] {
        ends_in_an_exception(source);
    }
    assert_eq!(printed("def f(n): return n and f(n - 1)\nprint(f(50))"), "0\n");
}

#[test]
fn recursion_inside_the_interpreter_ends_in_an_exception() {
    for source in [
        "x = []\nfor _ in range(100000): x = [x]\nrepr(x)",
        "x = ()\nfor _ in range(100000): x = (x,)\nhash(x)",
        "x = {}\nfor _ in range(100000): x = {1: x}\nrepr(x)",
        "a = []\na.append(a)\nb = []\nb.append(b)\na == b",
    ] {
        ends_in_an_exception(source);
    }
    assert_eq!(printed("x = []\nfor _ in range(50): x = [x]\nprint(len(repr(x)))"), "102\n");
}

// ---- output ----

#[test]
fn a_flood_is_cut_and_counted() {
    let limits = Limits { stdout_bytes: 1000, stderr_bytes: 7, ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    let outcome = sandbox.run(
        "import sys\nfor i in range(1000): print('0123456789' * 10)\nsys.stderr.write('ééééé')",
    );
    assert_eq!(outcome.ending, Ending::Finished);
    assert_eq!((outcome.stdout.len(), outcome.stdout_truncated), (1000, true));
    assert_eq!((outcome.stderr_text().as_ref(), outcome.stderr_truncated), ("ééé", true));
    assert_eq!((outcome.usage.stdout_bytes, outcome.usage.stderr_bytes), (101_000, 10));

    let fine = sandbox.run("print('x' * 999)");
    assert_eq!((fine.stdout.len(), fine.stdout_truncated), (1000, false));
}
