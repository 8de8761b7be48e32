//! The limit on fuel: everything counts, exactly, in the built-in interpreter
//! and in any other module.

use micropython_sandbox::{
    CachePolicy, Clock, Ending, Error, LimitKind, LimitReached, Limits, Outcome, Sandbox, WASM,
};
use std::sync::LazyLock;
use std::time::Duration;

/// Some hundred thousand turns of a loop.
const ALLOWED: u64 = 100_000_000;

fn limits(fuel: u64) -> Limits {
    let wall_time = Some(Duration::from_secs(120));
    Limits { fuel: Some(fuel), wall_time, ..Limits::default() }
}

static SANDBOX: LazyLock<Sandbox> =
    LazyLock::new(|| Sandbox::builder().limits(limits(ALLOWED)).build().unwrap());

#[track_caller]
fn fuel_of(sandbox: &Sandbox, source: &str) -> u64 {
    let outcome = sandbox.run(source);
    assert_eq!(outcome.ending, Ending::Finished, "{source}: {:?}", outcome.error);
    outcome.usage.fuel.expect("fuel is counted")
}

#[track_caller]
fn reached(outcome: &Outcome, fuel: u64) -> &LimitReached {
    match (&outcome.ending, &outcome.error) {
        (Ending::Stopped, Some(Error::Limit(reached)))
            if reached.limit == LimitKind::Fuel(fuel) =>
        {
            reached
        }
        _ => panic!("not stopped by its fuel: {outcome:?}"),
    }
}

/// With a large `n` and a small one; and whether there is Python code in it
/// where it can be stopped softly.
const BUSY: &[(&str, &str, bool)] = &[
    ("while", "while n: n -= 1", true),
    ("recursion", "f = lambda k: k and f(k - 1) or k and f(k - 1)\nf(min(n, 100))", true),
    ("a sort's key", "while n:\n n -= 1\n sorted(range(20), key=lambda v: -v)", true),
    ("strings", "while n:\n n -= 1\n str(n).replace('1', '2')", true),
    ("power", "x = 7 ** min(n, 10 ** 7)", false),
    ("search", "n = min(n, 10 ** 6)\n('a' * 2 * n).find('a' * n + 'b')", false),
    ("sum", "sum(range(n))", false),
    (
        "a regular expression",
        "import re\nre.match('(?P<c>c?)(a|a)*b(?P=c)', 'a' * min(n, 60))",
        false,
    ),
];

#[test]
fn whatever_runs_uses_fuel() {
    for (what, body, soft) in BUSY {
        let few = fuel_of(&SANDBOX, &format!("n = 5\n{body}"));
        assert!(few < ALLOWED / 20, "{what} of few rounds uses {few}");
        let stopped = || SANDBOX.run(&format!("n = 10 ** 9\n{body}"));
        let outcome = stopped();
        let reached = reached(&outcome, ALLOWED);
        assert_eq!((reached.session_alive, reached.traceback.is_some()), (*soft, *soft), "{what}");
        let used = outcome.usage.fuel.unwrap();
        assert!((ALLOWED + 1..=ALLOWED + Limits::GRACE_FUEL).contains(&used), "{what}: {used}");
        let again = stopped();
        assert_eq!((again.usage.fuel, again.error), (Some(used), outcome.error), "{what}");
    }
}

#[test]
fn the_count_is_exact() {
    let fixed = Clock::Fixed { since_epoch: Duration::from_secs(1) };
    let more = limits(2 * ALLOWED);
    let other = Sandbox::builder().limits(more).clock(fixed).pool(0).build().unwrap();
    for (what, body, _) in BUSY {
        let source = format!("n = 5\n{body}");
        let fuel = fuel_of(&SANDBOX, &source);
        for _ in 0..3 {
            assert_eq!(fuel_of(&SANDBOX, &source), fuel, "{what}");
        }
        assert_eq!(fuel_of(&other, &source), fuel, "{what}");
    }
    // One turn of the loop is as the next; to compile another number may take more.
    let count = |turns: u32| fuel_of(&SANDBOX, &format!("for i in range({turns}): pass"));
    let (one, two) = (count(2000) - count(1000), count(3000) - count(2000));
    assert!(one.abs_diff(two) < one / 100, "{one} {two}");
    assert!((100_000..2_000_000).contains(&one), "some hundred each: {one} for a thousand");
}

#[test]
fn what_just_fits_fits() {
    let source = "x = 0\nfor i in range(1000): x += i\nprint(x)";
    let needed = fuel_of(&SANDBOX, source);
    let with = |fuel| Sandbox::builder().limits(limits(fuel)).build().unwrap();
    assert_eq!(fuel_of(&with(needed), source), needed);
    let outcome = with(needed - 1).run(source);
    assert_eq!(outcome.stdout_text(), "499500\n", "it came to its end all the same");
    assert!(reached(&outcome, needed - 1).session_alive);
}

#[test]
fn what_is_left_is_told() {
    let source = "import sandbox\na = sandbox.left()['fuel']\nfor i in range(1000): pass\n\
                  print(sandbox.limits()['fuel'], a, a - sandbox.left()['fuel'])";
    let outcome = SANDBOX.run(source);
    let text = outcome.stdout_text().into_owned();
    let told: Vec<u64> = text.split_whitespace().map(|word| word.parse().unwrap()).collect();
    let [allowed, left, used] = told[..] else { panic!("{outcome:?}") };
    assert_eq!(allowed, ALLOWED);
    assert!(ALLOWED - left < outcome.usage.fuel.unwrap() && used > 100_000, "{text}");
}

#[test]
fn what_is_caught_comes_again_and_then_it_is_over() {
    let catching = "caught = 0\nwhile True:\n try:\n  while True: pass\n except BaseException as e:\n  caught += 1\n  print(caught, type(e).__name__)";
    let mut session = SANDBOX.session().unwrap();
    let outcome = session.run(catching);
    assert_eq!(outcome.stdout_text(), "1 LimitExceeded\n2 LimitExceeded\n");
    assert_eq!(outcome.usage.fuel, Some(ALLOWED + Limits::GRACE_FUEL));
    assert!(!reached(&outcome, ALLOWED).session_alive);
    assert_eq!(session.run("1").error, Some(Error::SessionDead));
}

/// What is over when it is stopped in the middle of C code and what was softly
/// stopped before: the next run has all the fuel again.
#[test]
fn each_run_of_a_session_has_all_fuel() {
    let mut session = SANDBOX.session().unwrap();
    for _ in 0..3 {
        let source = "for i in range(100000): pass";
        assert_eq!(session.run(source).ending, Ending::Finished);
        assert!(reached(&session.run("while True: pass"), ALLOWED).session_alive);
    }
}

#[test]
fn steps_and_fuel_go_together() {
    let both = Limits { steps: Some(1000), ..limits(ALLOWED) };
    let both = Sandbox::builder().limits(both).build().unwrap();
    let outcome = both.run("while True: pass");
    match &outcome.error {
        Some(Error::Limit(LimitReached { limit: LimitKind::Steps(1000), .. })) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(outcome.usage.steps, Some(1002), "one too many, and one to raise");
    reached(&both.run("sum(range(10 ** 9))"), ALLOWED);
    assert_eq!(fuel_of(&both, "pass"), fuel_of(&SANDBOX, "pass"));
}

/// Fuel is the engine's to count, whatever the module is.
#[test]
fn any_module_uses_fuel() {
    let with = |wasm: &[u8]| {
        Sandbox::builder().limits(limits(1_000_000)).artifact(wasm).cache(CachePolicy::Off)
    };
    let module = |run: &str| {
        let text = format!(
            r#"(module
                (import "micropython_host" "poll" (func $poll))
                (memory (export "memory") 1)
                (func (export "control") (result i32) i32.const 64)
                (func (export "buffer") (param i32 i32) (result i32) i32.const 1024)
                (func (export "run") (result i32) {run}))"#
        );
        wat::parse_str(text).unwrap()
    };
    let spinning = with(&module("(loop (br 0)) (i32.const 0)")).build().unwrap().run("");
    assert!(!reached(&spinning, 1_000_000).session_alive);
    assert_eq!(spinning.usage.fuel, Some(1_000_000));
    assert_eq!(spinning.usage.steps, None);
    // Asking gives it nothing.
    let asking = with(&module("(loop (call $poll) (br 0)) (i32.const 0)")).build().unwrap();
    reached(&asking.run(""), 1_000_000);
    let ending = with(&module("(i32.const 0)")).build().unwrap().run("");
    assert_eq!(ending.ending, Ending::Finished);
    assert!(ending.usage.fuel.is_some_and(|fuel| fuel < 10));
}

/// The same interpreter, given as a module: it is cut off, as nobody asks it.
#[test]
fn an_interpreter_that_was_given_is_cut_off() {
    let sandbox = Sandbox::builder().limits(limits(ALLOWED)).artifact(WASM).build().unwrap();
    let outcome = sandbox.run("while True: pass");
    assert!(!reached(&outcome, ALLOWED).session_alive);
    assert_eq!(outcome.usage.fuel, Some(ALLOWED));
    assert_eq!(sandbox.run("sum(range(1000))").ending, Ending::Finished);
}
