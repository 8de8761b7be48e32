//! Whatever a program does, another thread interrupts it: softly where it comes
//! to a safe point, for good where it does not, and in time.

mod common;

use common::{SANDBOX, raised};
use micropython_sandbox::{
    Ending, Error, Input, InterruptHandle, Limits, Outcome, Sandbox, Session,
};
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long a program runs before it is interrupted.
const LATER: Duration = Duration::from_millis(50);

/// How soon an interrupt takes effect where nothing delays it.
const SOON: Duration = Duration::from_millis(100);

/// A sandbox in which nothing but an interrupt ends a run.
fn sandbox() -> Sandbox {
    interrupted_by_the_engine(false)
}

fn interrupted_by_the_engine(engine_epochs: bool) -> Sandbox {
    let limits = Limits { wall_time: None, ..Limits::default() };
    Sandbox::builder().limits(limits).engine_epochs(engine_epochs).build().unwrap()
}

/// What is tried takes no longer than it may. On a busy machine it may take
/// several tries to see that.
#[track_caller]
fn within(longest: Duration, what: &str, mut attempt: impl FnMut() -> Duration) {
    let mut took = [Duration::ZERO; 8];
    for took in &mut took {
        *took = attempt();
        if *took < longest {
            return;
        }
    }
    panic!("{what}: {took:?}");
}

/// Runs a program, interrupts it, and tells how long it took to end after that.
fn interrupted_run(session: &mut Session, source: &str) -> (Outcome, Duration) {
    let handle = session.interrupt_handle();
    let other = std::thread::spawn(move || {
        std::thread::sleep(LATER);
        let now = Instant::now();
        handle.interrupt();
        now
    });
    let outcome = session.run(source);
    let took = other.join().unwrap().elapsed();
    (outcome, took)
}

/// The traceback of an interrupted program, and whether its session lives.
#[track_caller]
fn interrupted(outcome: &Outcome) -> (Option<&str>, bool) {
    match (&outcome.ending, &outcome.error) {
        (Ending::Stopped, Some(Error::Interrupted { traceback, session_alive, .. })) => {
            (traceback.as_deref(), *session_alive)
        }
        _ => panic!("not interrupted: {outcome:?}"),
    }
}

fn value(outcome: &Outcome) -> &str {
    outcome.value.as_ref().map_or("", |value| &value.repr)
}

/// Programs that come to safe points. With `n` small they end by themselves.
const SOFT: &[(&str, &str)] = &[
    ("a loop", "while n: n -= 1"),
    ("a loop that catches", "while n:\n n -= 1\n try: 1 // 0\n except Exception: pass"),
    ("recursion", "def f(k): return k and f(k - 1)\nwhile n:\n n -= 1\n f(100)"),
    ("a generator", "def g():\n k = 0\n while k < n:\n  k += 1\n  yield k\nfor _ in g(): pass"),
    ("a sum", "sum(i for i in range(n))"),
    ("sleep", "import time\ntime.sleep(n / 1000)"),
    ("short sleeps", "import time\nwhile n:\n n -= 1\n time.sleep(0.0001)"),
    (
        "asyncio",
        "import asyncio\nasync def f(): await asyncio.sleep(n % 7919 / 100)\nasyncio.run(f())",
    ),
    ("select", "import select\np = select.poll()\np.poll(n)"),
    ("printing", "while n:\n n -= 1\n print('', end='')"),
    ("a finally", "try:\n while n: n -= 1\nfinally: print('cleaned up')"),
];

fn is_interrupted_where_it_is(sandbox: &Sandbox) {
    let mut session = sandbox.session().unwrap();
    for (what, body) in SOFT {
        within(SOON, what, || {
            let (outcome, took) = interrupted_run(&mut session, &format!("n = 10 ** 9\n{body}"));
            let (traceback, alive) = interrupted(&outcome);
            let traceback = traceback.unwrap();
            assert!(traceback.ends_with("\nKeyboardInterrupt\n"), "{what}: {traceback}");
            assert!(alive && session.alive(), "{what}");
            assert_eq!(outcome.stdout == b"cleaned up\n", body.contains("cleaned up"), "{what}");
            took
        });
        // The same in little, in the same session.
        let outcome = session.run(&format!("n = 10\n{body}"));
        assert_eq!(outcome.ending, Ending::Finished, "{what}: {outcome:?}");
    }
}

#[test]
fn a_program_is_interrupted_where_it_is() {
    is_interrupted_where_it_is(&sandbox());
}

#[test]
fn a_program_is_interrupted_by_the_engine() {
    is_interrupted_where_it_is(&interrupted_by_the_engine(true));
}

/// Programs that do what they can to go on, and whether their session lives: it
/// does where they caught the exception once only. (Neither is
/// given where it depends on when the exception comes.)
const STUBBORN: &[(&str, &str, Option<bool>)] = &[
    ("caught once", "try:\n while True: pass\nexcept BaseException: pass", Some(true)),
    ("exits", "import sys\ntry:\n while True: pass\nexcept BaseException: sys.exit(0)", Some(true)),
    (
        "another exception",
        "try:\n while True: pass\nexcept BaseException: raise ValueError",
        Some(true),
    ),
    ("a finally that loops", "try:\n while True: pass\nfinally:\n while True: pass", Some(true)),
    (
        "a finally that sleeps",
        "import time\ntry:\n while True: pass\nfinally: time.sleep(10 ** 6)",
        Some(true),
    ),
    (
        "caught always",
        "while True:\n try:\n  while True: pass\n except BaseException: continue",
        Some(false),
    ),
    (
        "caught while it sleeps",
        "import time\nwhile True:\n try: time.sleep(10 ** 6)\n except BaseException: pass",
        Some(false),
    ),
    (
        "a generator that catches",
        "def g():\n while True:\n  try:\n   while True: pass\n  except BaseException: pass\n  yield\nfor _ in g(): pass",
        Some(false),
    ),
    (
        "a finalizer that catches",
        "import gc\nclass A:\n def __del__(self):\n  try:\n   while True: pass\n  except BaseException: pass\n\
         while True:\n A()\n gc.collect()",
        None,
    ),
    (
        "a finalizer that loops",
        "import gc\nclass A:\n def __del__(self):\n  while True: pass\nwhile True:\n A()\n gc.collect()",
        None,
    ),
    ("a power", "n = 10 ** 8\nx = 7 ** n", Some(false)),
    ("a long repetition", "n = 10 ** 7\nwhile True: len(('a' * n).split('b' * 100))", None),
    (
        "a regular expression",
        "import re\nre.match('(?P<c>c?)(a|a)*b(?P=c)', 'a' * 60)",
        Some(false),
    ),
    (
        "sorting",
        "x = [i * 7919 % 5003 for i in range(5000)] * 100\nx.sort(key=lambda v: [v])\nwhile True: sorted(x)",
        None,
    ),
    ("a sum in C", "sum(range(2 ** 31 - 1))", Some(false)),
];

fn is_cut_off(sandbox: &Sandbox) {
    for (what, source, alive) in STUBBORN {
        within(Limits::GRACE + SOON, what, || {
            let mut session = sandbox.session().unwrap();
            let (outcome, took) = interrupted_run(&mut session, source);
            let (traceback, lives) = interrupted(&outcome);
            assert_eq!(lives, session.alive(), "{what}");
            assert!(alive.is_none_or(|alive| alive == lives), "{what}: {traceback:?}");
            if session.alive() {
                assert_eq!(value(&session.run("6 * 7")), "42", "{what}");
            } else {
                assert_eq!(traceback, None, "{what}");
                assert_eq!(session.run("1").error, Some(Error::SessionDead));
            }
            took
        });
    }
}

#[test]
fn a_program_that_goes_on_is_cut_off() {
    is_cut_off(&sandbox());
}

#[test]
fn a_program_that_goes_on_is_cut_off_by_the_engine() {
    is_cut_off(&interrupted_by_the_engine(true));
}

/// A reader that waits for what is sent.
struct Pipe(Receiver<u8>);

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        Ok(self.0.recv().map_or(0, |byte| {
            buffer[0] = byte;
            1
        }))
    }
}

#[test]
fn waiting_for_input_is_interrupted_and_loses_nothing() {
    let (sender, receiver) = channel();
    let builder = sandbox().session_builder().stdin(Input::Reader(Box::new(Pipe(receiver))));
    let mut session = builder.open().unwrap();
    for source in
        ["input('? ')", "import sys\nsys.stdin.read(1)", "import sys\nsys.stdin.readline()"]
    {
        within(SOON, source, || {
            let (outcome, took) = interrupted_run(&mut session, source);
            let (traceback, alive) = interrupted(&outcome);
            assert!(traceback.unwrap().contains("KeyboardInterrupt") && alive, "{source}");
            took
        });
    }
    for byte in *b"Ada\n" {
        sender.send(byte).unwrap();
    }
    assert_eq!(value(&session.run("input()")), "'Ada'");
}

#[test]
fn a_program_can_catch_it_but_not_by_accident() {
    let mut session = sandbox().session().unwrap();
    let (outcome, _) = interrupted_run(
        &mut session,
        "try:\n while True: pass\nexcept Exception: print('no')\nexcept KeyboardInterrupt as e: print(type(e))",
    );
    assert_eq!(interrupted(&outcome), (None, true));
    assert_eq!(outcome.stdout, b"<class 'KeyboardInterrupt'>\n");
    // One that the program raises itself is its own affair.
    assert_eq!(raised(&session.run("raise KeyboardInterrupt")).type_name, "KeyboardInterrupt");
}

#[test]
fn one_that_comes_before_a_run_stops_it_before_it_begins() {
    let handle = InterruptHandle::new();
    handle.interrupt();
    let outcome = SANDBOX.session_builder().interrupt_handle(&handle).run("print('begun')");
    assert_eq!(interrupted(&outcome), (None, true));
    assert_eq!(outcome.stdout, b"");
    // It was for one run.
    let mut session = SANDBOX.session_builder().interrupt_handle(&handle).open().unwrap();
    assert_eq!(value(&session.run("1 + 1")), "2");
    session.interrupt_handle().interrupt();
    assert_eq!(interrupted(&session.run("print('begun')")), (None, true));
    handle.interrupt();
    assert!(handle.clear());
    assert_eq!(value(&session.run("2 + 2")), "4");
}

#[test]
fn an_old_handle_reaches_nobody() {
    let mut session = SANDBOX.session().unwrap();
    let old = session.interrupt_handle();
    let new = InterruptHandle::new();
    session.set_interrupt_handle(&new);
    old.interrupt();
    assert_eq!(value(&session.run("3 + 3")), "6");
    new.interrupt();
    assert_eq!(interrupted(&session.run("3 + 3")), (None, true));
}

#[test]
fn a_run_without_a_session_is_interrupted_too() {
    let handle = InterruptHandle::new();
    let other = {
        let handle = handle.clone();
        std::thread::spawn(move || {
            std::thread::sleep(LATER);
            handle.interrupt();
        })
    };
    let outcome = sandbox().session_builder().interrupt_handle(&handle).run("while True: pass");
    let (traceback, alive) = interrupted(&outcome);
    assert!(traceback.unwrap().contains("line 1, in <module>") && alive, "{traceback:?}");
    other.join().unwrap();
}

/// Interrupts that fall anywhere, also just before a run begins and just after
/// it ends: each stops one run at most, and none is lost.
#[test]
fn each_interrupt_stops_one_run_at_most() {
    let mut session = sandbox().session().unwrap();
    let handle = session.interrupt_handle();
    let (sender, receiver) = channel();
    let other = std::thread::spawn(move || {
        let mut sent = 0;
        while let Ok(pause) = receiver.recv() {
            std::thread::sleep(Duration::from_micros(pause));
            handle.interrupt();
            sent += 1;
        }
        sent
    });
    let mut stopped = 0;
    for round in 0..300 {
        sender.send(round * 7 % 500).unwrap();
        let outcome = session.run("x = 0\nfor i in range(3000): x += i\nx");
        match outcome.ending {
            Ending::Finished => assert_eq!(value(&outcome), "4498500"),
            Ending::Stopped => {
                assert!(interrupted(&outcome).1);
                stopped += 1;
            }
            _ => panic!("{outcome:?}"),
        }
    }
    drop(sender);
    let sent = other.join().unwrap();
    assert!(stopped <= sent, "{stopped} stopped by {sent}");
    session.interrupt_handle().clear();
    assert_eq!(value(&session.run("1")), "1");
}

#[test]
fn one_handle_interrupts_all_that_have_it_and_nobody_else() {
    let sandbox = sandbox();
    let handle = InterruptHandle::new();
    let runs: Vec<_> = (0..2)
        .map(|_| {
            let builder = sandbox.session_builder().interrupt_handle(&handle);
            std::thread::spawn(move || builder.run("while True: pass"))
        })
        .collect();
    let bystander = {
        let sandbox = sandbox.clone();
        std::thread::spawn(move || sandbox.run("import time\ntime.sleep(0.3)\n'undisturbed'"))
    };
    std::thread::sleep(LATER * 3);
    handle.interrupt();
    for run in runs {
        interrupted(&run.join().unwrap());
    }
    assert_eq!(value(&bystander.join().unwrap()), "'undisturbed'");
}

/// Many threads interrupt many runs, while sessions come and go.
#[test]
fn handles_are_shared_between_threads() {
    let sandbox = sandbox();
    let handle = InterruptHandle::new();
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    handle.interrupt();
                    std::thread::sleep(Duration::from_micros(300));
                }
            });
        }
        let runs: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..100 {
                        let builder = sandbox.session_builder().interrupt_handle(&handle);
                        let mut session = builder.open().unwrap();
                        assert!(interrupted(&session.run("while True: pass")).1);
                        session.set_interrupt_handle(&InterruptHandle::new());
                        assert_eq!(value(&session.run("sum(range(100))")), "4950");
                    }
                })
            })
            .collect();
        runs.into_iter().for_each(|run| run.join().unwrap());
        over.store(true, Ordering::Relaxed);
    });
}
