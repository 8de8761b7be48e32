//! The limit on steps: a count that is the same each time, and that no loop
//! escapes, whatever it is made of.

mod common;

use micropython_sandbox::{
    Clock, Ending, Error, LimitKind, LimitReached, Limits, Outcome, Random, Sandbox, WASM,
};
use std::time::Duration;

const ALLOWED: u64 = 20_000;

/// A sandbox with this limit, and time enough never to be the reason.
fn with_steps(steps: u64) -> Sandbox {
    let limits = Limits {
        steps: Some(steps),
        wall_time: Some(Duration::from_secs(120)),
        ..Limits::default()
    };
    Sandbox::builder().limits(limits).build().unwrap()
}

#[track_caller]
fn steps_of(sandbox: &Sandbox, source: &str) -> u64 {
    let outcome = sandbox.run(source);
    assert_eq!(outcome.ending, Ending::Finished, "{source}: {:?}", outcome.error);
    outcome.usage.steps.expect("steps are counted")
}

#[track_caller]
fn reached(outcome: &Outcome, steps: u64) -> &LimitReached {
    match (&outcome.ending, &outcome.error) {
        (Ending::Stopped, Some(Error::Limit(reached)))
            if reached.limit == LimitKind::Steps(steps) =>
        {
            reached
        }
        _ => panic!("not stopped by its steps: {outcome:?}"),
    }
}

/// Programs that go on for `n` rounds of something.
const LOOPS: &[(&str, &str)] = &[
    ("while", "while n: n -= 1"),
    ("for", "for i in range(n): pass"),
    ("for over a list", "for i in [0] * min(n, 100000): pass"),
    ("comprehension", "[i for i in range(n)]"),
    ("set comprehension", "{0 for i in range(n)}"),
    ("generator expression", "sum(1 for i in range(n))"),
    ("generator", "def g():\n for i in range(n): yield i\nfor i in g(): pass"),
    ("generator, from C", "def g():\n for i in range(n): yield i\nmax(g(), default=0)"),
    ("yield from", "def g(k):\n yield k\n yield from range(n)\nfor i in g(0): pass"),
    ("recursion", "def f(k):\n if k: f(k - 1); f(k - 1)\nf(min(n, 200))"),
    ("recursion without a jump", "f = lambda k: k and f(k - 1) or k and f(k - 1)\nf(min(n, 200))"),
    (
        "__getattr__",
        "class A:\n def __getattr__(self, name): return name\na = A()\nlist(map(lambda i: a.x, range(n)))",
    ),
    (
        "__getitem__",
        "class A:\n def __getitem__(self, i):\n  if i == n: raise IndexError\n  return i\nlist(iter(A()))",
    ),
    (
        "__next__",
        "class A:\n k = 0\n def __iter__(self): return self\n def __next__(self):\n  self.k += 1\n  if self.k > n: raise StopIteration\nlist(A())",
    ),
    ("__eq__", "class A:\n def __eq__(self, other): return False\nA() in [A()] * min(n, 100000)"),
    (
        "__hash__",
        "class A:\n def __hash__(self): return 1\na = A()\nlist(map(hash, (a for i in range(n))))",
    ),
    ("a sort's key", "sorted(range(min(n, 100000)), key=lambda v: -v)"),
    ("map", "list(map(lambda v: v, range(n)))"),
    ("filter", "list(filter(lambda v: False, range(n)))"),
    ("a regular expression", "import re\nre.sub('a', lambda m: 'b', 'a' * min(n, 100000))"),
    ("except", "for i in range(n):\n try: raise ValueError\n except ValueError: pass"),
    (
        "except BaseException",
        "while n:\n n -= 1\n try:\n  while n: n -= 1\n except BaseException: continue",
    ),
    ("finally", "while n:\n try:\n  n -= 1\n finally:\n  continue"),
    (
        "finally in a recursion",
        "def f(k):\n try:\n  if k: f(k - 1)\n finally:\n  if k: f(k - 1)\nf(min(n, 100))",
    ),
    (
        "with",
        "class A:\n def __enter__(self): pass\n def __exit__(self, *a): return True\na = A()\nwhile n:\n n -= 1\n with a: raise ValueError",
    ),
    ("exec", "while n:\n n -= 1\n exec('pass')"),
    (
        "asyncio",
        "import asyncio\nasync def f():\n for i in range(n): await asyncio.sleep(0)\nasyncio.run(f())",
    ),
];

#[test]
fn each_loop_is_stopped() {
    let sandbox = with_steps(ALLOWED);
    for (what, body) in LOOPS {
        let few = steps_of(&sandbox, &format!("n = 9\n{body}"));
        assert!(few < ALLOWED / 4, "{what} of few rounds makes {few} steps");
        let outcome = sandbox.run(&format!("n = 10 ** 9\n{body}"));
        reached(&outcome, ALLOWED);
        let used = outcome.usage.steps.unwrap();
        let most = ALLOWED + Limits::GRACE_STEPS + 1;
        assert!((ALLOWED + 1..=most).contains(&used), "{what} made {used} steps");
    }
}

#[test]
fn the_count_is_the_same_each_time_and_everywhere() {
    let sandbox = with_steps(1_000_000);
    let limits = Limits { steps: Some(2_000_000), ..Limits::default() };
    let fixed = Clock::Fixed { since_epoch: Duration::from_secs(1) };
    let other = Sandbox::builder().limits(limits).clock(fixed).random(Random::Seeded(1)).pool(0);
    let epochs = Sandbox::builder().limits(limits).engine_epochs(true).build().unwrap();
    let others = [other.build().unwrap(), epochs];
    for (what, body) in LOOPS {
        let source = format!("n = 9\n{body}");
        let steps = steps_of(&sandbox, &source);
        for _ in 0..3 {
            assert_eq!(steps_of(&sandbox, &source), steps, "{what}");
        }
        for other in &others {
            assert_eq!(steps_of(other, &source), steps, "{what}");
        }
    }
}

/// Also where it stops, and how many steps were made until it had unwound.
#[test]
fn a_stop_is_the_same_each_time() {
    let sandbox = with_steps(ALLOWED);
    for (what, body) in LOOPS {
        let stopped = || {
            let outcome = sandbox.run(&format!("n = 10 ** 9\n{body}"));
            (outcome.usage.steps, outcome.error)
        };
        assert_eq!(stopped(), stopped(), "{what}");
    }
}

#[test]
fn the_count_is_what_the_documentation_says() {
    let sandbox = with_steps(10_000_000);
    let million = steps_of(&sandbox, "for i in range(1_000_000): pass");
    assert!((1_000_000..1_000_010).contains(&million), "{million}");
    let nothing = steps_of(&sandbox, "pass");
    assert_eq!(nothing, 1);
    // What each round of a loop adds, beside the round itself.
    for (body, each) in [
        ("x = i + 1", 0),
        ("x = 2 ** 1000", 0),
        ("f()", 1),
        ("if i: pass", 1),
        ("f(); f()", 2),
        ("next(g)", 2),
        ("try: 1 // 0\n except ZeroDivisionError: pass", 3),
    ] {
        let count = |rounds: u32| {
            let define = "def f(): pass\ndef gen():\n while True: yield\ng = gen()\nnext(g)\n";
            steps_of(&sandbox, &format!("{define}for i in range(1, {rounds}):\n {body}"))
        };
        assert_eq!((count(1001) - count(1)) / 1000, 1 + each, "{body}");
    }
}

#[test]
fn the_last_step_allowed_is_made() {
    let source = "for i in range(100): print(i)";
    let needed = steps_of(&with_steps(1000), source);
    assert_eq!(steps_of(&with_steps(needed), source), needed);
    let outcome = with_steps(needed - 1).run(source);
    let reached = reached(&outcome, needed - 1);
    assert!(reached.session_alive);
    let traceback = reached.traceback.as_deref().unwrap();
    assert!(traceback.contains("LimitExceeded: the step limit was reached"), "{traceback}");
    assert!(outcome.stdout_text().ends_with("98\n99\n"), "what was printed is kept");
}

#[test]
fn what_is_said_to_be_left_can_be_had() {
    let sandbox = with_steps(5000);
    let with = |more: i32| {
        let source = "import sandbox\nfor i in range(sandbox.left()['steps']";
        sandbox.run(&format!("{source} + {more}): pass"))
    };
    assert_eq!(with(-10).ending, Ending::Finished);
    reached(&with(10), 5000);
}

#[test]
fn a_program_without_any_steps_is_stopped_as_it_begins() {
    let outcome = with_steps(0).run("x = 1\nwhile True: pass");
    assert!(reached(&outcome, 0).session_alive);
    assert_eq!(outcome.usage.steps, Some(3), "its frame, the jump, and what is raised there");
}

#[test]
fn what_is_caught_comes_again_and_then_it_is_over() {
    let catching = "caught = 0\nwhile True:\n try:\n  while True: pass\n except BaseException as e:\n  caught += 1\n  print(caught, type(e).__name__)";
    let mut session = with_steps(ALLOWED).session().unwrap();
    let outcome = session.run(catching);
    let reached = reached(&outcome, ALLOWED);
    assert_eq!((&reached.traceback, reached.session_alive), (&None, false));
    assert_eq!(outcome.stdout_text(), "1 LimitExceeded\n2 LimitExceeded\n");
    assert_eq!(outcome.usage.steps, Some(ALLOWED + Limits::GRACE_STEPS + 1));
    assert_eq!(session.run("1").error, Some(Error::SessionDead));
    // Who unwinds in between is stopped softly.
    let unwinding =
        "try:\n while True: pass\nfinally:\n for i in range(4000): pass\n print('unwound')";
    let mut session = with_steps(ALLOWED).session().unwrap();
    let outcome = session.run(unwinding);
    assert!(self::reached(&outcome, ALLOWED).session_alive);
    assert_eq!(outcome.stdout_text(), "unwound\n");
    assert_eq!(session.run("6 * 7").value.unwrap().repr, "42");
}

#[test]
fn each_run_of_a_session_has_all_steps() {
    let mut session = with_steps(5000).session().unwrap();
    let mut counts = Vec::new();
    for _ in 0..4 {
        let outcome = session.run("for i in range(4000): pass");
        assert_eq!(outcome.ending, Ending::Finished);
        counts.push(outcome.usage.steps);
        reached(&session.run("for i in range(6000): pass"), 5000);
    }
    assert!(counts.iter().all(|count| *count == counts[0]), "{counts:?}");
}

/// C code between two steps counts nothing; time bounds it.
#[test]
fn time_still_holds() {
    let wall_time = Some(Duration::from_millis(50));
    let limits = Limits { steps: Some(1_000_000_000), wall_time, ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    for source in ["while True: pass", "n = 10 ** 7\nx = 7 ** n"] {
        match sandbox.run(source).error {
            Some(Error::Limit(LimitReached { limit: LimitKind::WallTime(_), .. })) => {}
            other => panic!("{other:?}"),
        }
    }
    let both = Limits { steps: Some(1000), ..limits };
    let both = Sandbox::builder().limits(both).build().unwrap();
    reached(&both.run("while True: pass"), 1000);
    assert_eq!(both.run("sum([1, 2, 3])").ending, Ending::Finished);
}

#[test]
fn without_a_limit_nothing_is_counted() {
    let usage = common::run("for i in range(10): pass").usage;
    assert_eq!((usage.steps, usage.fuel), (None, None));
    let huge = with_steps(u64::MAX);
    assert_eq!(steps_of(&huge, "pass"), 1);
}

#[test]
fn a_module_of_the_callers_is_not_believed_to_count() {
    let limits = Limits { steps: Some(1000), ..Limits::default() };
    let refused = |wasm: &[u8]| Sandbox::builder().limits(limits).artifact(wasm).build();
    match refused(WASM) {
        Err(Error::Config(message)) => {
            assert!(message.contains("needs the built-in interpreter"), "{message}");
        }
        other => panic!("{other:?}"),
    }
    let exporting = wat::parse_str(
        r#"(module (memory (export "memory") 1)
            (global (export "steps") (mut i64) (i64.const 0))
            (func (export "control") (result i32) i32.const 0)
            (func (export "buffer") (param i32 i32) (result i32) i32.const 0)
            (func (export "run") (result i32) i32.const 0))"#,
    )
    .unwrap();
    assert!(matches!(refused(&exporting), Err(Error::Config(_))));
    // Nor does it get a counter where nothing is limited.
    match Sandbox::builder().artifact(exporting).build() {
        Err(Error::Artifact(message)) => assert!(message.contains("exports steps"), "{message}"),
        other => panic!("{other:?}"),
    }
    let plain = Limits { steps: None, ..limits };
    assert!(Sandbox::builder().limits(plain).artifact(WASM).build().is_ok());
}
