//! The library in one sitting: limits, output as it comes, values both ways, a
//! session that keeps its state, and errors as data.
//!
//! `cargo run --release --example embed`

use micropython_sandbox::{Ending, Error, Limits, Output, Sandbox};
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    run(&mut std::io::stdout())
}

pub fn run(out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    // A sandbox is made once, and shared: it is cheap to clone, and all of it can be
    // used from many threads. What a program may use are plain numbers.
    let limits = Limits {
        memory_bytes: 4 << 20,
        wall_time: Some(Duration::from_secs(1)),
        ..Limits::default()
    };
    let sandbox = Sandbox::builder().limits(limits).build()?;

    // The shortest way: a program, from start to end, in an interpreter of its own.
    let outcome = sandbox.run("print('hello')\n6 * 7");
    write!(out, "it printed: {}", outcome.stdout_text())?;
    // The value of its last expression, as a type of ours.
    writeln!(out, "its value: {}", outcome.to::<i64>()?)?;

    // Whatever happens is in the outcome, and what was printed until then is too.
    for program in [
        "print('before')\nprices = {'tea': 3}\nprices['gold']",
        "print('looping')\nwhile True: pass",
        "print('filling')\nx = []\nwhile True: x.append('x' * 1000)",
        "import sys\nsys.exit(3)",
    ] {
        let outcome = sandbox.run(program);
        let printed = outcome.stdout_text().trim_end().to_owned();
        write!(out, "{printed:<10}")?;
        match (outcome.ending, &outcome.error) {
            // The program's own affair: an exception, with its traceback as data.
            (_, Some(Error::Raised(raised))) => {
                let line = raised.frames.last().map_or(0, |frame| frame.line);
                writeln!(out, "raised {raised} in line {line}")?;
            }
            // A number above was reached.
            (_, Some(Error::Limit(reached))) => writeln!(out, "was stopped: {reached}")?,
            (Ending::Exited(code), _) => writeln!(out, "ended itself with {code}")?,
            (ending, error) => writeln!(out, "{ending:?} {error:?}")?,
        }
    }

    // A session lives on from run to run. Output can be had as it comes.
    let shown = Arc::new(Mutex::new(Vec::new()));
    let pieces = Arc::clone(&shown);
    let mut session = sandbox
        .session_builder()
        .stdout(Output::callback(move |text| pieces.lock().unwrap().push(text.to_owned())))
        .open()?;
    // Inputs are variables; anything that serde knows can be one.
    session.set("readings", [20.5, 22.0, 19.25])?;
    session.run(
        "
def mean(values):
    print('averaging', len(values), 'values')
    return sum(values) / len(values)

best = max(readings)
",
    );
    // An exception does not end the session.
    session.run("mean([])");
    writeln!(out, "the best: {}", session.get::<f64>("best")?)?;
    writeln!(out, "the mean: {:.3}", session.eval("mean(readings)").to::<f64>()?)?;
    // Functions of the program are called with arguments of ours.
    writeln!(out, "another mean: {}", session.call("mean", (vec![1, 2, 3, 4],)).to::<f64>()?)?;
    writeln!(out, "meanwhile it printed: {:?}", shown.lock().unwrap().concat())?;

    // As it was when it was opened.
    session.reset()?;
    writeln!(out, "after a reset: {}", session.get::<f64>("best").unwrap_err())?;
    Ok(())
}
