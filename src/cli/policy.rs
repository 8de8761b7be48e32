//! What a script may use, from a policy file and the options; and `mpsandbox policy`.

use super::args::{ModulesOptions, RunOptions};
use super::{Complaint, exit, print};
use micropython_sandbox::{Access, Cassette, Files, Policy, PolicyFaults};
use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::path::Path;

/// The longest cassette that is replayed, in bytes.
const MAX_CASSETTE_BYTES: u64 = 256 << 20;

/// What the options grant.
///
/// # Errors
///
/// When the policy file is wrong, or the log cannot be written.
pub fn of(options: &RunOptions) -> Result<Policy, Complaint> {
    let mut policy = match &options.policy {
        Some(path) => read(path)?,
        None => Policy { limits: options.limits.limits(), ..Policy::default() },
    };
    let Files { grants, scratch, quota, search_path } = options.files.clone().files();
    policy.files.grants.extend(grants);
    policy.files.search_path.extend(search_path);
    policy.files.scratch = scratch.or(policy.files.scratch);
    if options.policy.is_none() {
        policy.files.quota = quota;
    }
    for rule in &options.allow_net {
        policy.net = policy.net.allow(rule.clone());
    }
    if let Some(path) = &options.net_log {
        let file = OpenOptions::new().append(true).create(true).open(path).map_err(|error| {
            let (path, kind) = (path.display(), error.kind());
            Complaint::usage(format!("cannot write the log '{path}': {kind}"))
        })?;
        policy.net = policy.net.log(file);
    }
    if let Some(cassette) = cassette(options)? {
        policy.net = policy.net.cassette(cassette);
    }
    Ok(policy)
}

/// What a program is granted whose modules are asked for.
///
/// # Errors
///
/// When the policy file is wrong.
pub fn of_modules(options: &ModulesOptions) -> Result<Policy, Complaint> {
    let mut policy = options.policy.as_deref().map_or(Ok(Policy::default()), read)?;
    let grants = options.allow_read.iter().cloned();
    policy.files.grants.extend(grants.map(|mapping| mapping.grant(Access::Read)));
    policy.files.search_path.extend(options.import_from.iter().cloned());
    Ok(policy)
}

fn read(path: &Path) -> Result<Policy, Complaint> {
    Policy::read(path).map_err(|faults| complain(path, &faults))
}

fn cassette(options: &RunOptions) -> Result<Option<Cassette>, Complaint> {
    if let Some(path) = &options.record_http {
        let cassette = File::create_new(path).and_then(Cassette::record);
        return cassette.map(Some).map_err(|error| {
            let (path, kind) = (path.display(), error.kind());
            Complaint::usage(format!("cannot write the cassette '{path}': {kind}"))
        });
    }
    let Some(path) = &options.replay_http else {
        return Ok(None);
    };
    let complain = |what: &dyn std::fmt::Display| {
        Complaint::usage(format!("cannot replay the cassette '{}': {what}", path.display()))
    };
    let mut text = String::new();
    let read = File::open(path)
        .and_then(|file| file.take(MAX_CASSETTE_BYTES + 1).read_to_string(&mut text));
    match read {
        Err(error) => Err(complain(&error.kind())),
        Ok(bytes) if bytes as u64 > MAX_CASSETTE_BYTES => {
            Err(complain(&"it is larger than 256 MiB"))
        }
        Ok(_) => Cassette::replay(&text).map(Some).map_err(|message| complain(&message)),
    }
}

/// Says what a policy file grants, and gives the exit code.
///
/// # Errors
///
/// When there is something wrong with it.
pub fn check(path: &Path) -> Result<u8, Complaint> {
    let told = Policy::check(path).map_err(|faults| complain(path, &faults))?;
    Ok(print(|stdout| stdout.write_all(told.as_bytes()), exit::OK))
}

/// All that is wrong with a policy file, each with its place as editors take it.
fn complain(path: &Path, faults: &PolicyFaults) -> Complaint {
    let faults = faults.list().iter();
    let lines = faults.map(|fault| match fault.line {
        0 => fault.to_string(),
        _ => format!("{}:{fault}", path.display()),
    });
    Complaint::usage(lines.collect::<Vec<_>>().join("\nmpsandbox: "))
}
