//! What becomes of a program that prints more than it may, where it is to be
//! stopped for that.

mod common;

use common::{raised, stopped};
use micropython_sandbox::{Ending, LimitKind, Limits, OutputPolicy, Sandbox};
use std::time::{Duration, Instant};

fn sandbox(output_policy: OutputPolicy) -> Sandbox {
    let limits = Limits { stdout_bytes: 10, stderr_bytes: 5, output_policy, ..Limits::default() };
    Sandbox::builder().limits(limits).build().unwrap()
}

#[test]
fn it_is_stopped_where_it_prints_too_much() {
    let mut session = sandbox(OutputPolicy::Stop).session().unwrap();
    for (source, limit, line) in [
        ("print('12345')\nprint('67890')\nprint('more')", LimitKind::Stdout(10), 2),
        ("import sys\nsys.stdout.write('1234567890.')\nx = 1", LimitKind::Stdout(10), 2),
        ("import sys\nsys.stdout.buffer.write(b'1234567890.')\nx = 1", LimitKind::Stdout(10), 2),
        ("import sys\nsys.stderr.write('12345')\nsys.stderr.write('6')\n", LimitKind::Stderr(5), 3),
        ("import sys\nprint('12345', file=sys.stderr)", LimitKind::Stderr(5), 2),
        ("while True: print('y')", LimitKind::Stdout(10), 1),
    ] {
        let outcome = session.run(source);
        let (reached, traceback, alive) = stopped(&outcome);
        assert_eq!((reached, alive), (limit, true), "{source}");
        let traceback = traceback.unwrap();
        assert!(traceback.contains(&format!("line {line}, in <module>")), "{traceback}");
        let name = if limit == LimitKind::Stdout(10) { "stdout" } else { "stderr" };
        let last = format!("LimitExceeded: the limit of what {name} takes was reached\n");
        assert!(traceback.ends_with(&last), "{traceback}");
        let cut = [outcome.stdout_truncated, outcome.stderr_truncated];
        assert_eq!(cut, [name == "stdout", name == "stderr"], "{source}");
        assert!(outcome.stdout.len() <= 10 && outcome.stderr.len() <= 5, "{source}");
    }
    // As much as it may, each time.
    for _ in 0..3 {
        let source = "import sys\nprint('123456789')\nsys.stderr.write('12345')\nprint(end='')";
        let outcome = session.run(source);
        assert_eq!((outcome.ending, outcome.stdout.len()), (Ending::Finished, 10));
    }
}

#[test]
fn the_other_policy_lets_it_go_on() {
    let outcome = sandbox(OutputPolicy::Truncate).run("print('x' * 100)\n'the end'");
    assert_eq!((outcome.ending, outcome.stdout_truncated), (Ending::Finished, true));
    assert_eq!(outcome.value.unwrap().repr, "'the end'");
}

#[test]
fn catching_the_stop_does_not_help() {
    let sandbox = sandbox(OutputPolicy::Stop);
    for (source, alive) in [
        ("try: print('x' * 100)\nexcept Exception: print('no')", true),
        ("try: print('x' * 100)\nexcept BaseException: pass", true),
        ("while True:\n try:\n  while True: print('x' * 100)\n except BaseException: pass", false),
        ("try: print('x' * 100)\nfinally:\n while True: pass", true),
        // One C function prints without end, and never comes to a jump.
        (
            "class A:\n def __repr__(self):\n  try: print('x' * 100)\n  except BaseException: pass\n  return 'a'\nx = [A()] * 10 ** 7\nrepr(x)",
            false,
        ),
        ("a = [1]\nfor _ in range(60): a = [a, a]\nprint(a)", true),
    ] {
        let started = Instant::now();
        let outcome = sandbox.run(source);
        let (reached, _, lives) = stopped(&outcome);
        let took = started.elapsed();
        assert_eq!((reached, lives), (LimitKind::Stdout(10), alive), "{source}");
        assert!(took < Limits::GRACE + Duration::from_secs(2), "{source}: {took:?}");
    }
}

/// The traceback of another error is no output, and text for `sys.exit` is.
#[test]
fn an_end_by_itself_stays_one() {
    let sandbox = sandbox(OutputPolicy::Stop);
    let outcome = sandbox.run("raise ValueError('a text that is longer than stderr takes')");
    assert_eq!(raised(&outcome).type_name, "ValueError");
    let outcome = sandbox.run("import sys\nsys.exit('a text that is longer than stderr takes')");
    assert_eq!(stopped(&outcome).0, LimitKind::Stderr(5));
}
