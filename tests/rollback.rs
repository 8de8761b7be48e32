//! Runs that are cut off in the middle, in sessions that roll back, in sessions
//! that do not, and in sessions that are reset.

mod common;

use common::{raised, with_wall_time};
use micropython_sandbox::{
    Clock, Ending, Error, Input, LimitKind, Limits, Outcome, Output, Random, Sandbox, Session,
};
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What a session has before it is attacked.
const SETUP: &str = "
import sys, json, collections
class Point:
    side = 1
    def __init__(self, x): self.x = x
numbers = [1, 2, 3]
point = Point(7)
big = 3 ** 200
def count():
    n = 0
    while True:
        n += 1
        yield n
counter = count()
next(counter)
";

/// Tells all of it. Does not change it, but for what it needs to look.
const STATE: &str = "(numbers, point.x, Point.side, big == 3 ** 200, sorted(globals().keys()),
    'evil' in sys.modules, hasattr(json, 'evil'), sys.argv, sys.path)";

/// Changes all of it.
const ATTACK: &str = "
numbers.append(4)
point.x = 8
Point.side = 2
big = 1
evil = [bytearray(1000) for _ in range(5000)]
for _ in range(10): next(counter)
sys.modules['evil'] = 1
try: json.evil = 1
except AttributeError: pass
sys.argv.append('evil')
sys.path.append('evil')
";

/// A program that no exception ends in time. (What can be computed when it is
/// compiled would be.)
const HUGE: &str = "n = 10 ** 8\nx = 7 ** n";

/// More of them.
const ENDLESS: &[(&str, &str)] = &[
    ("one huge number", HUGE),
    ("a regular expression", "import re\nre.match('(?P<c>c?)(a|a)*b(?P=c)', 'a' * 60)"),
    ("shared lists", "a = [1]\nfor _ in range(60): a = [a, a]\nrepr(a)"),
];

fn value(outcome: &Outcome) -> &str {
    match &outcome.value {
        Some(value) => &value.repr,
        None => panic!("no value: {outcome:?}"),
    }
}

#[track_caller]
fn state(session: &mut Session) -> String {
    value(&session.run(STATE)).to_owned()
}

/// Cut off by its time, and whether its session lives.
#[track_caller]
fn cut_off(outcome: &Outcome) -> bool {
    match (&outcome.ending, &outcome.error) {
        (Ending::Stopped, Some(Error::Limit(reached))) => {
            assert!(matches!(reached.limit, LimitKind::WallTime(_)), "{reached:?}");
            assert_eq!(reached.traceback, None);
            reached.session_alive
        }
        _ => panic!("not cut off: {outcome:?}"),
    }
}

fn rolling_back(sandbox: &Sandbox) -> Session {
    sandbox.session_builder().rollback(true).open().unwrap()
}

#[test]
fn what_was_cut_off_is_undone() {
    let sandbox = with_wall_time(300);
    for (name, endless) in ENDLESS {
        let mut session = rolling_back(&sandbox);
        assert_eq!(session.run(SETUP).ending, Ending::Finished);
        let before = state(&mut session);
        let outcome = session.run(&format!("print('go')\n{ATTACK}\n{endless}"));
        assert!(cut_off(&outcome) && outcome.rolled_back && session.alive(), "{name}");
        assert_eq!(outcome.stdout, b"go\n", "{name}");
        assert_eq!(state(&mut session), before, "{name}");
        // What was saved is alive: a generator in the middle, a class, a module.
        let outcome = session.run("(next(counter), Point(5).x, json.loads('[1]'))");
        assert_eq!(value(&outcome), "(2, 5, [1])", "{name}");
        assert!(!outcome.rolled_back);
        // The same changes, not cut off, stay.
        assert_eq!(session.run(ATTACK).ending, Ending::Finished);
        assert_ne!(state(&mut session), before, "{name}");
    }
}

#[test]
fn without_rollback_the_session_is_dead_for_good() {
    let sandbox = with_wall_time(100);
    let mut session = sandbox.session().unwrap();
    session.run(SETUP);
    let outcome = session.run(ENDLESS[0].1);
    assert!(!cut_off(&outcome) && !outcome.rolled_back && !session.alive());
    for _ in 0..3 {
        let outcome = session.run("1");
        assert_eq!((outcome.ending, &outcome.error), (Ending::Failed, &Some(Error::SessionDead)));
        assert!(!session.alive());
    }
}

#[test]
fn a_first_run_is_rolled_back_to_the_beginning() {
    let sandbox = with_wall_time(50);
    let mut session = rolling_back(&sandbox);
    let fresh = value(&sandbox.session().unwrap().run("sorted(globals().keys())")).to_owned();
    for _ in 0..2 {
        assert!(cut_off(&session.run(&format!("x = 1\n{HUGE}"))));
        assert_eq!(value(&session.run("sorted(globals().keys())")), fresh);
    }
    assert_eq!(raised(&session.run("x")).type_name, "NameError");
}

#[test]
fn only_what_was_not_cut_off_adds_up() {
    let sandbox = with_wall_time(20);
    let mut session = rolling_back(&sandbox);
    session.run("kept = []");
    for round in 0..12 {
        let outcome = session.run(&format!("kept.append({round})\nlen(kept)"));
        assert_eq!(value(&outcome), (round + 1).to_string());
        // Two in a row: what was saved is not used up.
        for _ in 0..round % 3 {
            assert!(cut_off(&session.run(&format!("kept.append('lost')\n{HUGE}"))));
        }
    }
    assert_eq!(value(&session.run("kept == list(range(12))")), "True");
}

#[test]
fn what_ends_by_an_exception_is_not_undone() {
    let sandbox = with_wall_time(100);
    let mut session = rolling_back(&sandbox);
    session.run("done = []");
    for (source, ending) in [
        ("done.append(1)\nwhile True: pass", Ending::Stopped),
        ("done.append(2)\n1 // 0", Ending::Raised),
        ("done.append(3)\nx = bytearray(1 << 30)", Ending::Raised),
        ("done.append(4)\ndef f(): f()\nf()", Ending::Raised),
        ("done.append(5)\nimport sys\nsys.exit(3)", Ending::Exited(3)),
    ] {
        let outcome = session.run(source);
        assert_eq!((outcome.ending, outcome.rolled_back), (ending, false), "{source}");
    }
    assert_eq!(value(&session.run("done")), "[1, 2, 3, 4, 5]");
}

/// A stream that fails with this error once it is told to.
struct Failing {
    fails: Arc<AtomicBool>,
    how: io::ErrorKind,
}

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.fails.load(Ordering::Relaxed) {
            return Err(self.how.into());
        }
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_stream_that_fails_is_a_reason_too() {
    let sandbox = Sandbox::new().unwrap();
    for (how, error) in [
        (io::ErrorKind::BrokenPipe, Error::OutputClosed),
        (
            io::ErrorKind::StorageFull,
            Error::Host("writing the program's stdout failed: no storage space".into()),
        ),
    ] {
        for rollback in [true, false] {
            let fails = Arc::new(AtomicBool::new(false));
            let failing = Failing { fails: Arc::clone(&fails), how };
            let builder = sandbox.session_builder().stdout(Output::Writer(Box::new(failing)));
            let mut session = builder.rollback(rollback).open().unwrap();
            assert_eq!(session.run("x = 1\nprint(x)").ending, Ending::Finished);
            fails.store(true, Ordering::Relaxed);
            let outcome = session.run("x = 2\nprint(x)\nx = 3");
            assert_eq!((outcome.ending, &outcome.error), (Ending::Failed, &Some(error.clone())));
            assert_eq!((outcome.rolled_back, session.alive()), (rollback, rollback));
            if rollback {
                assert_eq!(value(&session.run("x")), "1");
                fails.store(false, Ordering::Relaxed);
                assert_eq!(session.run("print(x)").ending, Ending::Finished);
            }
        }
    }
}

#[test]
fn a_stream_that_panics_ends_the_session_and_no_more() {
    struct Panicking;
    impl Write for Panicking {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            panic!("in the caller's own code");
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let sandbox = Sandbox::builder().pool(1).build().unwrap();
    let builder = sandbox.session_builder().stdout(Output::Writer(Box::new(Panicking)));
    let mut session = builder.rollback(true).open().unwrap();
    assert_eq!(value(&session.run("1")), "1");
    assert!(catch_unwind(AssertUnwindSafe(|| session.run("print(1)"))).is_err());
    assert_eq!(session.run("1").error, Some(Error::SessionDead));
    assert_eq!(session.reset(), Err(Error::SessionDead));
    assert_eq!(sandbox.run("print(1)").stdout, b"1\n");
}

fn with_streams(rollback: bool) -> Session {
    let limits = Limits { wall_time: Some(Duration::from_millis(50)), ..Limits::default() };
    let sandbox = Sandbox::builder()
        .limits(limits)
        .random(Random::Seeded(1))
        .clock(Clock::Fixed { since_epoch: Duration::from_secs(1000) })
        .build()
        .unwrap();
    // A line at a time, so that the interpreter does not read ahead.
    let lines = Lines(vec!["four\n", "three\n", "two\n", "one\n"]);
    let input = Input::Reader(Box::new(lines));
    sandbox.session_builder().stdin(input).rollback(rollback).open().unwrap()
}

/// Gives one of these at a time, the last first.
struct Lines(Vec<&'static str>);

impl Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let line = self.0.pop().unwrap_or_default().as_bytes();
        buffer[..line.len()].copy_from_slice(line);
        Ok(line.len())
    }
}

/// What a program has read, slept and drawn is not undone, and no byte of it is
/// given twice.
#[test]
fn what_came_from_outside_goes_on() {
    let look = "import time, os\n(input(), time.time(), os.urandom(4))";
    let mut straight = with_streams(false);
    let looks: Vec<String> = (0..4)
        .map(|_| {
            straight.run("import time\ntime.sleep(10)");
            value(&straight.run(look)).to_owned()
        })
        .collect();
    for renew in [
        |session: &mut Session| assert!(cut_off(&session.run(HUGE))),
        |session: &mut Session| session.reset().unwrap(),
    ] {
        let mut session = with_streams(true);
        for expected in &looks {
            session.run("import time\ntime.sleep(10)");
            assert_eq!(value(&session.run(look)), expected);
            renew(&mut session);
        }
        assert_eq!(raised(&session.run("input()")).type_name, "EOFError");
    }
}

/// The memory that a session had grown to comes back with it, counts once, and
/// is all that there is.
#[test]
fn memory_is_rolled_back_and_counted_once() {
    let limits = Limits { memory_bytes: 48 << 20, ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    let open = || {
        let fails = Arc::new(AtomicBool::new(true));
        let failing = Failing { fails, how: io::ErrorKind::BrokenPipe };
        let builder = sandbox.session_builder().stdout(Output::Writer(Box::new(failing)));
        builder.rollback(true).open().unwrap()
    };
    let (mut session, mut undisturbed) = (open(), open());
    let mut endings = Vec::new();
    for program in [
        "data = [bytes([i % 256]) * 100000 for i in range(100)]",
        "len(bytearray(8 << 20))",
        "len(bytearray(40 << 20))",
        "more = bytearray(1 << 20)",
        "all(data[i] == bytes([i % 256]) * 100000 for i in range(100)) and len(more)",
    ] {
        // Each of these would be the one that is too much, if memory were
        // counted twice.
        for _ in 0..3 {
            let outcome = session.run("data = None\nmost = bytearray(8 << 20)\nprint()");
            assert_eq!(outcome.error, Some(Error::OutputClosed));
            assert!(outcome.rolled_back && outcome.usage.peak_memory_bytes <= 49 << 20);
        }
        let (outcome, expected) = (session.run(program), undisturbed.run(program));
        assert_eq!((outcome.ending, &outcome.value), (expected.ending, &expected.value));
        endings.push((outcome.ending, outcome.value.map(|value| value.repr)));
    }
    let (done, too_much) = (Ending::Finished, Ending::Raised);
    assert_eq!(endings[0], (done, None));
    assert_eq!(endings[1], (done, Some((8 << 20).to_string())));
    assert_eq!(endings[2], (too_much, None));
    assert_eq!(endings[4], (done, Some((1 << 20).to_string())));
    assert_eq!(raised(&session.run("most")).type_name, "NameError");
}

#[test]
fn reset_is_as_opened() {
    let sandbox = with_wall_time(50);
    for rollback in [true, false] {
        let mut session = sandbox.session_builder().rollback(rollback).open().unwrap();
        let fresh = value(&session.run("sorted(globals().keys())")).to_owned();
        for endless in [None, Some(HUGE)] {
            session.run(SETUP);
            if let Some(endless) = endless {
                cut_off(&session.run(endless));
                assert_eq!(session.alive(), rollback);
            }
            session.reset().unwrap();
            assert!(session.alive());
            assert_eq!(value(&session.run("sorted(globals().keys())")), fresh);
            assert_eq!(raised(&session.run("numbers")).type_name, "NameError");
        }
        // And it is what the next run is rolled back to.
        session.reset().unwrap();
        if rollback {
            assert!(cut_off(&session.run(HUGE)));
            assert_eq!(raised(&session.run("numbers")).type_name, "NameError");
        }
    }
}
