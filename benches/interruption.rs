//! What interruption by the engine's epochs costs more than by polls: the CPU
//! time of each workload with both, in turns, the least of all rounds.
//!
//! `taskset -c 1 cargo bench --bench interruption`; run by `cargo test`, it does
//! one round of one workload.

use micropython_sandbox::{Ending, Limits, Sandbox, SandboxBuilder};
use std::path::Path;
use std::time::Duration;

fn main() {
    let measuring = std::env::args().any(|argument| argument == "--bench");
    let (rounds, programs) = if measuring { (5, usize::MAX) } else { (1, 1) };
    let [polls, epochs] =
        [false, true].map(|epochs| make(Sandbox::builder().engine_epochs(epochs)));

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/workloads");
    let entries = std::fs::read_dir(folder).expect("the folder of workloads");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a workload").path()).collect();
    paths.sort();
    let mut product = 1.0;
    paths.truncate(programs);
    println!("workload           polls  epochs  ratio");
    for path in &paths {
        let source = std::fs::read_to_string(path).expect("a workload");
        let mut least = [Duration::MAX; 2];
        for _ in 0..rounds {
            for (least, sandbox) in least.iter_mut().zip([&polls, &epochs]) {
                let outcome = sandbox.run(&source);
                assert_eq!(outcome.ending, Ending::Finished, "{:?}", outcome.error);
                // Where the system does not tell the thread's time, the clock's.
                let took = outcome.usage.cpu_time.unwrap_or(outcome.usage.wall_time);
                *least = took.min(*least);
            }
        }
        let [polls, epochs] = least.map(|least| least.as_secs_f64());
        product *= epochs / polls;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        println!("{name:<16} {:>7.0} {:>7.0} {:>6.2}", polls * 1e3, epochs * 1e3, epochs / polls);
    }
    println!("geometric mean   {:>22.2}", product.powf(1.0 / paths.len() as f64));
}

fn make(builder: SandboxBuilder) -> Sandbox {
    let limits = Limits { wall_time: Some(Duration::from_secs(60)), ..Limits::default() };
    builder.limits(limits).build().expect("the sandbox can be made")
}
