//! Recordings, as files that the user names.

use super::Complaint;
use micropython_sandbox::{Error, Limits, Recording, Replay};
use std::fs::File;
use std::io;
use std::path::Path;

/// Begins a recording in a file, which is made for it: nothing that is there is
/// written over.
///
/// # Errors
///
/// When the file cannot be made.
pub fn to(path: &Path) -> Result<Recording, Complaint> {
    let file = File::create_new(path).map_err(|error| {
        let what = match error.kind() {
            io::ErrorKind::AlreadyExists => "it is there already; remove it, or name another file",
            io::ErrorKind::NotFound => "no such directory; make it, or name another file",
            io::ErrorKind::PermissionDenied => "permission denied; name another file",
            _ => "the file cannot be made; name another",
        };
        Complaint::usage(format!("cannot record to '{}': {what}", path.display()))
    })?;
    Ok(Recording::new(file))
}

/// Opens a recording, and sees that it needs no more than the user allows.
///
/// # Errors
///
/// When it cannot be read, is none, or was made under higher limits.
pub fn from(path: &Path, limits: &mut Limits) -> Result<Replay, Complaint> {
    let complain =
        |what: &str| Complaint::usage(format!("cannot replay '{}': {what}", path.display()));
    let file = File::open(path).map_err(|error| {
        complain(match error.kind() {
            io::ErrorKind::NotFound => "no such file; check the path",
            io::ErrorKind::PermissionDenied => "permission denied; make it readable",
            _ => "the file cannot be opened",
        })
    })?;
    let replay = Replay::new(file).map_err(|error| match error {
        Error::Replay(text) => complain(&text),
        error => Complaint::failed(&error),
    })?;
    let recorded = replay.limits();
    // No function is called: these bound what is read from the file.
    (limits.host_calls, limits.host_bytes) = (recorded.host_calls, recorded.host_bytes);
    let most = |limit: Option<u64>| limit.unwrap_or(u64::MAX);
    let depth = |limits: &Limits| most(limits.recursion_depth.map(u64::from));
    let output = |limits: &Limits| limits.stdout_bytes.max(limits.stderr_bytes);
    for (option, recorded, allowed) in [
        ("--memory", recorded.memory_bytes, limits.memory_bytes),
        ("--max-output", output(recorded), output(limits)),
        ("--steps", most(recorded.steps), most(limits.steps)),
        ("--fuel", most(recorded.fuel), most(limits.fuel)),
        ("--recursion-depth", depth(recorded), depth(limits)),
    ] {
        if recorded > allowed {
            let text = match recorded {
                u64::MAX => "none".to_owned(),
                recorded => recorded.to_string(),
            };
            return Err(complain(&format!(
                "it was made under a higher limit than is allowed here; allow it with {option} {text}"
            )));
        }
    }
    Ok(replay)
}
