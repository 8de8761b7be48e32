//! The object that `--json` prints; docs/cli.md describes it, and
//! docs/outcome.schema.json does so for programs.

use micropython_sandbox::{
    ChangeKind, Ending, Error, FileChange, Frame, LimitKind, Outcome, Raised, Usage,
};
use serde::{Serialize, Serializer};
use std::fmt::{self, Write as _};
use std::io::{self, Write};

#[derive(Default, Serialize)]
struct Report<'a> {
    outcome: &'static str,
    exit_code: u8,
    stdout: Text<'a>,
    stderr: Text<'a>,
    stdout_truncated: bool,
    stderr_truncated: bool,
    rolled_back: bool,
    value: Option<Value<'a>>,
    error: Option<Failure<'a>>,
    files: Vec<File<'a>>,
    files_truncated: bool,
    usage: Used,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    change: &'static str,
    size: u64,
    sha256: Option<&'a str>,
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
    steps: Option<u64>,
    fuel: Option<u64>,
    peak_memory_bytes: u64,
    stdout_bytes: u64,
    stderr_bytes: u64,
    file_bytes_read: u64,
    file_bytes_written: u64,
    files_created: u64,
    fetch_requests: u64,
    fetch_sent_bytes: u64,
    fetch_received_bytes: u64,
}

/// What a script printed. Written piece by piece: as JSON it may be six times as
/// long, and nobody has promised room for that.
#[derive(Default)]
struct Text<'a>(&'a [u8]);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.0.utf8_chunks() {
            f.write_str(chunk.valid())?;
            if !chunk.invalid().is_empty() {
                f.write_char(char::REPLACEMENT_CHARACTER)?;
            }
        }
        Ok(())
    }
}

/// Writes the object for a run, and the end of its line.
///
/// # Errors
///
/// Those of the writer.
pub fn outcome(outcome: &Outcome, exit_code: u8, to: &mut dyn Write) -> io::Result<()> {
    let message = outcome.error.as_ref().map(Error::to_string).unwrap_or_default();
    let report = Report {
        outcome: match outcome.ending {
            Ending::Finished => "finished",
            Ending::Exited(_) => "exited",
            Ending::Raised => "raised",
            Ending::Stopped => "stopped",
            Ending::Failed => "failed",
        },
        exit_code,
        stdout: Text(&outcome.stdout),
        stderr: Text(&outcome.stderr),
        stdout_truncated: outcome.stdout_truncated,
        stderr_truncated: outcome.stderr_truncated,
        rolled_back: outcome.rolled_back,
        value: outcome
            .value
            .as_ref()
            .map(|value| Value { r#type: &value.type_name, repr: &value.repr }),
        error: outcome.error.as_ref().map(|error| failure(error, &message)),
        files: outcome.files.iter().map(file).collect(),
        files_truncated: outcome.files_truncated,
        usage: used(&outcome.usage),
    };
    write(&report, to)
}

/// Writes the object where nothing was run, likewise.
///
/// # Errors
///
/// Those of the writer.
pub fn complaint(
    kind: &'static str,
    message: &str,
    exit_code: u8,
    to: &mut dyn Write,
) -> io::Result<()> {
    let error = Failure { kind, message, ..Failure::default() };
    write(&Report { outcome: "failed", exit_code, error: Some(error), ..Report::default() }, to)
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
                LimitKind::Steps(_) => "steps",
                LimitKind::Fuel(_) => "fuel",
                LimitKind::Memory(_) => "memory",
                LimitKind::HostCalls(_) => "host_calls",
                LimitKind::HostBytes(_) => "host_bytes",
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
        Error::Conversion(_) => plain("conversion"),
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

fn file(change: &FileChange) -> File<'_> {
    File {
        path: &change.path,
        change: match change.kind {
            ChangeKind::Created => "created",
            ChangeKind::Changed => "changed",
            ChangeKind::Removed => "removed",
        },
        size: change.size,
        sha256: change.sha256.as_deref(),
    }
}

fn used(usage: &Usage) -> Used {
    // Microseconds are as fine as such times mean something.
    let millis = |time: std::time::Duration| time.as_micros() as f64 / 1000.0;
    Used {
        wall_time_ms: millis(usage.wall_time),
        cpu_time_ms: usage.cpu_time.map(millis),
        steps: usage.steps,
        fuel: usage.fuel,
        peak_memory_bytes: usage.peak_memory_bytes,
        stdout_bytes: usage.stdout_bytes,
        stderr_bytes: usage.stderr_bytes,
        file_bytes_read: usage.file_bytes_read,
        file_bytes_written: usage.file_bytes_written,
        files_created: usage.files_created,
        fetch_requests: usage.fetch_requests,
        fetch_sent_bytes: usage.fetch_sent_bytes,
        fetch_received_bytes: usage.fetch_received_bytes,
    }
}

fn write(report: &Report<'_>, to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *to, report)?;
    to.write_all(b"\n")
}

#[cfg(test)]
#[path = "../../tests/common/schema.rs"]
mod schema;

#[cfg(test)]
mod tests {
    use super::*;
    use micropython_sandbox::Sandbox;

    fn object(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> serde_json::Value {
        let mut text = Vec::new();
        write(&mut text).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    #[test]
    fn text_is_what_python_would_make_of_it() {
        for bytes in [&b"plain"[..], b"\0\x7f\"\\", b"\xff\xfea\xe2\x82", "\u{20ac}".as_bytes()] {
            let text = serde_json::to_value(Text(bytes)).unwrap();
            assert_eq!(text, String::from_utf8_lossy(bytes).as_ref());
        }
    }

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
            let object = object(|to| outcome(&run, 1, to));
            assert_eq!(schema::check(&schema, &object), Ok(()), "{object:#}");
            assert_eq!(object["error"]["kind"], kind);
        }
        let object = object(|to| complaint("internal", "no", 125, to));
        assert_eq!(schema::check(&schema, &object), Ok(()), "{object:#}");
    }
}
