//! Asynchronous host functions, and waiting without a thread.

#[path = "common/waiting.rs"]
mod waiting;

use micropython_sandbox::{
    Clock, Context, Error, Function, HostError, Input, InterruptHandle, LimitKind, Sandbox,
};
use std::io::Read;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use waiting::{LATE, finished, runtime, sandbox, within};

#[test]
fn arguments_values_and_errors_cross_as_in_other_functions() {
    let sandbox = Sandbox::builder()
        .register(
            Function::new_async("join", |one: String, other: String| async move {
                tokio::task::yield_now().await;
                one + &other
            })
            .params(["one", "other"])
            .default("other", "!")
            .doc("Joins two texts."),
        )
        .async_function("refuse", |what: String| async move {
            tokio::task::yield_now().await;
            Err::<(), _>(HostError::new("ValueError", format!("no {what}")))
        })
        .async_function("who", |context: Context| async move {
            context.get::<&str>().copied().map(str::to_owned)
        })
        .build()
        .unwrap();
    let program = "
import host
print(join('a', 'b'), join(other='d', one='c'), join('e'))
try:
    refuse('milk')
except ValueError as error:
    print(error)
try:
    join(1)
except TypeError as error:
    print(error)
print(who(), [signature for signature, doc in host.functions()])
";
    let expected = "ab cd e!\nno milk\njoin() argument 'one': expected str, not int\nAda \
                    [\"join(one, other='!')\", 'refuse(arg1, /)', 'who()']\n";
    let context = Context::new().with("Ada");
    let mut session = sandbox.session().unwrap();
    let outcome = runtime().block_on(session.run_with_async(program, context.clone()));
    assert_eq!(outcome.stdout_text(), expected, "{:?}", outcome.error);
    // The same without a runtime, on the thread of the run.
    let outcome = sandbox.session().unwrap().run_with(program, context);
    assert_eq!(outcome.stdout_text(), expected, "{:?}", outcome.error);
}

#[test]
fn many_sessions_wait_on_one_thread() {
    let (sandbox, _) = sandbox(within(LATE));
    let sandbox = sandbox.build().unwrap();
    let started = Instant::now();
    let outcomes = runtime().block_on(async {
        let runs: Vec<_> = (0..100)
            .map(|number| {
                let sandbox = sandbox.clone();
                let program = format!("print({number} + nap(200))");
                tokio::spawn(async move { sandbox.run_async(&program).await })
            })
            .collect();
        let mut outcomes = Vec::new();
        for run in runs {
            outcomes.push(run.await.unwrap());
        }
        outcomes
    });
    for (number, outcome) in outcomes.iter().enumerate() {
        assert_eq!(outcome.stdout_text(), format!("{}\n", number + 200), "{:?}", outcome.error);
    }
    // One after the other they take 20 seconds.
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

#[test]
fn sleep_and_input_take_no_thread_either() {
    struct Slow(u32);
    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            std::thread::sleep(Duration::from_millis(100));
            self.0 += 1;
            buffer[..2].copy_from_slice(b"x\n");
            Ok(if self.0 > 1 { 0 } else { 2 })
        }
    }
    let sandbox = Sandbox::new().unwrap();
    let started = Instant::now();
    let outcomes = runtime().block_on(async {
        let runs: Vec<_> = (0..40)
            .map(|number| {
                let input = Input::Reader(Box::new(Slow(0)));
                let session = sandbox.session_builder().stdin(input);
                let program = if number % 2 == 0 {
                    "import time; time.sleep(0.1)"
                } else {
                    "assert input() == 'x'"
                };
                tokio::spawn(session.run_async(program))
            })
            .collect();
        let mut outcomes = Vec::new();
        for run in runs {
            outcomes.push(run.await.unwrap());
        }
        outcomes
    });
    outcomes.iter().for_each(finished);
    // One after the other they take 4 seconds.
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    // A clock that stands still is moved on, and nobody waits.
    let clock = Clock::Fixed { since_epoch: Duration::ZERO };
    let sandbox = Sandbox::builder().clock(clock).build().unwrap();
    let program = "import time; time.sleep(9999); print(time.time())";
    let outcome = runtime().block_on(sandbox.run_async(program));
    assert_eq!(outcome.stdout_text(), "9999.0\n");
}

#[test]
fn who_computes_lets_others_go_first() {
    let (sandbox, _) = sandbox(within(LATE));
    for sandbox in [sandbox.clone(), sandbox.engine_epochs(true)] {
        let sandbox = sandbox.build().unwrap();
        let handle = InterruptHandle::new();
        let busy = sandbox.session_builder().interrupt_handle(&handle);
        let busy = runtime().block_on(async {
            let busy = tokio::spawn(busy.run_async("while True: pass"));
            tokio::task::yield_now().await; // it has begun
            finished(&sandbox.run_async("nap(30)").await);
            assert!(!busy.is_finished());
            handle.interrupt();
            busy.await.unwrap()
        });
        assert!(matches!(busy.error, Some(Error::Interrupted { .. })), "{:?}", busy.error);
    }
}

#[test]
fn the_time_limit_and_an_interrupt_end_the_wait() {
    let (control, dropped) = sandbox(within(Duration::from_millis(100)));
    let sandbox = control.build().unwrap();
    let program = "
try:
    forever()
except Exception:
    print('swallowed')
";
    let asynchronous = |source: &'static str| {
        let mut session = sandbox.session().unwrap();
        let outcome = runtime().block_on(session.run_async(source));
        (outcome, session)
    };
    let synchronous = |source| {
        let runtime = runtime();
        let _inside = runtime.enter();
        let mut session = sandbox.session().unwrap();
        let outcome = session.run(source);
        (outcome, session)
    };
    finished(&asynchronous("nap(1)").0);
    assert_eq!(dropped.load(Ordering::Relaxed), 0);
    for (outcome, mut session) in [asynchronous(program), synchronous(program)] {
        let Some(Error::Limit(reached)) = &outcome.error else { panic!("{:?}", outcome.error) };
        assert!(matches!(reached.limit, LimitKind::WallTime(_)));
        assert!(reached.traceback.as_ref().unwrap().contains("line 3"), "{:?}", reached.traceback);
        assert!(reached.session_alive && outcome.stdout.is_empty());
        assert!(outcome.usage.wall_time < LATE);
        assert_eq!(session.run("1 + 1").to::<i64>().unwrap(), 2);
    }
    assert_eq!(dropped.load(Ordering::Relaxed), 2);

    for blocking in [false, true] {
        let mut session = sandbox.session().unwrap();
        let handle = session.interrupt_handle();
        let other = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(20));
            handle.interrupt();
        });
        let outcome = if blocking {
            session.run(program)
        } else {
            runtime().block_on(session.run_async(program))
        };
        other.join().unwrap();
        let Some(Error::Interrupted { session_alive: true, .. }) = outcome.error else {
            panic!("{:?}", outcome.error)
        };
        assert!(outcome.stdout.is_empty());
    }
    assert_eq!(dropped.load(Ordering::Relaxed), 4);
}

#[test]
fn dropping_the_future_cuts_the_run_off() {
    let (control, dropped) = sandbox(within(LATE));
    let sandbox = control.build().unwrap();
    let soon = Duration::from_millis(30);
    for source in
        ["x = 2; forever()", "x = 2\nwhile True: pass", "x = 2; import time; time.sleep(9)"]
    {
        for rollback in [false, true] {
            let mut session = sandbox.session_builder().rollback(rollback).open().unwrap();
            runtime().block_on(async {
                finished(&session.run_async("x = 1; nap(1)").await);
                let late = tokio::time::timeout(soon, session.run_async(source)).await;
                assert!(late.is_err(), "{:?}", late.unwrap().error);
            });
            assert_eq!(session.alive(), rollback);
            let outcome = session.run("print(x)");
            if rollback {
                assert_eq!(outcome.stdout_text(), "1\n", "{:?}", outcome.error);
            } else {
                assert!(matches!(outcome.error, Some(Error::SessionDead)), "{:?}", outcome.error);
            }
            session.reset().unwrap();
            assert_eq!(session.run("print(1)").stdout_text(), "1\n");
        }
    }
    assert_eq!(dropped.load(Ordering::Relaxed), 2);
    // A future that was never polled has done nothing.
    let mut session = sandbox.session().unwrap();
    drop(session.run_async("x = 3"));
    assert!(session.alive());
}

#[test]
fn a_panic_before_or_after_waiting_is_the_hosts() {
    /// Panics without a word.
    fn panic() {
        std::panic::resume_unwind(Box::new(()));
    }
    struct PanicsWhenDropped;
    impl Drop for PanicsWhenDropped {
        fn drop(&mut self) {
            panic();
        }
    }
    let sandbox = Sandbox::builder()
        .limits(within(Duration::from_millis(500)))
        .async_function("at_once", || {
            panic();
            async {}
        })
        .async_function("later", || async {
            tokio::task::yield_now().await;
            panic();
        })
        .async_function("dropped", || async {
            let _dropped = PanicsWhenDropped;
            std::future::pending::<()>().await;
        })
        .build()
        .unwrap();
    let mut session = sandbox.session().unwrap();
    for source in ["at_once()", "later()"] {
        let outcome = runtime().block_on(session.run_async(source));
        assert!(matches!(outcome.error, Some(Error::Host(_))), "{:?}", outcome.error);
        let outcome = session.run(source);
        assert!(matches!(outcome.error, Some(Error::Host(_))), "{:?}", outcome.error);
    }
    let outcome = runtime().block_on(session.run_async("dropped()"));
    assert!(matches!(outcome.error, Some(Error::Limit(_))), "{:?}", outcome.error);
    assert_eq!(session.run("print(1)").stdout_text(), "1\n");
}
