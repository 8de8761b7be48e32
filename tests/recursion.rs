//! Recursion of every shape ends in an exception of the program's own, on
//! small stacks and large ones, and the session lives on.
//!
//! `tests/recursion/shapes.expected` says how each shape ends; to rewrite it,
//! set `UPDATE_EXPECTED=1`, then read the difference.

use micropython_sandbox::{Ending, Error, Limits, Sandbox};
use std::path::Path;
use std::time::Duration;

fn sandbox() -> Sandbox {
    let wall_time = Some(Duration::from_secs(120));
    Sandbox::builder().limits(Limits { wall_time, ..Limits::default() }).build().unwrap()
}

/// Runs all shapes on a thread with this much stack.
fn shapes(stack_bytes: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recursion");
    let source = std::fs::read_to_string(folder.join("shapes.py")).unwrap();
    let run = move || {
        let mut session = sandbox().session().unwrap();
        let outcome = session.run(&source);
        assert_eq!((outcome.ending, &outcome.error), (Ending::Finished, &None));
        assert_eq!(session.run("print(sum(range(10)))").stdout, b"45\n");
        outcome.stdout_text().into_owned()
    };
    let thread = std::thread::Builder::new().stack_size(stack_bytes).spawn(run).unwrap();
    let actual = thread.join().unwrap();

    let expected = folder.join("shapes.expected");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&expected, &actual).unwrap();
    }
    let expected = std::fs::read_to_string(&expected).unwrap();
    for (actual, expected) in actual.lines().zip(expected.lines()) {
        assert_eq!(actual, expected);
    }
    assert_eq!(actual.len(), expected.len());
}

#[test]
fn on_the_stack_of_a_small_thread() {
    shapes(128 * 1024);
}

#[test]
fn on_the_stack_of_a_large_thread() {
    shapes(16 << 20);
}

#[test]
fn twelve_hundred_plain_calls_are_not_too_deep() {
    let outcome = sandbox().run("def f(n): return n and 1 + f(n - 1)\nf(1200)");
    assert_eq!(outcome.into_result().unwrap().value.unwrap().repr, "1200");
}

/// Ways to nest `n` calls below the program's own, the last of which gives 0.
const NESTED: &[(&str, &str)] = &[
    ("functions", "def f(k): return k and f(k - 1)\nf(n - 1)"),
    ("methods", "class A:\n def f(self, k): return k and self.f(k - 1)\nA().f(n - 1)"),
    ("closures", "def f(k):\n g = lambda j: j and g(j - 1)\n return g(k)\nf(n - 2)"),
    ("star arguments", "def f(*k): return k[0] and f(*[k[0] - 1])\nf(n - 1)"),
    ("through C", "def f(k):\n if k: max([k - 1], key=f)\n return 0\nf(n - 1)"),
    ("generators", "def f(k):\n if k: yield from f(k - 1)\n yield 0\nnext(f(n - 1))"),
    (
        "loops over generators",
        "def f(k):\n for x in f(k - 1) if k else [0]: yield x\nlist(f(n - 1))[0]",
    ),
    (
        "operators",
        "class A:\n def __init__(self, k): self.k = k\n def __neg__(self):\n  self.k -= 1\n  return -self if self.k else 0\n-A(n)",
    ),
    (
        "classes",
        "def f(k):\n if k > 2:\n  class A: f(k - 2)\n elif k == 2:\n  class A: pass\n return 0\nf(n)",
    ),
];

#[test]
fn calls_nest_as_deep_as_the_limit_and_no_deeper() {
    for depth in [4, 20, 100] {
        let limits = Limits { recursion_depth: Some(depth), ..Limits::default() };
        let mut session = Sandbox::builder().limits(limits).build().unwrap().session().unwrap();
        for (what, nest) in NESTED {
            let most = depth - 1;
            for _ in 0..2 {
                let outcome = session.run(&format!("n = {most}\n{nest}"));
                let value = outcome.value.as_ref().map(|value| value.repr.as_str());
                assert_eq!(value, Some("0"), "{what}, {most} of {depth}: {outcome:?}");
                let outcome = session.run(&format!("n = {depth}\n{nest}"));
                match &outcome.error {
                    Some(Error::Raised(raised)) => {
                        assert_eq!(raised.type_name, "RecursionError", "{what}");
                        assert_eq!(raised.message, "maximum recursion depth exceeded", "{what}");
                    }
                    other => panic!("{what}, {depth} of {most}: {other:?}"),
                }
            }
        }
    }
}

/// However often calls end in exceptions, through Python and through C.
#[test]
fn the_depth_is_counted_right_after_exceptions() {
    let limits = Limits { recursion_depth: Some(30), ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    let source = "
import sandbox, gc
before = sandbox.left()['recursion_depth']
def down(k, then): return down(k - 1, then) if k else then()
def key(x): raise ValueError
def gen():
    yield 1
    raise ValueError
class A:
    def __del__(self): self.down()
    def down(self): self.down()
    def __getattr__(self, name): raise AttributeError
    def __eq__(self, other): raise ValueError
ways = [lambda: 1 // 0, lambda: sorted([1, 2], key=key), lambda: list(gen()), lambda: max([3], key=key),
    lambda: down(100, None), lambda: gen(1), lambda: key(), lambda: [A()].index(1), lambda: next(iter([])),
    lambda: gen().throw(ValueError), lambda: eval('1 +'), lambda: exec('raise ValueError')]
for _ in range(100):
    for way in ways:
        try: down(5, way)
        except Exception: pass
        else: print('no exception')
        try:
            try: down(5, way)
            finally: hasattr(A(), 'x')
        except Exception: pass
    A()
gc.collect()
print(sandbox.left()['recursion_depth'] == before == 29, down(27, lambda: 'bottom'))";
    let outcome = sandbox.run(source);
    assert_eq!((outcome.stdout_text().as_ref(), &outcome.error), ("True bottom\n", &None));
}

#[test]
fn a_depth_that_leaves_no_room_is_refused() {
    let sandbox = |depth| {
        let limits = Limits { recursion_depth: Some(depth), ..Limits::default() };
        Sandbox::builder().limits(limits).build()
    };
    match sandbox(0) {
        Err(Error::Config(text)) => assert!(text.contains("a recursion depth of 0"), "{text}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(sandbox(1).unwrap().run("print(max(1, 2))").stdout, b"2\n");
    // More than the stack has room for is no fault, and no danger.
    let outcome = sandbox(u32::MAX).unwrap().run("def f(): f()\nf()");
    assert!(
        matches!(outcome.error, Some(Error::Raised(raised)) if raised.type_name == "RecursionError")
    );
}
