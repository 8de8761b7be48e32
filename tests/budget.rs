//! The module `sandbox`: what a program is told about its limits is true, and
//! it can only look.

mod common;

use common::{SANDBOX, run};
use micropython_sandbox::{CachePolicy, Clock, Ending, Error, Limits, Sandbox};
use std::collections::BTreeMap;
use std::time::Duration;

/// Runs a program whose value is a dict of numbers, and gives that.
#[track_caller]
fn numbers(sandbox: &Sandbox, source: &str) -> BTreeMap<String, Option<f64>> {
    let outcome = sandbox.run(&format!("import json, sandbox\n{source}"));
    assert_eq!(outcome.ending, Ending::Finished, "{source}: {outcome:?}");
    serde_json::from_slice(&outcome.stdout).unwrap()
}

const LIMITS: Limits = Limits {
    memory_bytes: 16 << 20,
    wall_time: Some(Duration::from_millis(2500)),
    stdout_bytes: 1000,
    stderr_bytes: 2000,
    recursion_depth: Some(50),
    steps: Some(100_000),
    ..Limits::DEFAULT
};

fn sandbox(limits: Limits) -> Sandbox {
    Sandbox::builder().limits(limits).build().unwrap()
}

#[test]
fn all_limits_are_told() {
    let told = numbers(&sandbox(LIMITS), "print(json.dumps(sandbox.limits()))");
    let expected = [
        ("fuel", None),
        ("memory_bytes", Some((16 << 20) as f64)),
        ("recursion_depth", Some(50.0)),
        ("stderr_bytes", Some(2000.0)),
        ("stdout_bytes", Some(1000.0)),
        ("steps", Some(100_000.0)),
        ("wall_time_s", Some(2.5)),
    ];
    assert_eq!(
        told.iter().map(|(key, value)| (key.as_str(), *value)).collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn without_a_limit_there_is_none() {
    let none = Limits {
        wall_time: None,
        stdout_bytes: u64::MAX,
        stderr_bytes: u64::MAX,
        recursion_depth: None,
        ..Limits::DEFAULT
    };
    for what in ["limits", "left"] {
        let told = numbers(&sandbox(none), &format!("print(json.dumps(sandbox.{what}()))"));
        for (name, value) in told {
            assert_eq!(value.is_some(), name == "memory_bytes", "{what}: {name}");
        }
    }
}

#[test]
fn what_is_left_gets_less_with_use() {
    let print = "print(json.dumps(sandbox.left()))";
    let use_some = "
import sys, time
time.sleep(0.05)
sys.stderr.write('x' * 700)
print(' ' * 99)
x = bytearray(4 << 20)
def deep(n): return deep(n - 1) if n else sandbox.left()
";
    let sandbox = sandbox(LIMITS);
    let before = numbers(&sandbox, print);
    let after = numbers(&sandbox, &format!("{use_some}print(json.dumps(deep(9)))"));
    let used = |name: &str| before[name].unwrap() - after[name].unwrap();
    assert_eq!((used("stdout_bytes"), used("stderr_bytes")), (100.0, 700.0));
    assert_eq!(used("recursion_depth"), 10.0);
    // Ten calls of deep(), and the conditions in them.
    assert!((10.0..100.0).contains(&used("steps")), "{before:?} {after:?}");
    assert_eq!(before["recursion_depth"], Some(49.0), "the program itself is one");
    assert!((0.05..2.5).contains(&used("wall_time_s")), "{before:?} {after:?}");
    let memory = used("memory_bytes");
    assert!(((4 << 20) as f64..(5 << 20) as f64).contains(&memory), "{memory}");
    assert!(before["memory_bytes"].unwrap() <= (16 << 20) as f64);
}

/// What is said to be left can be had, and not much more.
#[test]
fn a_program_can_rely_on_it() {
    let source = "
def f(n): return n and 1 + f(n - 1)
n = sandbox.left()['recursion_depth'] - 1
x = {'fits': f(n) == n, 'more': False}
try: f(n + 1)
except RuntimeError: x['more'] = True
s = json.dumps({key: int(x[key]) for key in x})
print(s + ' ' * (sandbox.left()['stdout_bytes'] - len(s)), end='')";
    let sandbox = sandbox(LIMITS);
    let outcome = sandbox.run(&format!("import json, sandbox{source}"));
    assert_eq!((outcome.stdout.len(), outcome.stdout_truncated), (1000, false), "{outcome:?}");
    let told: BTreeMap<String, u8> = serde_json::from_slice(&outcome.stdout).unwrap();
    assert!(told.values().all(|value| *value == 1), "{told:?}");
    let source = "import sandbox\nx = bytearray(sandbox.left()['memory_bytes'] * FACTOR // 10)";
    assert_eq!(sandbox.run(&source.replace("FACTOR", "8")).ending, Ending::Finished);
    assert_eq!(sandbox.run(&source.replace("FACTOR", "11")).ending, Ending::Raised);
}

/// A program whose clock stands still sees the same in every run.
#[test]
fn a_fixed_clock_is_not_given_away() {
    let clock = Clock::Fixed { since_epoch: Duration::from_secs(1) };
    let sandbox = Sandbox::builder().limits(LIMITS).clock(clock).build().unwrap();
    let print = "print(json.dumps(sandbox.NAME()))";
    assert_eq!(numbers(&sandbox, &print.replace("NAME", "left"))["wall_time_s"], None);
    assert_eq!(numbers(&sandbox, &print.replace("NAME", "limits"))["wall_time_s"], Some(2.5));
}

#[test]
fn nothing_in_it_changes_anything() {
    let mut session = SANDBOX.session().unwrap();
    let changes =
        ["sandbox.limits()['wall_time_s'] = 100", "d = sandbox.left()\nfor k in d: d[k] = 10 ** 9"];
    let limits = "import sandbox\nsandbox.limits() == before";
    assert_eq!(session.run("import sandbox\nbefore = sandbox.limits()").error, None);
    for change in changes {
        assert_eq!(session.run(change).error, None);
        assert_eq!(session.run(limits).value.unwrap().repr, "True");
    }
    for refused in ["sandbox.limits = None", "del sandbox.left", "sandbox.x = 1"] {
        let outcome = session.run(refused);
        assert_eq!(common::raised(&outcome).type_name, "AttributeError", "{refused}");
    }
    for wrong in ["sandbox.left(1)", "sandbox.limits(x=1)"] {
        assert_eq!(common::raised(&session.run(wrong)).type_name, "TypeError", "{wrong}");
    }
    let help = run("import sandbox\nprint(sandbox.__doc__)");
    for name in ["wall_time_s", "memory_bytes", "recursion_depth"] {
        assert!(help.stdout_text().contains(name), "{help:?}");
    }
}

/// A module that asks for what there is not, and one that asks for what there
/// is.
#[test]
fn a_budget_that_does_not_exist_ends_the_run() {
    let ask = |what: i32| {
        let wasm = wat::parse_str(format!(
            r#"(module
                (import "micropython_host" "budget"
                    (func $budget (param i32 i32) (result i64)))
                (memory (export "memory") 2)
                (func (export "control") (result i32) (i32.const 64))
                (func (export "buffer") (param i32 i32) (result i32) (i32.const 1024))
                (func (export "run") (result i32)
                    (drop (call $budget (i32.const {what}) (i32.const -1)))
                    (i32.const 0)))"#
        ));
        let builder = Sandbox::builder().artifact(wasm.unwrap()).cache(CachePolicy::Off);
        builder.build().unwrap().run("")
    };
    for what in [7, -1, i32::MAX, i32::MIN] {
        match ask(what).error {
            Some(Error::Internal(text)) if text.contains("a budget that does not exist") => {}
            error => panic!("{what}: {error:?}"),
        }
    }
    assert_eq!(ask(6).ending, Ending::Finished);
}
