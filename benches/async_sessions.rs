//! How long a thousand sessions take, each of which waits 50 ms on an
//! asynchronous host function, on the two threads of one tokio runtime; with
//! the cost of one that does not wait.
//!
//! `cargo bench --bench async_sessions`; run by `cargo test`, it does one small
//! round.

use micropython_sandbox::{Ending, Sandbox};
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};

fn main() {
    let measuring = std::env::args().any(|argument| argument == "--bench");
    let (rounds, sessions) = if measuring { (9, 1000) } else { (1, 20) };
    let runtime =
        Builder::new_multi_thread().worker_threads(2).enable_time().build().expect("a runtime");
    println!("{sessions} sessions, ms       {:>8} {:>8} {:>8}", "least", "median", "most");
    for (name, pool) in [("on demand", 0), ("pooled", sessions)] {
        let sandbox = Sandbox::builder()
            .pool(pool)
            .async_function("nap", |millis: u64| async move {
                tokio::time::sleep(Duration::from_millis(millis)).await;
            })
            .build()
            .expect("the sandbox can be made");
        for (waiting, program) in [("waiting 50 ms", "nap(50)"), ("not waiting", "1")] {
            let mut times: Vec<Duration> =
                (0..rounds).map(|_| all(&runtime, &sandbox, sessions, program)).collect();
            times.sort();
            let millis = |time: Duration| time.as_secs_f64() * 1000.0;
            println!(
                "{:<24} {:>8.1} {:>8.1} {:>8.1}",
                format!("{name}, {waiting}"),
                millis(times[0]),
                millis(times[times.len() / 2]),
                millis(times[times.len() - 1])
            );
        }
    }
}

/// Opens, runs and closes them all.
fn all(runtime: &Runtime, sandbox: &Sandbox, sessions: u32, program: &'static str) -> Duration {
    let started = Instant::now();
    runtime.block_on(async {
        let runs: Vec<_> = (0..sessions)
            .map(|_| {
                let sandbox = sandbox.clone();
                tokio::spawn(async move { sandbox.run_async(program).await })
            })
            .collect();
        for run in runs {
            let outcome = run.await.expect("no panic");
            assert_eq!(outcome.ending, Ending::Finished, "{:?}", outcome.error);
        }
    });
    started.elapsed()
}
