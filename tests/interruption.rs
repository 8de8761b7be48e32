//! Whatever a program keeps the interpreter busy with, it is stopped: where it
//! runs Python, where C code runs for long, and where C functions call each
//! other. With the interpreter's own polls, and with the engine's epochs.

mod common;

use common::{run, with_wall_time};
use micropython_sandbox::{Ending, Error, LimitKind, Limits, Outcome, Sandbox};
use std::time::{Duration, Instant};

const ALLOWED: Duration = Duration::from_millis(50);

/// How much later than it should a program may be stopped on a busy machine.
const SLACK: Duration = Duration::from_secs(3);

/// Programs that take very long with a large `n`, and no time with a small one.
/// Each is in one C function, or in a few that call each other, most of the
/// time.
const BUSY: &[(&str, &str, &str, &str)] = &[
    ("power", "x = 7 ** n", "10 ** 7", "10"),
    ("digits of a number", "int('9' * n)", "10 ** 6", "10"),
    ("number to digits", "str(1 << n)", "10 ** 7", "10"),
    ("division", "x = (1 << n) // ((1 << n // 2) + 1)", "10 ** 7", "10"),
    ("search for a string", "('a' * 2 * n).find('a' * n + 'b')", "10 ** 6", "10"),
    ("replacing", "('a' * 3 * n).replace('a' * n + 'b', '')", "10 ** 6", "10"),
    ("a regular expression", "import re\nre.match('(?P<c>c?)(a|a)*b(?P=c)', 'a' * n)", "60", "5"),
    (
        "comparison of shared lists",
        "a = [1]\nb = [1]\nfor _ in range(n):\n a = [a, a]\n b = [b, b]\na == b",
        "60",
        "5",
    ),
    ("printing shared lists", "a = [1]\nfor _ in range(n): a = [a, a]\nprint(a)", "60", "5"),
    ("sum", "for _ in range(n): sum(range(n))", "10 ** 8", "5"),
    (
        "sorting",
        "x = [i * 7919 % 5003 for i in range(5000)]\nfor _ in range(n): sorted(x, key=lambda v: -v)",
        "10 ** 6",
        "1",
    ),
    ("zip", "for _ in zip(*[range(n)] * 3): pass", "10 ** 9", "5"),
    ("nothing to find", "all(True for _ in range(n))", "10 ** 9", "5"),
    (
        "hashing",
        "import hashlib\nh = hashlib.sha256()\nfor _ in range(n): h.update(b'x' * 100000)",
        "10 ** 9",
        "5",
    ),
    (
        "a heap",
        "import heapq\nh = list(range(100000, 0, -1))\nfor _ in range(n): heapq.heapify(h)",
        "10 ** 6",
        "1",
    ),
    (
        "generators in a chain",
        "def up(g):\n for x in g: yield x\ng = iter(range(n))\nfor _ in range(20): g = up(g)\nfor _ in g: pass",
        "10 ** 9",
        "5",
    ),
    (
        "an exception in a loop",
        "for _ in range(n):\n try: 1 // 0\n except ZeroDivisionError: pass",
        "10 ** 9",
        "5",
    ),
    (
        "compiling",
        "source = 'x = [' + '1,' * n + ']'\nwhile n > 100: exec(source)\nexec(source)",
        "20000",
        "5",
    ),
    (
        "collections",
        "import gc\nx = [[i] for i in range(50000)]\nfor _ in range(n): gc.collect()",
        "10 ** 9",
        "5",
    ),
];

fn stopped_in_time(what: &str, sandbox: &Sandbox, source: &str) {
    let started = Instant::now();
    let outcome = sandbox.run(source);
    let took = started.elapsed();
    let reached = match (&outcome.ending, &outcome.error) {
        (Ending::Stopped, Some(Error::Limit(reached))) => reached,
        _ => panic!("{what}: not stopped: {outcome:?}"),
    };
    assert_eq!(reached.limit, LimitKind::WallTime(ALLOWED), "{what}");
    assert!(took < ALLOWED + Limits::GRACE + SLACK, "{what}: {took:?}");
}

fn each_is_stopped(sandbox: &Sandbox) {
    for (what, body, many, few) in BUSY {
        stopped_in_time(what, sandbox, &format!("n = {many}\n{body}"));
        let outcome = run(&format!("n = {few}\n{body}"));
        assert_eq!(outcome.ending, Ending::Finished, "{what}: {outcome:?}");
    }
}

#[test]
fn by_polls() {
    each_is_stopped(&with_wall_time(50));
}

#[test]
fn by_the_engine() {
    let limits = Limits { wall_time: Some(ALLOWED), ..Limits::default() };
    each_is_stopped(&Sandbox::builder().limits(limits).engine_epochs(true).build().unwrap());
}

fn value(outcome: &Outcome) -> &str {
    outcome.value.as_ref().map_or("", |value| &value.repr)
}

/// What one run was told must not reach the next, in the same session or in one
/// that is given the same place in the pool.
#[test]
fn what_was_told_is_forgotten() {
    let sandbox = with_wall_time(50);
    for source in ["while True: pass", "x = 7 ** 10 ** 7"] {
        for _ in 0..4 {
            let mut session = sandbox.session().unwrap();
            assert_eq!(session.run(source).ending, Ending::Stopped);
            if session.alive() {
                assert_eq!(value(&session.run("sum(range(1000))")), "499500");
            }
            assert_eq!(value(&sandbox.run("sum(range(1000))")), "499500");
        }
    }
}

/// Many runs that end by themselves at just about the time that they have.
#[test]
fn a_run_that_ends_at_its_limit_harms_no_other() {
    let limits = Limits { wall_time: Some(Duration::from_millis(2)), ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    let mut session = sandbox.session().unwrap();
    for round in 0..200 {
        let count = 50 * round;
        let outcome = session.run(&format!("x = 0\nfor i in range({count}): x += i\nx"));
        match outcome.ending {
            Ending::Finished => {
                assert_eq!(value(&outcome), (count * (count - 1).max(0) / 2).to_string());
            }
            Ending::Stopped => {}
            _ => panic!("{outcome:?}"),
        }
        if !session.alive() {
            session = sandbox.session().unwrap();
        }
    }
}

#[test]
fn stopping_one_session_leaves_the_others_alone() {
    let sandbox = with_wall_time(400);
    let worker = {
        let sandbox = sandbox.clone();
        std::thread::spawn(move || {
            let started = Instant::now();
            let mut runs = 0;
            while started.elapsed() < Duration::from_millis(600) {
                assert_eq!(value(&sandbox.run("sum(range(3000))")), "4498500");
                runs += 1;
            }
            runs
        })
    };
    for _ in 0..2 {
        assert_eq!(sandbox.run("while True: pass").ending, Ending::Stopped);
    }
    assert!(worker.join().unwrap() > 3);
}
