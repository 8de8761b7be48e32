//! What interruption by the engine's epochs, and limits on steps and on fuel,
//! cost more than polls alone: the CPU time of each workload with each, in
//! turns, the least of all rounds.
//!
//! `taskset -c 1 cargo bench --bench interruption`; run by `cargo test`, it does
//! one round of one workload.

use micropython_sandbox::{Ending, Limits, Sandbox, SandboxBuilder};
use std::path::Path;
use std::time::Duration;

const LIMITS: Limits = Limits { wall_time: Some(Duration::from_secs(60)), ..Limits::DEFAULT };

/// More than any workload uses.
const MUCH: Option<u64> = Some(1 << 50);

fn main() {
    let measuring = std::env::args().any(|argument| argument == "--bench");
    let (rounds, programs) = if measuring { (5, usize::MAX) } else { (1, 1) };
    let variants = [
        ("polls", make(Sandbox::builder().limits(LIMITS))),
        ("steps", make(Sandbox::builder().limits(Limits { steps: MUCH, ..LIMITS }))),
        ("fuel", make(Sandbox::builder().limits(Limits { fuel: MUCH, ..LIMITS }))),
        ("epochs", make(Sandbox::builder().limits(LIMITS).engine_epochs(true))),
    ];

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/workloads");
    let entries = std::fs::read_dir(folder).expect("the folder of workloads");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a workload").path()).collect();
    paths.sort();
    paths.truncate(programs);
    print!("{:<16} {:>10}", "workload", "polls, ms");
    variants[1..].iter().for_each(|(name, _)| print!(" {name:>7}"));
    println!();
    let mut products = [1.0; 4];
    for path in &paths {
        let source = std::fs::read_to_string(path).expect("a workload");
        let mut least = [Duration::MAX; 4];
        for _ in 0..rounds {
            for (least, (_, sandbox)) in least.iter_mut().zip(&variants) {
                let outcome = sandbox.run(&source);
                assert_eq!(outcome.ending, Ending::Finished, "{:?}", outcome.error);
                // Where the system does not tell the thread's time, the clock's.
                let took = outcome.usage.cpu_time.unwrap_or(outcome.usage.wall_time);
                *least = took.min(*least);
            }
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        print!("{name:<16} {:>10.0}", least[0].as_secs_f64() * 1e3);
        for (product, took) in products.iter_mut().zip(least).skip(1) {
            let ratio = took.as_secs_f64() / least[0].as_secs_f64();
            *product *= ratio;
            print!(" {ratio:>7.2}");
        }
        println!();
    }
    print!("{:<16} {:>10}", "geometric mean", "");
    for product in &products[1..] {
        print!(" {:>7.2}", f64::powf(*product, 1.0 / paths.len() as f64));
    }
    println!();
}

fn make(builder: SandboxBuilder) -> Sandbox {
    builder.build().expect("the sandbox can be made")
}
