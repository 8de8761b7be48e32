//! How long a fresh sandbox takes in a warm process: a session opened, one
//! program run, everything dropped.
//!
//! `cargo bench --bench fresh`; run by `cargo test`, it does a few rounds only. With
//! `-- WORDS` it does only what has these words in its name.

use micropython_sandbox::{Sandbox, SandboxBuilder};
use std::time::{Duration, Instant};

const PROGRAM: &str = "print(1+1)";

fn main() {
    let rounds = if std::env::args().any(|argument| argument == "--bench") { 20_000 } else { 20 };
    measure("from a pool, the default", Sandbox::builder(), rounds);
    measure("allocated on demand", Sandbox::builder().pool(0), rounds);
    // With the default size of a thread's stack, each run gets a stack of its own.
    let small = move || measure("from a pool, on a small thread", Sandbox::builder(), rounds);
    std::thread::spawn(small).join().expect("the thread measures");
}

fn measure(name: &str, builder: SandboxBuilder, rounds: usize) {
    let mut wanted = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    if wanted.next().is_some_and(|wanted| !name.contains(&wanted)) {
        return;
    }
    let started = Instant::now();
    let sandbox = builder.build().expect("the sandbox can be made");
    let made = started.elapsed();
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let started = Instant::now();
            let outcome = sandbox.run(PROGRAM);
            assert_eq!(outcome.stdout, b"2\n");
            drop(outcome);
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "{name}: made in {made:.1?}; {PROGRAM} p50 {:.1?}, p90 {:.1?}, p99 {:.1?}",
        times[rounds / 2],
        times[rounds * 9 / 10],
        times[rounds * 99 / 100],
    );
}
