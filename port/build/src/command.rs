//! Runs the programs of the toolchain: with an environment of our own making,
//! and with an error that shows what they printed.

use anyhow::{Context as _, Result, bail};
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// A program, with nothing in its environment but what makes it repeatable.
pub fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", "")
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONNOUSERSITE", "1")
        .stdin(Stdio::null());
    command
}

/// What a program printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// On stdout.
    pub stdout: String,
    /// On stderr.
    pub stderr: String,
}

/// Runs it to its end and gives what it printed on stdout.
///
/// # Errors
///
/// As [`run_heard`].
pub fn run(command: &mut Command) -> Result<String> {
    run_heard(command).map(|heard| heard.stdout)
}

/// Runs it to its end and gives all that it printed.
///
/// # Errors
///
/// When it cannot be started, or fails: then with what it printed.
pub fn run_heard(command: &mut Command) -> Result<Heard> {
    let program =
        Path::new(command.get_program()).file_name().unwrap_or(OsStr::new("?")).to_owned();
    let program = program.to_string_lossy();
    let output = command
        .output()
        .with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        bail!(
            "{program} failed ({}):\n{}{}",
            output.status,
            last_lines(&stdout, 40),
            last_lines(&stderr, 60)
        );
    }
    Ok(Heard { stdout, stderr })
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].iter().map(|line| format!("  {line}\n")).collect()
}
