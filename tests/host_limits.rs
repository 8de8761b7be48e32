//! What ends calls of host functions: limits, time, and panics.

use micropython_sandbox::{Error, LimitKind, Limits, Outcome, Sandbox, SandboxBuilder, Value};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

fn sandbox() -> SandboxBuilder {
    Sandbox::builder().pool(0)
}

#[test]
fn a_panic_stops_the_run_and_nothing_else() {
    let calls = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&calls);
    let sandbox = sandbox()
        .function("db.panics", |text: String| -> i64 { panic!("{text}") })
        .function("fine", move || {
            counted.fetch_add(1, Ordering::Relaxed);
            1
        })
        .build()
        .unwrap();
    let mut session = sandbox.session().unwrap();
    // What it said is for the host's own log.
    for program in [
        "import db\ndb.panics('a secret')",
        "try:\n    db.panics('b')\nexcept Exception:\n    print('caught')",
        "try:\n    db.panics('c')\nexcept:\n    pass\nprint('lives')",
    ] {
        let outcome = session.run(program);
        let Some(Error::Host(text)) = &outcome.error else { panic!("{outcome:?}") };
        assert_eq!(text, "the host function db.panics panicked");
        assert!(!format!("{outcome:?}").contains("secret"), "{outcome:?}");
        assert!(!outcome.stdout_text().contains("caught"));
        assert!(session.alive());
    }
    // Nor does it get to call another function then.
    let program = "
import db
for i in range(100):
    try:
        db.panics('d')
    except BaseException: pass
    try:
        fine()
    except BaseException: pass
";
    assert!(matches!(session.run(program).error, Some(Error::Host(_))));
    assert_eq!(calls.load(Ordering::Relaxed), 0);
    assert_eq!(session.run("fine()").to::<i64>().unwrap(), 1);
    assert_eq!(calls.load(Ordering::Relaxed), 1);
}

#[test]
fn calls_and_bytes_are_limited_and_counted() {
    let limits = Limits { host_calls: 10, host_bytes: 10_000, ..Limits::default() };
    let sandbox = sandbox().limits(limits).function("same", |value: Value| value).build().unwrap();
    let mut session = sandbox.session().unwrap();
    let outcome = session.run("for i in range(10): same(i)");
    assert_eq!((outcome.error, outcome.usage.host_calls, outcome.usage.host_bytes), (None, 10, 30));

    let reached = |outcome: &Outcome| match &outcome.error {
        Some(Error::Limit(reached)) => (reached.limit, reached.session_alive),
        other => panic!("{other:?}"),
    };
    let outcome = session.run("n = 0\nwhile True:\n    same(1)\n    n += 1");
    assert_eq!(reached(&outcome), (LimitKind::HostCalls(10), true));
    assert_eq!((outcome.usage.host_calls, session.get::<u64>("n").unwrap()), (10, 10));
    // Who catches that gets nothing by it.
    let outcome = session.run("n = 0\nfor i in range(1000):\n    try:\n        same(1)\n        n += 1\n    except BaseException: pass");
    assert_eq!(reached(&outcome), (LimitKind::HostCalls(10), true));
    assert_eq!((outcome.usage.host_calls, session.get::<u64>("n").unwrap()), (10, 10));

    let outcome = session.run("same('x' * 6000)");
    assert_eq!(reached(&outcome), (LimitKind::HostBytes(10_000), true), "the reply is counted");
    let outcome = session.run("same('x' * 20000)");
    assert_eq!(reached(&outcome), (LimitKind::HostBytes(10_000), true));
    assert_eq!(outcome.usage.host_bytes, 0, "it was not passed");
    assert_eq!(session.run("same('x' * 4000)").error, None);
}

#[test]
fn time_in_a_host_function_counts() {
    let limits = Limits { wall_time: Some(Duration::from_millis(100)), ..Limits::default() };
    let sandbox = sandbox()
        .limits(limits)
        .function("wait", |millis: u64| std::thread::sleep(Duration::from_millis(millis)))
        .build()
        .unwrap();
    let mut session = sandbox.session().unwrap();
    assert_eq!(session.run("wait(10)").error, None);
    let outcome = session.run("wait(150)\nprint('after')");
    assert!(matches!(&outcome.error, Some(Error::Limit(r)) if r.session_alive), "{outcome:?}");
    assert_eq!(outcome.stdout, b"");
    let outcome = session.run("wait(1000)");
    assert!(matches!(&outcome.error, Some(Error::Limit(r)) if !r.session_alive), "{outcome:?}");
}

/// Opening a session is no part of a run, however little that may use: taking so
/// many functions takes more than the grace of each limit.
#[test]
fn what_the_host_offers_is_not_on_the_programs_account() {
    for limits in [
        Limits { wall_time: Some(Duration::from_nanos(1)), ..Limits::default() },
        Limits { steps: Some(1), ..Limits::default() },
        Limits { fuel: Some(1), ..Limits::default() },
    ] {
        let mut builder = sandbox().limits(limits);
        for number in 0..FUNCTIONS {
            builder = builder.function(format!("f{number}"), move || number);
        }
        let mut session = builder.build().unwrap().session().expect("whatever the limits");
        let outcome = session.run("while True: f1()");
        assert!(matches!(outcome.error, Some(Error::Limit(_))), "{outcome:?}");
    }
}

const FUNCTIONS: i64 = 20_000;
