//! `mpsandbox run`.

use super::args::RunOptions;
use super::script::Script;
use super::{Complaint, ctrl_c, exit, json, print, tell};
use micropython_sandbox::{
    Error, Input, InterruptHandle, LimitKind, Limits, Outcome, Output, OutputPolicy, Sandbox,
    SessionBuilder, units,
};
use std::fs;
use std::io::{self, BufWriter, IsTerminal as _, LineWriter, Write};

/// Bytes of output that are collected before they are written, unless a person
/// is watching.
const BUFFER_BYTES: usize = 64 << 10;

/// Runs a script and gives the exit code.
///
/// # Errors
///
/// When it did not come to running it.
pub fn run(options: RunOptions) -> Result<u8, Complaint> {
    let script = Script::read(&options)?;
    let limits = Limits {
        memory_bytes: options.memory.0,
        wall_time: options.timeout.0,
        steps: options.steps.0,
        fuel: options.fuel.0,
        stdout_bytes: options.max_output.0,
        stderr_bytes: options.max_output.0,
        output_policy: options.on_output_limit.into(),
        recursion_depth: options.recursion_depth.0,
        ..Limits::default()
    };
    // One session: a pool would cost more than it saves.
    let mut builder = Sandbox::builder().limits(limits).pool(0);
    if let Some(file) = &options.artifact {
        builder = builder.artifact(fs::read(file).map_err(|error| {
            Complaint::usage(format!("cannot read '{}': {error}", file.display()))
        })?);
    }
    let session = match builder.build() {
        Ok(sandbox) => sandbox.session_builder(),
        Err(error @ (Error::Config(_) | Error::Artifact(_))) if options.artifact.is_some() => {
            return Err(Complaint::usage(error.to_string()));
        }
        Err(Error::Config(message)) => {
            return Err(Complaint::usage(format!("{message}; change it with --memory")));
        }
        Err(error) => return Err(Complaint::failed(&error)),
    };
    let handle = InterruptHandle::new();
    ctrl_c::interrupts(&handle);
    let session = session.interrupt_handle(&handle);
    let session = session.argv(script.argv).file_name(script.name).stdin(if script.from_stdin {
        Input::Empty
    } else {
        Input::Reader(Box::new(io::stdin()))
    });
    if options.json {
        let outcome = session.run(&script.source);
        let exit_code = exit::code(&outcome);
        return Ok(print(|stdout| json::outcome(&outcome, exit_code, stdout), exit_code));
    }
    let outcome = streaming(session).run(&script.source);
    conclude(&outcome, &limits);
    Ok(exit::code(&outcome))
}

/// Lets the script's output out as it comes: by line where a person may be
/// watching, and errors always.
fn streaming(session: SessionBuilder) -> SessionBuilder {
    let stdout: Box<dyn Write + Send> = if io::stdout().is_terminal() {
        Box::new(LineWriter::new(io::stdout()))
    } else {
        Box::new(BufWriter::with_capacity(BUFFER_BYTES, io::stdout()))
    };
    let stderr = Box::new(LineWriter::new(io::stderr()));
    session.stdout(Output::Writer(stdout)).stderr(Output::Writer(stderr))
}

/// Tells on stderr what the script's own output does not.
fn conclude(outcome: &Outcome, limits: &Limits) {
    if let Some(traceback) = traceback(outcome) {
        let _ = io::stderr().write_all(traceback.as_bytes());
    }
    for (stream, cut, limit_bytes) in [
        ("stdout", outcome.stdout_truncated, limits.stdout_bytes),
        ("stderr", outcome.stderr_truncated, limits.stderr_bytes),
    ] {
        // A script that is stopped for it is told so below.
        if cut && limits.output_policy == OutputPolicy::Truncate {
            let size = units::size(limit_bytes);
            tell(&format!("{stream} was cut after {size} (raise it with --max-output)"));
        }
    }
    match &outcome.error {
        Some(Error::Limit(reached)) => {
            let option = match reached.limit {
                LimitKind::WallTime(_) => " (raise it with --timeout)",
                LimitKind::Stdout(_) | LimitKind::Stderr(_) => " (raise it with --max-output)",
                LimitKind::Steps(_) => " (raise it with --steps)",
                LimitKind::Fuel(_) => " (raise it with --fuel)",
                LimitKind::Memory(_) => " (raise it with --memory)",
                // The program gives scripts no functions.
                LimitKind::HostCalls(_) | LimitKind::HostBytes(_) => "",
            };
            tell(&format!("stopped: {reached}{option}"));
        }
        // The traceback has said so.
        Some(Error::Interrupted { traceback: Some(_), .. }) => {}
        None | Some(Error::Raised(_) | Error::OutputClosed) => {}
        Some(error) => tell(&error.to_string()),
    }
}

fn traceback(outcome: &Outcome) -> Option<&str> {
    match outcome.error.as_ref()? {
        Error::Raised(raised) => Some(&raised.traceback),
        Error::Limit(reached) => reached.traceback.as_deref(),
        Error::Interrupted { traceback, .. } => traceback.as_deref(),
        _ => None,
    }
}
