//! What a call of a host function costs: the CPU time of `add(a, b)` from a
//! program, beside the bare crossing of the border by a call of the same shape,
//! in turns, the least of all rounds.
//!
//! `taskset -c 1 cargo bench --bench host_calls`; run by `cargo test`, it does
//! one short round.

use micropython_sandbox::{Ending, Outcome, Recording, Sandbox};
use std::time::{Duration, Instant};
use wasmtime::{Engine, Func, Instance, Module, Store};

fn main() {
    let measuring = std::env::args().any(|argument| argument == "--bench");
    let (rounds, calls) = if measuring { (15, 20_000) } else { (1, 100) };
    let sandbox = Sandbox::builder()
        .function("add", |a: i64, b: i64| a + b)
        .function("same", |text: String| text)
        .build()
        .expect("the sandbox can be made");
    let program =
        |call: &str| format!("def work(n):\n    for i in range(n):\n        {call}\nwork({calls})");
    let programs = [
        ("add(1, 2)", program("add(i, i)")),
        ("same(text)", program("same('a text of thirty bytes, about')")),
        (
            "a Python function",
            format!("def add(a, b):\n    return a + b\n{}", program("add(i, i)")),
        ),
        ("nothing", program("i")),
    ];
    let mut least = [Duration::MAX; 4];
    let (mut bare, mut recorded) = (Duration::MAX, Duration::MAX);
    for _ in 0..rounds {
        for (least, (_, program)) in least.iter_mut().zip(&programs) {
            *least = took(&sandbox.run(program)).min(*least);
        }
        // Written to nowhere: what a disk costs is the disk's.
        let session = sandbox.session_builder().record(Recording::new(std::io::sink()));
        recorded = recorded.min(took(&session.run(&programs[0].1)));
        bare = bare.min(crossing(calls));
    }
    let nanos = |time: Duration| time.as_nanos() as f64 / f64::from(calls);
    let loop_alone = nanos(least[3]);
    println!("{:<20} {:>8} {:>12}", "ns a call", "all", "less loop");
    for ((name, _), least) in programs.iter().zip(least) {
        println!("{name:<20} {:>8.0} {:>12.0}", nanos(least), nanos(least) - loop_alone);
    }
    let (name, all) = ("add(1, 2), recorded", nanos(recorded));
    println!("{name:<20} {all:>8.0} {:>12.0}", all - loop_alone);
    println!("{:<20} {:>8.1}", "the bare crossing", nanos(bare));
}

/// How long a run has computed.
fn took(outcome: &Outcome) -> Duration {
    assert_eq!(outcome.ending, Ending::Finished, "{:?}", outcome.error);
    // Where the system does not tell the thread's time, the clock's.
    outcome.usage.cpu_time.unwrap_or(outcome.usage.wall_time)
}

/// The same number of calls of a function of the engine's, which does nothing.
fn crossing(calls: i32) -> Duration {
    let engine = Engine::default();
    let text = r#"(module
        (import "" "call" (func $call (param i32 i32 i32 i32) (result i32)))
        (func (export "work") (param i32)
            (loop $again
                (drop (call $call (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4)))
                (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))"#;
    let module = Module::new(&engine, wat::parse_str(text).expect("text")).expect("a module");
    let mut store = Store::new(&engine, 0);
    let call = Func::wrap(&mut store, |a: i32, b: i32, c: i32, d: i32| a ^ b ^ c ^ d);
    let instance = Instance::new(&mut store, &module, &[call.into()]).expect("an instance");
    let work = instance.get_typed_func::<i32, ()>(&mut store, "work").expect("its export");
    let started = Instant::now();
    work.call(&mut store, calls).expect("it ends");
    started.elapsed()
}
