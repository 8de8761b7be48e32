//! Recorded runs are repeated without their host, and every difference is told.

#[path = "common/recorded.rs"]
mod recorded;

use micropython_sandbox::{
    Clock, Context, Error, Input, Limits, Outcome, Random, Recording, Replay, Sandbox, Session,
};
use recorded::{Shared, differs, host, lines, record, replay_strictly};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

const PROGRAM: &str = "
import db, host
print(db.VERSION, db.query('a'), db.query(limit=1, sql='b'))
try:
    db.fail('k')
except LookupError as e:
    print(type(e), e)
print([next_number() for i in range(3)], same({(1, 2.5): {b'x'}, 'n': 1 << 70, None: float('nan')}))
print(host.functions())
help(db.query)
next_number()
";

#[test]
fn a_run_is_repeated_without_its_host() {
    let calls = Arc::new(AtomicU64::new(0));
    let sandbox = host(&calls).build().unwrap();
    let file = Shared::default();
    let builder = sandbox.session_builder().record(Recording::new(file.clone()));
    let recorded = builder.context(Context::new().with("Ada")).run(PROGRAM);
    assert_eq!(recorded.error, None);
    assert!(recorded.stdout_text().contains("Ada: a"), "{recorded:?}");
    let made = calls.load(Ordering::Relaxed);
    assert!(made >= 7);

    let same = |again: Outcome| {
        assert_eq!(again.error, None);
        assert_eq!(again.stdout_text(), recorded.stdout_text());
        assert_eq!(again.value, recorded.value);
        assert_eq!(again.usage.host_calls, recorded.usage.host_calls);
        assert_eq!(again.usage.host_bytes, recorded.usage.host_bytes);
    };
    // Without any function; and with functions, which are not called.
    same(replay_strictly(&file).run(PROGRAM));
    same(sandbox.session_builder().replay(Replay::new(file.reader()).unwrap()).run(PROGRAM));
    assert_eq!(calls.load(Ordering::Relaxed), made);
    assert!(sandbox.run(PROGRAM).success());
    assert!(calls.load(Ordering::Relaxed) > made, "they are called otherwise");
}

/// What one run gets from outside beside host functions.
#[test]
fn time_input_and_randomness_are_those_of_the_recording() {
    let program = "
import time, random, sys, os, sandbox, asyncio
start = time.time()
ticks = time.ticks_us()
print(start, time.localtime(), random.random(), random.getrandbits(30), os.urandom(8))
print(input('name? '), sys.stdin.readline(), sys.stdin.read(2))
time.sleep(0.01)
async def f():
    await asyncio.sleep(0.01)
    return time.ticks_us()
print(asyncio.run(f()) - ticks, time.time() - start)
print(sandbox.limits(), sandbox.left())
print(sys.stdin.buffer.read(), sys.argv, __file__ if '__file__' in globals() else None)
";
    let input = b"Ada\n\xc3\xa9\n12345\xff".to_vec();
    for random in [Random::System, Random::Seeded(5)] {
        let sandbox = Sandbox::builder().pool(0).random(random).build().unwrap();
        let file = Shared::default();
        let session = sandbox.session_builder().record(Recording::new(file.clone()));
        let session = session.argv(["me", "x"]).file_name("script.py");
        let reader = Input::Reader(Box::new(std::io::Cursor::new(input.clone())));
        let recorded = session.stdin(reader).run(program);
        assert_eq!(recorded.error, None);
        assert!(recorded.stdout_text().ends_with("b'345\\xff' ['me', 'x'] None\n"), "{recorded:?}");
        let again = replay_strictly(&file).run(program);
        assert_eq!((again.error, again.stdout), (None, recorded.stdout));
    }
    // Nothing of it is the same each time otherwise.
    let sandbox = Sandbox::new().unwrap();
    assert_ne!(
        sandbox.run("import time, os; print(time.time(), os.urandom(8))").stdout,
        sandbox.run("import time, os; print(time.time(), os.urandom(8))").stdout
    );
}

/// A clock that stands still is the same each time by itself.
#[test]
fn a_fixed_clock_needs_no_record() {
    let since_epoch = Duration::new(1_000_000_000, 5);
    let clock = Clock::Fixed { since_epoch };
    let sandbox = Sandbox::builder().pool(0).clock(clock).random(Random::Seeded(3)).build();
    let program = "import time, random\nfor i in range(3):\n    time.sleep(i + 0.5)\n    print(time.time(), time.ticks_ms() > 0, random.random())";
    let file = Shared::default();
    let session = sandbox.unwrap().session_builder().record(Recording::new(file.clone()));
    let recorded = session.run(program);
    assert!(recorded.stdout_text().starts_with("1000000000.5"), "{recorded:?}");
    let lines = lines(&file);
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert_eq!(lines[0]["recording"]["clock"]["fixed_ns"], 1_000_000_000_000_000_005_u64);
    assert_eq!(lines[0]["recording"]["random"]["seed"], 3);
    assert_eq!(replay_strictly(&file).run(program).stdout, recorded.stdout);
}

#[test]
fn no_time_is_waited_again() {
    let file = record(&Sandbox::new().unwrap(), "import time\ntime.sleep(1)");
    let again = replay_strictly(&file).run("import time\ntime.sleep(1)");
    assert_eq!(again.error, None);
    assert!(again.usage.wall_time < Duration::from_millis(800), "{again:?}");
}

#[test]
fn work_is_the_same_to_the_step() {
    let limits = Limits { steps: Some(1_000_000), fuel: Some(1_000_000_000), ..Default::default() };
    let sandbox = host(&Arc::default()).limits(limits).build().unwrap();
    let file = Shared::default();
    let recording = Recording::new(file.clone());
    let recorded = sandbox.session_builder().record(recording).run(PROGRAM);
    let replay = Replay::new(file.reader()).unwrap();
    let sandbox = Sandbox::builder().limits(limits).replaying(&replay).build().unwrap();
    let again = sandbox.session_builder().replay(replay).run(PROGRAM);
    assert_eq!((recorded.error, again.error), (None, None));
    assert!(recorded.usage.fuel.is_some() && recorded.usage.steps.is_some());
    assert_eq!((recorded.usage.fuel, recorded.usage.steps), (again.usage.fuel, again.usage.steps));
}

/// All that can be done to a session.
fn work(session: &mut Session) -> Vec<String> {
    let mut told = Vec::new();
    let mut tell = |outcome: Outcome| {
        let error = outcome.error.as_ref().map(ToString::to_string);
        told.push(format!("{:?} {:?} {error:?}", outcome.stdout_text(), outcome.value));
    };
    tell(session.run("def f(n): return n + next_number()\nx = 1"));
    session.set("x", vec![next(2), next(3)]).unwrap();
    tell(session.eval("f(x[0])"));
    tell(session.call("f", (40,)));
    tell(session.call("f", BTreeMap::from([("n", 1)])));
    tell(session.run("1/0"));
    tell(session.run("import sys; sys.exit(next_number())"));
    tell(session.eval("x = ("));
    let x: Vec<i64> = session.get("x").unwrap();
    tell(session.run(&format!("{x:?}, x")));
    session.reset().unwrap();
    tell(session.run("same('x' in globals())"));
    tell(session.run("same('ende')"));
    told
}

fn next(n: i64) -> i64 {
    n
}

#[test]
fn sessions_are_repeated_task_by_task() {
    let sandbox = host(&Arc::default()).build().unwrap();
    let file = Shared::default();
    let recording = Recording::new(file.clone());
    let recorded = work(&mut sandbox.session_builder().record(recording).open().unwrap());
    assert!(recorded[1].contains("\"2\""), "{recorded:?}");
    let mut session = replay_strictly(&file).open().unwrap();
    assert_eq!(work(&mut session), recorded);
    // There is nothing more in it.
    let outcome = session.run("1");
    assert_eq!(
        differs(&outcome),
        "the beginning of task 14 (line 33): recorded is nothing more; now it is run \
         (sha256 6b86b273ff34fce1...)"
    );
    // Nor does anything follow a difference.
    assert_eq!(differs(&session.run("2")), differs(&outcome));
    assert!(matches!(session.get::<i64>("x"), Err(Error::Replay(_))));
    assert!(matches!(session.reset(), Err(Error::Replay(_))));
    assert!(session.alive());
}

#[test]
fn a_panic_is_repeated_as_one() {
    let sandbox = host(&Arc::default()).build().unwrap();
    let program = "try:\n    panics()\nexcept BaseException: pass\nprint('on')";
    let file = Shared::default();
    let recording = Recording::new(file.clone());
    let mut session = sandbox.session_builder().record(recording).open().unwrap();
    let recorded = session.run(program);
    assert_eq!(recorded.error, Some(Error::Host("the host function panics panicked".to_owned())));
    assert!(!file.text().contains("secret"));
    let again = replay_strictly(&file).run(program);
    assert_eq!((again.error, again.stdout), (recorded.error, recorded.stdout));
}

#[test]
fn a_session_that_is_rolled_back_is_so_again() {
    let limits = Limits { fuel: Some(50_000_000), ..Default::default() };
    let sandbox = host(&Arc::default()).limits(limits).build().unwrap();
    let runs = |session: &mut Session| {
        let programs = ["x = next_number()", "x = same(7)\nn = 10 ** 7; 7 ** n", "same(x)"];
        programs.map(|program| {
            let outcome = session.run(program);
            (outcome.rolled_back, outcome.value.map(|value| value.repr), outcome.ending)
        })
    };
    let file = Shared::default();
    let recording = Recording::new(file.clone());
    let mut session = sandbox.session_builder().rollback(true).record(recording).open().unwrap();
    let recorded = runs(&mut session);
    assert!(recorded[1].0 && recorded[2].1.as_deref() == Some("0"), "{recorded:?}");
    let replay = Replay::new(file.reader()).unwrap();
    let sandbox = Sandbox::builder().limits(limits).replaying(&replay).build().unwrap();
    assert_eq!(runs(&mut sandbox.session_builder().replay(replay).open().unwrap()), recorded);
}

/// The file that a program of before would read, as docs/recordings.md shows it.
#[test]
fn a_recording_reads_as_it_is_described() {
    let sandbox = host(&Arc::default()).build().unwrap();
    let file = record(
        &sandbox,
        "import db\ndb.query('a', limit=1)\ntry: db.fail('k')\nexcept LookupError: pass",
    );
    let lines = lines(&file);
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[1]["task"]["kind"], "run");
    assert_eq!(lines[2]["call"]["number"], 1);
    assert_eq!(lines[2]["call"]["function"], "db.query");
    assert_eq!(lines[2]["call"]["arguments"], "'a', 1");
    assert_eq!(lines[2]["call"]["answer"], "returned");
    assert_eq!(lines[2]["call"]["text"], "[('nobody: a', 0)]");
    assert_eq!(lines[3]["call"]["answer"], "raised");
    assert_eq!(lines[3]["call"]["text"], "db.Missing: k");
    assert_eq!(lines[4]["end"], "finished");
}
