//! The object that `--json` prints; docs/cli.md describes it, and
//! docs/outcome.schema.json does so for programs.

use micropython_sandbox::{Ending, Error, Frame, LimitKind, Outcome, Raised, Usage};
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
    message: &'a str,
    traceback: Option<&'a str>,
    frames: Vec<Call<'a>>,
    omitted_frames: u64,
    cause: Option<Box<Failure<'a>>>,
    context: Option<Box<Failure<'a>>>,
    limit: Option<&'static str>,
}

#[derive(Serialize)]
struct Call<'a> {
    file: &'a str,
    line: u32,
    function: Option<&'a str>,
    source: Option<&'a str>,
    repeats: u32,
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
    let message = outcome.error.as_ref().map(Error::to_string).unwrap_or_default();
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
        error: outcome.error.as_ref().map(|error| failure(error, &message)),
        usage: used(&outcome.usage),
    })
}

/// The object where nothing was run.
pub fn complaint(kind: &'static str, message: &str, exit_code: u8) -> String {
    let error = Failure { kind, message, ..Failure::default() };
    write(&Report { outcome: "failed", exit_code, error: Some(error), ..Report::default() })
}

/// `message`: the whole error, in words.
fn failure<'a>(error: &'a Error, message: &'a str) -> Failure<'a> {
    let plain = |kind| Failure { kind, message, ..Failure::default() };
    match error {
        Error::Raised(raised) => told(raised),
        Error::Limit(reached) => Failure {
            traceback: reached.traceback.as_deref(),
            frames: reached.frames.iter().map(call).collect(),
            omitted_frames: reached.omitted_frames,
            limit: Some(match reached.limit {
                LimitKind::WallTime(_) => "wall_time",
                LimitKind::Stdout(_) => "stdout",
                LimitKind::Stderr(_) => "stderr",
                LimitKind::Memory(_) => "memory",
            }),
            ..plain("limit")
        },
        Error::Interrupted { traceback, frames, omitted_frames, .. } => Failure {
            traceback: traceback.as_deref(),
            frames: frames.iter().map(call).collect(),
            omitted_frames: *omitted_frames,
            ..plain("interrupted")
        },
        Error::OutputClosed => plain("output_closed"),
        Error::Host(_) => plain("host"),
        Error::Config(_) => plain("usage"),
        Error::Artifact(_) => plain("artifact"),
        Error::SessionDead => plain("session_dead"),
        Error::Internal(_) => plain("internal"),
    }
}

fn told(raised: &Raised) -> Failure<'_> {
    Failure {
        kind: "raised",
        r#type: Some(&raised.type_name),
        message: &raised.message,
        traceback: Some(&raised.traceback),
        frames: raised.frames.iter().map(call).collect(),
        omitted_frames: raised.omitted_frames,
        cause: raised.cause.as_deref().map(told).map(Box::new),
        context: raised.context.as_deref().map(told).map(Box::new),
        limit: None,
    }
}

fn call(frame: &Frame) -> Call<'_> {
    Call {
        file: &frame.file,
        line: frame.line,
        function: frame.function.as_deref(),
        source: frame.source.as_deref(),
        repeats: frame.repeats,
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

#[cfg(test)]
#[path = "../../tests/common/schema.rs"]
mod schema;

#[cfg(test)]
mod tests {
    use super::*;
    use micropython_sandbox::Sandbox;

    /// Those that a command line does not bring about at will.
    #[test]
    fn each_error_fits_the_schema() {
        let schema = schema::outcome();
        let mut run = Sandbox::new().unwrap().run("1/0");
        let Some(Error::Raised(raised)) = run.error.take() else { panic!("{run:?}") };
        let interrupted = |traceback: Option<&str>| Error::Interrupted {
            traceback: traceback.map(str::to_owned),
            frames: raised.frames.clone(),
            omitted_frames: 1,
            session_alive: true,
        };
        for (error, kind) in [
            (interrupted(Some("KeyboardInterrupt")), "interrupted"),
            (interrupted(None), "interrupted"),
            (Error::OutputClosed, "output_closed"),
            (Error::Host("a stream failed".to_owned()), "host"),
            (Error::Config("too small".to_owned()), "usage"),
            (Error::Artifact("it is empty".to_owned()), "artifact"),
            (Error::SessionDead, "session_dead"),
            (Error::Internal("no".to_owned()), "internal"),
            (Error::Raised(raised.clone()), "raised"),
        ] {
            run.error = Some(error);
            let object = serde_json::from_str(&outcome(&run, 1)).unwrap();
            assert_eq!(schema::check(&schema, &object), Ok(()), "{object:#}");
            assert_eq!(object["error"]["kind"], kind);
        }
        let object = serde_json::from_str(&complaint("internal", "no", 125)).unwrap();
        assert_eq!(schema::check(&schema, &object), Ok(()), "{object:#}");
    }
}
