//! Runs by `run_async` beside others: the same session, the same limits, another
//! stack.

#[path = "common/waiting.rs"]
mod waiting;

use micropython_sandbox::{Limits, Sandbox};
use std::path::Path;
use waiting::{LATE, finished, runtime, sandbox, threads, within};

#[test]
fn a_session_goes_on_whichever_way_it_is_run() {
    let (control, _) = sandbox(within(LATE));
    let sandbox = control.build().unwrap();
    let runtime = threads();
    let _inside = runtime.enter();
    for rollback in [false, true] {
        let mut session = sandbox.session_builder().rollback(rollback).open().unwrap();
        finished(&session.run("import json; log = ['run']; big = 'x' * 3000000"));
        finished(&runtime.block_on(session.run_async("log.append('async'); nap(1)")));
        session.set("more", ["set"]).unwrap();
        finished(&session.run("log += more; nap(1)"));
        let outcome = runtime.block_on(session.eval_async("json.dumps(log), len(big)"));
        let expected = (r#"["run", "async", "set"]"#.to_owned(), 3_000_000);
        assert_eq!(outcome.to::<(String, u32)>().unwrap(), expected);
        finished(&session.run("def add(a, b): return a + nap(b)"));
        let outcome = runtime.block_on(session.call_async("add", (1, 2)));
        assert_eq!(outcome.to::<i64>().unwrap(), 3);
        session.reset().unwrap();
        assert!(session.get::<u32>("log").is_err());
    }
}

#[test]
fn recursion_ends_and_work_counts_as_in_other_runs() {
    let (control, _) = sandbox(Limits { steps: Some(1_000_000), ..within(LATE) });
    let program = "
def dive(depth):
    return nap(0) + dive(depth + 1)
try:
    dive(0)
except RuntimeError as error:
    print(error)
def data(depth):
    return [] if depth == 0 else [data(depth - 1)]
print(len(repr(data(90))), sum(range(100000)))
for turn in range(100000):
    pass
";
    let fuel = Limits { fuel: Some(1_000_000_000), ..within(LATE) };
    for sandbox in [control.clone(), control.limits(fuel)] {
        let sandbox = sandbox.build().unwrap();
        let runtime = threads();
        let _inside = runtime.enter();
        let expected = sandbox.run(program);
        finished(&expected);
        assert!(expected.stdout_text().starts_with("maximum recursion depth exceeded\n"));
        let outcome = runtime.block_on(sandbox.run_async(program));
        finished(&outcome);
        assert_eq!(outcome.stdout_text(), expected.stdout_text());
        assert_eq!(outcome.usage.steps, expected.usage.steps);
        assert_eq!(outcome.usage.fuel, expected.usage.fuel);
    }
}

#[test]
fn recursion_of_every_shape_ends_on_the_stack_of_a_task() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recursion");
    let source = std::fs::read_to_string(folder.join("shapes.py")).unwrap();
    let expected = std::fs::read_to_string(folder.join("shapes.expected")).unwrap();
    let limits = Limits { memory_bytes: 256 << 20, ..within(6 * LATE) };
    let (control, _) = sandbox(limits);
    let sandbox = control.build().unwrap();
    // The thread has much less than a guest may use.
    let run = move || runtime().block_on(sandbox.run_async(&source));
    let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(run).unwrap();
    let outcome = thread.join().unwrap();
    finished(&outcome);
    assert_eq!(outcome.stdout_text(), expected);
}

#[test]
fn host_functions_have_a_stack_at_any_depth() {
    /// Takes 4 KiB of stack a level.
    fn dive(levels: u32) -> u64 {
        let bytes = std::hint::black_box([1_u8; 4096]);
        match levels.checked_sub(1) {
            None => 0,
            Some(levels) => dive(levels) + u64::from(std::hint::black_box(bytes)[7]),
        }
    }
    let sandbox = Sandbox::builder()
        .function("sync", || dive(512 / 4))
        .async_function("wait", || async {
            tokio::task::yield_now().await;
            dive(512 / 4)
        })
        .build()
        .unwrap();
    let program = "
def deep(function):
    try:
        deep(function)
    except RuntimeError:
        pass
    assert function() == 128
deep(sync)
deep(wait)
";
    finished(&runtime().block_on(sandbox.run_async(program)));
}

#[test]
fn futures_of_runs_can_move_between_threads() {
    fn can_move<T: Send>(_: &T) {}
    let (control, _) = sandbox(within(LATE));
    let sandbox = control.build().unwrap();
    let runtime = threads();
    let mut session = sandbox.session().unwrap();
    let run = session.run_async("for _ in range(20): nap(1)");
    can_move(&run);
    finished(&runtime.block_on(run));
    can_move(&session.call_async("f", (1,)));
    can_move(&session.eval_async("1"));
    can_move(&sandbox.session_builder().open_async());
    // Several at once, each of which waits often.
    let runs: Vec<_> = (0..8)
        .map(|_| runtime.spawn(sandbox.session_builder().run_async("for _ in range(50): nap(1)")))
        .collect();
    for run in runs {
        finished(&runtime.block_on(run).unwrap());
    }
}
