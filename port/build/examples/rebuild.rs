//! Builds the interpreter and leaves it in a folder, with the names of its
//! functions; `scripts/rebuild` and `scripts/verify-reproducible` run it.

use anyhow::{Context as _, Result};
use micropython_sandbox_build::environment::Environment;
use micropython_sandbox_build::pipeline::{Request, modules};
use micropython_sandbox_build::progress::Progress;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rebuild: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what| arguments.next().with_context(|| format!("no {what} is given"));
    let root = PathBuf::from(next("folder of the project")?);
    let folder = PathBuf::from(next("folder for what is made")?);
    let host = next("triple of this machine")?;
    // What is made on the way is kept apart from what is asked for.
    let out = folder.join("work");
    fs::create_dir_all(&out).with_context(|| format!("cannot create {}", out.display()))?;
    let environment = Environment::read();
    let request = Request {
        root: &root,
        out: &out,
        host: &host,
        target: &host,
        environment: &environment,
        ingredients: &environment.ingredients,
        progress: Progress::default(),
    };
    let made = modules(&request)?;
    fs::write(folder.join("contract.rs"), made.contract)?;
    for (name, sealed) in [("micropython", made.plain), ("micropython.counting", made.counting)] {
        fs::write(folder.join(format!("{name}.wasm")), &sealed.wasm)?;
        fs::write(folder.join(format!("{name}.symbols")), sealed.symbols.to_string())?;
    }
    Ok(())
}
