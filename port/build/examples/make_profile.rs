//! Makes the profile of the interpreter anew; `scripts/make-profile` runs it.

use anyhow::{Context as _, Result};
use micropython_sandbox_build::environment::Environment;
use micropython_sandbox_build::ingredients::Ingredients;
use micropython_sandbox_build::pipeline::Request;
use micropython_sandbox_build::progress::Progress;
use micropython_sandbox_build::training::train;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(growths) => {
            for (name, growth) in growths {
                println!("{name:<24} {growth:>12}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("make-profile: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Gives each program and how much it counted.
fn run() -> Result<Vec<(String, u64)>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what| arguments.next().with_context(|| format!("no {what} is given"));
    let root = PathBuf::from(next("folder of the project")?);
    let out = PathBuf::from(next("folder for what is made")?);
    let host = next("triple of this machine")?;
    let environment = Environment::read();
    let request = Request {
        root: &root,
        out: &out,
        host: &host,
        target: &host,
        environment: &environment,
        ingredients: &Ingredients::default(),
        progress: Progress::default(),
    };
    train(&request, &root.join("benches/training"))
}
