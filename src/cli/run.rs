//! `mpsandbox run`.

use super::args::RunOptions;
use super::script::Script;
use super::{Complaint, ctrl_c, ending, exit, json, policy, print, recording, tell};
use micropython_sandbox::{
    Error, Input, InterruptHandle, Limits, Outcome, Output, Policy, Replay, Sandbox, SessionBuilder,
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
    let mut policy = policy::of(&options)?;
    let replay = match &options.replay {
        Some(_) if script.argv.len() > 1 => {
            let text = "a replay has the arguments of its recording; leave out those of the script";
            return Err(Complaint::usage(text));
        }
        Some(path) => Some(recording::from(path, &mut policy.limits)?),
        None => None,
    };
    let limits = policy.limits;
    let artifact = match &options.artifact {
        Some(file) => Some(fs::read(file).map_err(|error| {
            Complaint::usage(format!("cannot read '{}': {error}", file.display()))
        })?),
        None => None,
    };
    let sandbox = sandbox(policy, artifact, replay.as_ref(), options.policy.is_some())?;
    let session = sandbox.session_builder();
    let handle = InterruptHandle::new();
    ctrl_c::interrupts(&handle);
    let session = session.interrupt_handle(&handle);
    let session = session.argv(script.argv).file_name(script.name).stdin(if script.from_stdin {
        Input::Empty
    } else {
        Input::Reader(Box::new(io::stdin()))
    });
    let session = match (replay, &options.record) {
        (Some(replay), _) => session.replay(replay),
        (None, Some(path)) => session.record(recording::to(path)?),
        (None, None) => session,
    };
    if options.json {
        let outcome = session.run(&script.source);
        let exit_code = exit::code(&outcome);
        return Ok(print(|stdout| json::outcome(&outcome, exit_code, stdout), exit_code));
    }
    let outcome = streaming(session).run(&script.source);
    conclude(&outcome, &limits, options.policy.is_some());
    Ok(exit::code(&outcome))
}

/// What scripts run in under this policy, which comes from a file or from options:
/// the built-in interpreter or another one; or what replays a recording.
///
/// # Errors
///
/// When it cannot be had, or the engine does not work.
pub fn sandbox(
    policy: Policy,
    artifact: Option<Vec<u8>>,
    replay: Option<&Replay>,
    from_file: bool,
) -> Result<Sandbox, Complaint> {
    // One session: a pool would cost more than it saves.
    let mut builder = Sandbox::builder().policy(policy).pool(0);
    if let Some(wasm) = artifact {
        builder = builder.artifact(wasm);
    }
    if let Some(replay) = replay {
        builder = builder.replaying(replay);
    }
    builder.build().map_err(|error| match error {
        // What other options are about they name themselves.
        Error::Config(message) if message.starts_with("a memory limit") && !from_file => {
            Complaint::usage(format!("{message}; change it with --memory"))
        }
        Error::Config(message) => Complaint::usage(message),
        // The built-in one is none that this is said of.
        Error::Artifact(_) => Complaint::usage(error.to_string()),
        error => Complaint::failed(&error),
    })
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
fn conclude(outcome: &Outcome, limits: &Limits, by_policy: bool) {
    if let Some(traceback) = ending::traceback(outcome) {
        let _ = io::stderr().write_all(traceback.as_bytes());
    }
    for note in ending::notes(outcome, limits, by_policy) {
        tell(&note);
    }
}
