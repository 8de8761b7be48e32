//! The object that `--json` prints; docs/cli.md describes it.

use micropython_sandbox::{Ending, Error, LimitKind, Outcome, Usage};
use serde::Serialize;

#[derive(Default, Serialize)]
struct Report<'a> {
    outcome: &'static str,
    exit_code: u8,
    stdout: &'a str,
    stderr: &'a str,
    stdout_truncated: bool,
    stderr_truncated: bool,
    value: Option<Value<'a>>,
    error: Option<Failure<'a>>,
    usage: Used,
}

#[derive(Serialize)]
struct Value<'a> {
    r#type: &'a str,
    repr: &'a str,
}

#[derive(Default, Serialize)]
struct Failure<'a> {
    kind: &'static str,
    r#type: Option<&'a str>,
    message: String,
    traceback: Option<&'a str>,
    limit: Option<&'static str>,
}

#[derive(Default, Serialize)]
struct Used {
    wall_time_ms: f64,
    cpu_time_ms: Option<f64>,
    peak_memory_bytes: u64,
    stdout_bytes: u64,
    stderr_bytes: u64,
}

/// The object for a run.
pub fn outcome(outcome: &Outcome, exit_code: u8) -> String {
    let (stdout, stderr) = (outcome.stdout_text(), outcome.stderr_text());
    write(&Report {
        outcome: match outcome.ending {
            Ending::Finished => "finished",
            Ending::Exited(_) => "exited",
            Ending::Raised => "raised",
            Ending::Stopped => "stopped",
            Ending::Failed => "failed",
        },
        exit_code,
        stdout: &stdout,
        stderr: &stderr,
        stdout_truncated: outcome.stdout_truncated,
        stderr_truncated: outcome.stderr_truncated,
        value: outcome
            .value
            .as_ref()
            .map(|value| Value { r#type: &value.type_name, repr: &value.repr }),
        error: outcome.error.as_ref().map(failure),
        usage: used(&outcome.usage),
    })
}

/// The object where nothing was run.
pub fn complaint(kind: &'static str, message: &str, exit_code: u8) -> String {
    let error = Failure { kind, message: message.to_owned(), ..Failure::default() };
    write(&Report { outcome: "failed", exit_code, error: Some(error), ..Report::default() })
}

fn failure(error: &Error) -> Failure<'_> {
    let message = error.to_string();
    let plain = |kind| Failure { kind, message: message.clone(), ..Failure::default() };
    match error {
        Error::Raised(raised) => Failure {
            kind: "raised",
            r#type: Some(&raised.type_name),
            message: raised.message.clone(),
            traceback: Some(&raised.traceback),
            limit: None,
        },
        Error::Limit(reached) => Failure {
            traceback: reached.traceback.as_deref(),
            limit: Some(match reached.limit {
                LimitKind::WallTime(_) => "wall_time",
                LimitKind::Stdout(_) => "stdout",
                LimitKind::Stderr(_) => "stderr",
                LimitKind::Memory(_) => "memory",
            }),
            ..plain("limit")
        },
        Error::Interrupted { traceback, .. } => {
            Failure { traceback: traceback.as_deref(), ..plain("interrupted") }
        }
        Error::OutputClosed => plain("output_closed"),
        Error::Host(_) => plain("host"),
        Error::Config(_) => plain("usage"),
        Error::Artifact(_) => plain("artifact"),
        Error::SessionDead => plain("session_dead"),
        Error::Internal(_) => plain("internal"),
    }
}

fn used(usage: &Usage) -> Used {
    // Microseconds are as fine as such times mean something.
    let millis = |time: std::time::Duration| time.as_micros() as f64 / 1000.0;
    Used {
        wall_time_ms: millis(usage.wall_time),
        cpu_time_ms: usage.cpu_time.map(millis),
        peak_memory_bytes: usage.peak_memory_bytes,
        stdout_bytes: usage.stdout_bytes,
        stderr_bytes: usage.stderr_bytes,
    }
}

fn write(report: &Report<'_>) -> String {
    // Maps with keys that are no strings could fail; there are none.
    serde_json::to_string(report).unwrap_or_default()
}
