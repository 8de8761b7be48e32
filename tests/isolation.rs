//! What one session does is nothing to any other: neither to one beside it nor
//! to one that is given its place in the pool.

mod common;

use micropython_sandbox::{Ending, Error, Limits, Outcome, Random, Sandbox, Session};
use std::time::Duration;

fn value(outcome: &Outcome) -> &str {
    match &outcome.value {
        Some(value) => &value.repr,
        None => panic!("no value: {outcome:?}"),
    }
}

/// Things of an interpreter that a program can change: how, and how to see it.
/// What is seen is `False` before, and `True` afterwards in the same session.
const CHANGES: &[(&str, &str, &str)] = &[
    ("a global", "evil = 1", "'evil' in globals()"),
    ("a builtin that is hidden", "def len(x): return -1", "len([1, 2]) == -1"),
    (
        "a builtin that is replaced",
        "import builtins\nbuiltins.abs = lambda x: 'evil'",
        "abs(-1) == 'evil'",
    ),
    ("sys.modules", "import sys\nsys.modules['evil'] = 1", "'evil' in __import__('sys').modules"),
    (
        "a module that is replaced",
        "import sys\nsys.modules['json'] = 'evil'",
        "__import__('json') == 'evil'",
    ),
    ("sys.path", "import sys\nsys.path.append('evil')", "'evil' in __import__('sys').path"),
    (
        "an attribute of a frozen module",
        "import texttable\ntexttable.evil = 1",
        "hasattr(__import__('texttable'), 'evil')",
    ),
    (
        "a function of a frozen module",
        "import texttable\nfor name in dir(texttable):\n if name[0] != '_': setattr(texttable, name, 0)",
        "all(getattr(__import__('texttable'), n) == 0 for n in dir(__import__('texttable')) if n[0] != '_')",
    ),
    (
        "an attribute of a class of a frozen module",
        "import asyncio\nasyncio.Event.evil = 1",
        "hasattr(__import__('asyncio').Event, 'evil')",
    ),
    (
        "the main module",
        "import __main__\n__main__.evil = 1",
        "hasattr(__import__('__main__'), 'evil')",
    ),
    (
        "the collector's threshold",
        "import gc\ngc.threshold(123456)",
        "__import__('gc').threshold() == 123456",
    ),
    ("whether it collects", "import gc\ngc.disable()", "not __import__('gc').isenabled()"),
    (
        "the seed of random",
        "import random\nrandom.seed(1)\nx = random.getrandbits(30)\nrandom.seed(1)",
        "'x' in globals() and __import__('random').getrandbits(30) == x",
    ),
];

#[track_caller]
fn sees(session: &mut Session, name: &str, look: &str, expected: &str) {
    let outcome = session.run(look);
    assert_eq!(value(&outcome), expected, "{name}: {look}");
}

#[test]
fn sessions_share_nothing_beside_or_after_each_other() {
    for pool in [0, 1, 4] {
        let sandbox = Sandbox::builder().pool(pool).build().unwrap();
        for (name, change, look) in CHANGES {
            let mut beside = sandbox.session().unwrap();
            let mut session = sandbox.session().unwrap();
            sees(&mut session, name, look, "False");
            let outcome = session.run(change);
            assert_eq!(outcome.ending, Ending::Finished, "{name}: {outcome:?}");
            // The positive control: in its own session it shows.
            sees(&mut session, name, look, "True");
            sees(&mut beside, name, look, "False");
            let mut later_beside = sandbox.session().unwrap();
            sees(&mut later_beside, name, look, "False");
            drop((session, beside, later_beside));
            sees(&mut sandbox.session().unwrap(), name, look, "False");
        }
    }
}

#[test]
fn randomness_is_each_sessions_own() {
    let draw =
        "import os, random\n(os.urandom(16), random.getrandbits(30), random.getrandbits(30))";
    let sandbox = Sandbox::new().unwrap();
    let mut drawn: Vec<String> = (0..20).map(|_| value(&sandbox.run(draw)).to_owned()).collect();
    drawn.sort();
    drawn.dedup();
    assert_eq!(drawn.len(), 20, "two sessions drew the same");

    // Seeded, a session gets what it would get alone, whatever others draw.
    let sandbox = Sandbox::builder().random(Random::Seeded(7)).build().unwrap();
    let alone: Vec<String> = {
        let mut session = sandbox.session().unwrap();
        (0..3).map(|_| value(&session.run(draw)).to_owned()).collect()
    };
    let (mut one, mut other) = (sandbox.session().unwrap(), sandbox.session().unwrap());
    for expected in &alone {
        assert_eq!(value(&one.run(draw)), expected);
        assert_eq!(value(&other.run(draw)), expected);
    }
}

/// A session that ended in the middle, however, leaves nothing either.
#[test]
fn nothing_of_a_session_that_was_cut_off_reaches_the_next() {
    let limits = Limits { wall_time: Some(Duration::from_millis(50)), ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).pool(1).build().unwrap();
    for (name, change, look) in CHANGES.iter().step_by(4) {
        for rollback in [false, true] {
            let mut session = sandbox.session_builder().rollback(rollback).open().unwrap();
            // In C code, which no exception ends.
            let endless = "import re\nre.match('(?P<c>c?)(a|a)*b(?P=c)', 'a' * 60)";
            let outcome = session.run(&format!("{change}\n{endless}"));
            assert_eq!(outcome.ending, Ending::Stopped, "{name}: {outcome:?}");
            if rollback {
                sees(&mut session, name, look, "False");
            } else {
                assert_eq!(session.run("1").error, Some(Error::SessionDead));
            }
            sees(&mut sandbox.session().unwrap(), name, look, "False");
        }
    }
}

/// Memory that a program gets is zero, where Python says so and where the
/// interpreter leaves it as it came: nothing of an earlier tenant is in it.
#[test]
fn memory_that_was_anothers_is_clean() {
    const FILL: &str = "
marker = b'the first tenant was here ' * 4
kept = []
try:
    while True: kept.append(marker * 2000)
except MemoryError: pass
len(kept) * len(marker) * 2000";
    // All of the memory that there is, each block with room at its end that the
    // interpreter has not cleared.
    const SEARCH: &str = "
marker = b'first tenant was'
found = 0
blocks = []
try:
    while True:
        block = bytearray(100000)
        if any(block): found += 1
        block.extend(b'x')
        blocks.append(block)
except MemoryError: pass
for block in blocks:
    if block.find(marker) != -1: found += 1
n = len(blocks)
(found, n > 100)";
    for (memory_bytes, pool) in [(16 << 20, 1), (32 << 20, 1), (32 << 20, 0)] {
        let limits = Limits { memory_bytes, ..Limits::default() };
        let sandbox = Sandbox::builder().limits(limits).pool(pool).build().unwrap();
        for _ in 0..2 {
            let filled: u64 = value(&sandbox.run(FILL)).parse().unwrap();
            assert!(filled > memory_bytes / 4, "{filled}");
            assert_eq!(value(&sandbox.run(SEARCH)), "(0, True)");
        }
    }
}
