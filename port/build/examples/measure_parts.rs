//! Measures what each part of the build does to the interpreter's speed;
//! `scripts/measure-parts` runs it.

use anyhow::{Context as _, Result, bail, ensure};
use micropython_sandbox_build::ablation::{Row, measure, table};
use micropython_sandbox_build::environment::Environment;
use micropython_sandbox_build::ingredients::Ingredients;
use micropython_sandbox_build::pipeline::Request;
use micropython_sandbox_build::progress::Progress;
use micropython_sandbox_build::training::programs_in;
use std::path::PathBuf;
use std::process::ExitCode;

const DEFAULT_ROUNDS: u32 = 5;

fn main() -> ExitCode {
    match run() {
        Ok(rows) => {
            print!("{}", table(&rows));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("measure-parts: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<Vec<Row>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what| arguments.next().with_context(|| format!("no {what} is given"));
    let root = PathBuf::from(next("folder of the project")?);
    let out = PathBuf::from(next("folder for what is made")?);
    let host = next("triple of this machine")?;
    let mut rounds = DEFAULT_ROUNDS;
    let mut only = Vec::new();
    while let Some(option) = arguments.next() {
        let value = arguments.next().with_context(|| format!("{option} needs a value"))?;
        match option.as_str() {
            "--rounds" => rounds = value.parse().context("--rounds needs a number")?,
            "--only" => only.push(value),
            _ => bail!("{option} is unknown; there are --rounds N and --only NAME"),
        }
    }
    ensure!(rounds > 0, "--rounds needs a number, 1 or more");
    let mut programs = programs_in(&root.join("benches/workloads"))?;
    for (name, _) in &mut programs {
        name.truncate(name.trim_end_matches(".py").len());
    }
    for name in &only {
        ensure!(programs.iter().any(|(each, _)| each == name), "no workload is named {name}");
    }
    programs.retain(|(name, _)| only.is_empty() || only.contains(name));
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
    measure(&request, &programs, rounds)
}
