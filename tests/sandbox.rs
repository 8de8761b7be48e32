//! What the library does for programs that behave, and what it tells about
//! those that do not.

mod common;

use common::{SANDBOX, printed, raised, run, with_wall_time};
use micropython_sandbox::{
    CachePolicy, Clock, Ending, Error, Input, Output, Random, Sandbox, Session, WASM,
};
use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

// ---- what an outcome tells ----

#[test]
fn output_goes_where_it_belongs() {
    let outcome = run("import sys\nprint('out')\nprint('err', file=sys.stderr)");
    assert_eq!((outcome.stdout_text(), outcome.stderr_text()), ("out\n".into(), "err\n".into()));
    assert_eq!((outcome.usage.stdout_bytes, outcome.usage.stderr_bytes), (4, 4));
    assert!(outcome.success());
}

#[test]
fn the_final_expression_is_the_value() {
    let value = run("x = 20\nx * 2 + 2").value.unwrap();
    assert_eq!((value.type_name.as_str(), value.repr.as_str()), ("int", "42"));
    assert_eq!(run("x = 1").value, None);
    assert_eq!(run("None").value, None);
}

#[test]
fn an_uncaught_exception_tells_all_and_loses_nothing() {
    let outcome = run("print('before')\ndef f():\n    raise ValueError('no such thing')\nf()");
    assert_eq!(outcome.stdout, b"before\n");
    assert_eq!(outcome.stderr, b"");
    let raised = raised(&outcome);
    assert_eq!(raised.type_name, "ValueError");
    assert_eq!(raised.message, "no such thing");
    assert_eq!(
        raised.traceback,
        "Traceback (most recent call last):\n  \
         File \"<string>\", line 4, in <module>\n    f()\n  \
         File \"<string>\", line 3, in f\n    raise ValueError('no such thing')\n\
         ValueError: no such thing\n"
    );
}

#[test]
fn exits_carry_their_code() {
    assert_eq!(run("import sys; sys.exit()").ending, Ending::Exited(0));
    let outcome = run("print('x')\nimport sys; sys.exit(300)");
    assert_eq!((outcome.ending, outcome.exit_code()), (Ending::Exited(300), Some(300)));
    assert_eq!(outcome.stdout, b"x\n");
    assert!(!outcome.success());
    assert!(outcome.into_result().is_ok());
    assert_eq!(run("import sys; sys.exit(-1)").ending, Ending::Exited(-1));
}

#[test]
fn usage_is_measured() {
    let usage = run("import time\nx = bytearray(1 << 20)\ntime.sleep(0.05)\nprint('é')").usage;
    assert!(usage.wall_time >= Duration::from_millis(50));
    assert!(usage.cpu_time.is_none_or(|cpu| cpu < usage.wall_time));
    assert!(usage.peak_memory_bytes > 1 << 20 && usage.peak_memory_bytes < 8 << 20);
    assert_eq!(usage.stdout_bytes, 3);
}

#[test]
fn arguments_and_name_are_seen() {
    let builder = SANDBOX.session_builder().argv(["a.py", "", "ü"]).file_name("a.py");
    let outcome = builder.run("import sys\nprint('|'.join(sys.argv))\n1/0");
    assert_eq!(outcome.stdout_text(), "a.py||ü\n");
    assert!(raised(&outcome).traceback.contains("File \"a.py\", line 3"));
    assert_eq!(printed("import sys\nprint(sys.argv)"), "['']\n");
    let refused = SANDBOX.session_builder().argv(["a\0b"]).open().unwrap_err();
    assert!(matches!(refused, Error::Config(_)), "{refused}");
}

// ---- output ----

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Fails with an error of this kind when written to.
struct Failing(io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_writer_gets_output_as_it_comes() {
    let shared = Shared::default();
    let builder = SANDBOX.session_builder().stdout(Output::Writer(Box::new(shared.clone())));
    let outcome = builder.run("print('a')\nprint('b')");
    assert_eq!(outcome.stdout, b"");
    assert_eq!(outcome.usage.stdout_bytes, 4);
    assert_eq!(*shared.0.lock().unwrap(), b"a\nb\n");
}

#[test]
fn a_closed_output_ends_the_run_and_a_broken_one_is_told() {
    let run = |kind| {
        let mut session = SANDBOX
            .session_builder()
            .stdout(Output::Writer(Box::new(Failing(kind))))
            .open()
            .unwrap();
        let outcome = session.run("while True: print('x')");
        assert_eq!(outcome.ending, Ending::Failed);
        assert!(!session.alive());
        outcome.error.unwrap()
    };
    assert_eq!(run(io::ErrorKind::BrokenPipe), Error::OutputClosed);
    let Error::Host(text) = run(io::ErrorKind::StorageFull) else { panic!() };
    assert!(text.starts_with("writing the program's stdout failed"), "{text}");
}

// ---- input ----

#[test]
fn input_is_what_was_given() {
    let read = |input| {
        let builder = SANDBOX.session_builder().stdin(input);
        builder.run("import sys\nprint(repr(input()))\nprint(repr(sys.stdin.read()))").stdout
    };
    let expected = b"'first'\n'second\\nthird'\n";
    assert_eq!(read(Input::Bytes(b"first\nsecond\nthird".to_vec())), expected);
    let reader = io::Cursor::new(b"first\nsecond\nthird".to_vec());
    assert_eq!(read(Input::Reader(Box::new(reader))), expected);
    assert_eq!(raised(&run("input()")).type_name, "EOFError");
}

#[test]
fn waiting_for_input_ends_with_the_time() {
    struct Never;
    impl Read for Never {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            loop {
                std::thread::park();
            }
        }
    }
    let sandbox = with_wall_time(100);
    let started = Instant::now();
    let builder = sandbox.session_builder().stdin(Input::Reader(Box::new(Never)));
    let outcome = builder.run("print('?')\ninput()");
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    let Some(Error::Limit(reached)) = &outcome.error else { panic!("{outcome:?}") };
    assert!(reached.traceback.as_ref().unwrap().contains("LimitExceeded"));
    assert!(reached.session_alive);
    assert_eq!(outcome.stdout, b"?\n");
}

// ---- clock and randomness ----

#[test]
fn a_fixed_clock_stands_still_but_for_sleeping() {
    let clock = Clock::Fixed { since_epoch: Duration::from_secs(1_000_000_000) };
    let sandbox = Sandbox::builder().clock(clock).build().unwrap();
    let started = Instant::now();
    let source = "import time\nprint(time.time())\ntime.sleep(3600)\nprint(time.time())\nt = time.ticks_ms()\ntime.sleep(1)\nprint(time.ticks_diff(time.ticks_ms(), t))";
    let outcome = sandbox.run(source);
    assert_eq!(outcome.stdout_text(), "1000000000.0\n1000003600.0\n1000\n");
    assert!(started.elapsed() < Duration::from_secs(5));
    assert_eq!(sandbox.run(source).stdout, outcome.stdout);
}

#[test]
fn a_fixed_clock_may_be_absurd() {
    for since_epoch in [Duration::ZERO, Duration::MAX] {
        let sandbox = Sandbox::builder().clock(Clock::Fixed { since_epoch }).build().unwrap();
        let source = "import time\nfor _ in range(20): time.sleep(1e9)\nprint(time.time() >= 0)";
        assert_eq!(sandbox.run(source).stdout, b"True\n");
    }
}

#[test]
fn randomness_is_real_or_repeatable() {
    let source =
        "import random, os\nprint(random.getrandbits(30), random.getrandbits(30), os.urandom(8))";
    assert_ne!(printed(source), printed(source));
    let seeded = |seed| Sandbox::builder().random(Random::Seeded(seed)).build().unwrap();
    let sandbox = seeded(1);
    let first = sandbox.run(source);
    assert!(first.success(), "{first:?}");
    assert_eq!(first.stdout, sandbox.run(source).stdout);
    assert_eq!(first.stdout, seeded(1).run(source).stdout);
    assert_ne!(first.stdout, seeded(2).run(source).stdout);
}

// ---- sessions ----

#[test]
fn a_session_keeps_its_state() {
    let mut session = SANDBOX.session().unwrap();
    session.run("import json\ndef double(x): return 2 * x\nn = 21");
    assert_eq!(session.run("print(json.dumps(double(n)))").stdout, b"42\n");
}

#[test]
fn a_session_survives_exceptions_exits_and_stops() {
    let sandbox = with_wall_time(200);
    let mut session = sandbox.session().unwrap();
    session.run("n = 1");
    assert_eq!(session.run("1/0").ending, Ending::Raised);
    assert_eq!(session.run("import sys; sys.exit(3)").ending, Ending::Exited(3));
    assert_eq!(session.run("def f(:").ending, Ending::Raised);
    assert_eq!(session.run("while True: n += 1").ending, Ending::Stopped);
    assert!(session.alive());
    assert_eq!(session.run("print(n > 1)").stdout, b"True\n");
}

#[test]
fn sessions_share_nothing() {
    let mut one = SANDBOX.session().unwrap();
    let mut other = SANDBOX.session().unwrap();
    one.run("secret = 1\nimport json\njson.secret = 2\nimport builtins\nbuiltins.secret = 3");
    assert_eq!(one.run("print(secret)").stdout, b"1\n");
    assert_eq!(raised(&other.run("secret")).type_name, "NameError");
    assert_eq!(raised(&run("secret")).type_name, "NameError");
    assert_eq!(raised(&run("import json\njson.secret")).type_name, "AttributeError");
}

#[test]
fn a_dead_session_says_so() {
    let sandbox = with_wall_time(50);
    let mut session = sandbox.session().unwrap();
    let spin = "while True:\n try:\n  while True: pass\n except BaseException: pass";
    let Some(Error::Limit(reached)) = session.run(spin).error else { panic!("not stopped") };
    assert!(!reached.session_alive && !session.alive());
    let outcome = session.run("print('hello')");
    assert_eq!((outcome.ending, outcome.error), (Ending::Failed, Some(Error::SessionDead)));
    assert_eq!(outcome.stdout, b"");
}

#[test]
fn sandboxes_and_sessions_go_where_they_are_needed() {
    fn both<T: Send + Sync>() {}
    fn send<T: Send>() {}
    both::<Sandbox>();
    send::<Session>();

    let runs: Vec<_> = (0..8)
        .map(|n| std::thread::spawn(move || run(&format!("print({n} ** 2)")).stdout))
        .collect();
    for (n, run) in runs.into_iter().enumerate() {
        assert_eq!(run.join().unwrap(), format!("{}\n", n * n).into_bytes());
    }
}

#[test]
fn a_pool_that_is_full_is_no_limit() {
    let sandbox = Sandbox::builder().pool(2).build().unwrap();
    let mut sessions: Vec<_> = (0..5).map(|_| sandbox.session().unwrap()).collect();
    for (n, session) in sessions.iter_mut().enumerate() {
        assert_eq!(session.run(&format!("print({n})")).stdout, format!("{n}\n").into_bytes());
    }
    drop(sessions);
    for _ in 0..20 {
        let outcome = sandbox.run("import gc\nx = bytearray(8 << 20)\nprint(any(x))");
        assert_eq!(outcome.stdout, b"False\n");
    }
}

// ---- the interpreter itself ----

#[test]
fn the_interpreter_can_be_given_and_is_kept_compiled() {
    let temp = tempfile::tempdir().unwrap();
    let policy = CachePolicy::Directory(temp.path().join("cache"));
    let build = || Sandbox::builder().artifact(WASM).cache(policy.clone()).build().unwrap();
    assert_eq!(build().run("print(1)").stdout, b"1\n");
    assert_eq!(build().run("print(1)").stdout, b"1\n");

    // Where nobody else can write; a damaged file is made anew.
    let Ok(mut files) = std::fs::read_dir(temp.path().join("cache")) else { return };
    let file = files.next().unwrap().unwrap().path();
    let good = std::fs::read(&file).unwrap();
    let mut bad = good.clone();
    bad[good.len() / 2] ^= 1;
    std::fs::write(&file, &bad).unwrap();
    assert_eq!(build().run("print(1)").stdout, b"1\n");
    assert!(std::fs::read(&file).unwrap() != bad);
}

#[test]
fn nothing_but_computing_is_there() {
    for source in [
        "open('/etc/passwd')",
        "import os\nos.environ['PATH']",
        "import os\nos.system('true')",
        "import socket",
        "import machine",
        "import uctypes",
        "import subprocess",
        "import ctypes",
    ] {
        let outcome = run(source);
        let name = raised(&outcome).type_name.clone();
        let ends =
            ["PermissionError", "ModuleNotFoundError", "AttributeError", "KeyError", "NameError"];
        assert!(ends.contains(&name.as_str()), "{source}: {name}");
    }
    assert_eq!(printed("import os, json, re\nprint(json.loads('[1]'))"), "[1]\n");
}

/// Python's kinds of OSError, which upstream's interpreter leaves out.
#[test]
fn kinds_of_os_errors_are_caught_as_such() {
    let program = "
for kind in (ConnectionError, PermissionError, TimeoutError):
    try:
        raise kind('why')
    except OSError as error:
        print(type(error).__name__, error)
    try:
        raise OSError('why')
    except kind:
        print('every OSError is a', kind)
    except OSError:
        pass
";
    assert_eq!(printed(program), "ConnectionError why\nPermissionError why\nTimeoutError why\n");
}
