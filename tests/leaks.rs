//! Sessions of every fate, by the thousand: what a process has does not grow.
//!
//! The short test runs each time. The long one is run by
//! `cargo test --release --test leaks -- --ignored --nocapture`.

#![cfg(target_os = "linux")]

mod common;

use micropython_sandbox::{CachePolicy, Ending, Error, Input, Limits, Output, Sandbox, Session};
use std::fmt;
use std::io::{self, Write};
use std::time::{Duration, Instant};

/// A reader that has gone away.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What this process has.
#[derive(Clone, Copy)]
struct Have {
    resident_bytes: usize,
    mapped_bytes: usize,
    handles: usize,
    threads: usize,
}

impl Have {
    fn now() -> Have {
        let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
        let pages: Vec<usize> = statm.split(' ').take(2).map(|n| n.parse().unwrap()).collect();
        let count = |path| std::fs::read_dir(path).unwrap().count();
        Have {
            mapped_bytes: pages[0] * 4096,
            resident_bytes: pages[1] * 4096,
            handles: count("/proc/self/fd"),
            threads: count("/proc/self/task"),
        }
    }

    /// Once threads that are about to end have ended.
    fn settled(threads: usize) -> Have {
        let started = Instant::now();
        loop {
            let have = Have::now();
            if have.threads <= threads || started.elapsed() > Duration::from_secs(5) {
                return have;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl fmt::Display for Have {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (resident, mapped) = (self.resident_bytes >> 10, self.mapped_bytes >> 10);
        let Have { handles, threads, .. } = self;
        write!(f, "{resident} KiB of {mapped}, {handles} handles, {threads} threads")
    }
}

struct Sandboxes {
    pooled: Sandbox,
    on_demand: Sandbox,
    /// Its only place is taken.
    full: Sandbox,
    _taken: Session,
    short: Sandbox,
    trapping: Sandbox,
}

impl Sandboxes {
    fn new() -> Sandboxes {
        let limits = |millis| Limits {
            memory_bytes: 4 << 20,
            wall_time: Some(Duration::from_millis(millis)),
            ..Limits::default()
        };
        let sandbox = |pool| Sandbox::builder().limits(limits(10_000)).pool(pool).build().unwrap();
        let full = sandbox(1);
        let trapping = r#"(module
            (memory (export "memory") 1)
            (func (export "control") (result i32) i32.const 64)
            (func (export "buffer") (param i32 i32) (result i32) i32.const 1024)
            (func (export "run") (result i32) unreachable))"#;
        Sandboxes {
            pooled: sandbox(4),
            on_demand: sandbox(0),
            _taken: full.session().unwrap(),
            full,
            short: Sandbox::builder().limits(limits(1)).build().unwrap(),
            trapping: Sandbox::builder()
                .artifact(wat::parse_str(trapping).unwrap())
                .cache(CachePolicy::Off)
                .build()
                .unwrap(),
        }
    }

    /// One session of each fate; so many runs.
    fn round(&self, number: usize) -> usize {
        let source = "x = [str(i) for i in range(100)]\nimport json\nprint(json.dumps(x))\nx";
        for sandbox in [&self.pooled, &self.on_demand, &self.full] {
            assert_eq!(sandbox.run(source).ending, Ending::Finished);
            assert_eq!(sandbox.run("1 // 0").ending, Ending::Raised);
            assert_eq!(sandbox.run("import sys\nsys.exit(1)").ending, Ending::Exited(1));
            assert_eq!(sandbox.run("x = bytearray(1 << 24)").ending, Ending::Raised);
            assert_eq!(sandbox.run("def f(): f()\nf()").ending, Ending::Raised);
            let closed = || Output::Writer(Box::new(Closed));
            let dead = sandbox.session_builder().stdout(closed()).run("print(1)");
            assert_eq!(dead.error, Some(Error::OutputClosed));
            let builder = sandbox.session_builder().stdout(closed()).rollback(true);
            let mut session = builder.open().unwrap();
            assert!(session.run("x = bytearray(500000)").success());
            assert!(session.run("print(1)").rolled_back);
            assert!(session.run("x[0]").success());
            session.reset().unwrap();
            assert!(session.run("1").success());
        }
        assert_eq!(self.short.run("while True: pass").ending, Ending::Stopped);
        assert_eq!(self.trapping.run("").ending, Ending::Failed);
        let mut trapped = self.trapping.session_builder().rollback(true).open().unwrap();
        assert!(trapped.run("").rolled_back && trapped.run("").rolled_back);
        let reader = Input::Reader(Box::new(&b"one\ntwo\n"[..]));
        let read = self.pooled.session_builder().stdin(reader).run("print(input())");
        assert_eq!(read.stdout, b"one\n");
        // What takes long, seldom: memory filled bit by bit, a wait for the time.
        if number.is_multiple_of(50) {
            assert_eq!(self.pooled.run("x = []\nwhile True: x += [x]").ending, Ending::Raised);
            let cut_off = self.short.session_builder().rollback(true).run("n = 10 ** 8\n7 ** n");
            assert!(cut_off.rolled_back);
            assert!(!self.short.run("n = 10 ** 8\n7 ** n").rolled_back);
        }
        3 * 10 + 5
    }
}

/// Runs so many programs after a tenth of them as a warm-up, and gives what the
/// process had then and has now.
fn grow(runs: usize) -> (Have, Have) {
    let started = Instant::now();
    let sandboxes = Sandboxes::new();
    let (mut done, mut before, mut number) = (0, None, 0);
    while done < runs + runs / 10 {
        if done >= runs / 10 && before.is_none() {
            std::thread::sleep(Duration::from_millis(100));
            before = Some(Have::now());
        }
        done += sandboxes.round(number);
        number += 1;
    }
    let before = before.unwrap();
    let after = Have::settled(before.threads);
    println!("{done} runs in {:.0?}: {before}; then {after}", started.elapsed());
    (before, after)
}

#[track_caller]
fn holds(runs: usize, growth_bytes: usize) {
    let (before, after) = grow(runs);
    let grown = after.resident_bytes.saturating_sub(before.resident_bytes);
    assert!(grown < growth_bytes, "{before}; {after}");
    let mapped = after.mapped_bytes.saturating_sub(before.mapped_bytes);
    assert!(mapped < 100 << 20, "{before}; {after}");
    assert!(after.handles <= before.handles && after.threads <= before.threads);
}

/// One test, so that no other one of this process disturbs the measure.
#[test]
fn thousands_of_sessions_leave_nothing_behind() {
    // The measure measures: what is kept shows.
    let before = Have::now();
    let kept = vec![1_u8; 20 << 20];
    let file = std::fs::File::open("/proc/self/statm").unwrap();
    let sandbox = Sandbox::builder().pool(0).build().unwrap();
    let sessions: Vec<Session> = (0..10).map(|_| sandbox.session().unwrap()).collect();
    let after = Have::now();
    assert!(after.resident_bytes > before.resident_bytes + (20 << 20) + 10 * 60_000);
    assert!(after.handles > before.handles && after.threads > before.threads);
    drop((kept, file, sessions, sandbox));

    holds(2_000, 10_000_000);
}

#[test]
#[ignore = "takes minutes"]
fn a_hundred_thousand_runs_leave_nothing_behind() {
    holds(100_000, 10_000_000);
}
