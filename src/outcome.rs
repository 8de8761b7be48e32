//! What a run leaves behind.

use crate::error::Error;
use crate::value::{ConversionError, Value, from_value};
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::time::Duration;

/// Everything that is known when a run has ended, however it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome {
    /// How it ended, in one word.
    pub ending: Ending,
    /// What went wrong. Set exactly when `ending` is [`Ending::Raised`],
    /// [`Ending::Stopped`] or [`Ending::Failed`].
    pub error: Option<Error>,
    /// The value of the program's last statement, if that was an expression
    /// with another value than `None` and the program finished.
    pub value: Option<FinalValue>,
    /// What it printed on stdout, where that is captured; complete, or cut at
    /// its limit at the end of a UTF-8 character.
    pub stdout: Vec<u8>,
    /// What it printed on stderr, likewise. An uncaught exception is not
    /// printed here: see [`Raised::traceback`](crate::Raised::traceback).
    pub stderr: Vec<u8>,
    /// Whether stdout was cut, captured or not.
    pub stdout_truncated: bool,
    /// Whether stderr was cut, captured or not.
    pub stderr_truncated: bool,
    /// The files that it made, changed or removed below write grants, in the order of
    /// their guest paths; at most 1000. Not those of the scratch folder.
    pub files: Vec<FileChange>,
    /// Whether there are more of them.
    pub files_truncated: bool,
    /// Whether all that the run did to its session was undone, so that the
    /// session lives on: see
    /// [`SessionBuilder::rollback`](crate::SessionBuilder::rollback).
    pub rolled_back: bool,
    /// What the run used.
    pub usage: Usage,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The last statement was reached.
    Finished,
    /// The program ended itself with `sys.exit`, with this code.
    Exited(i32),
    /// The program raised an exception that it did not catch.
    Raised,
    /// A limit stopped it, or an interrupt.
    Stopped,
    /// It could not be run, or not to its end, for another reason.
    Failed,
}

/// The value of a program's final expression.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FinalValue {
    /// Name of its type, such as `int`.
    pub type_name: String,
    /// Its `repr()`, of which at most 1 MiB is kept.
    pub repr: String,
    /// The value itself, if it is of a type that can cross the border: see
    /// [`Value`]. `None` for anything else, a class or a generator for example.
    pub object: Option<Value>,
}

/// A file that a run has changed, as it is when the run is over.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileChange {
    /// Its guest path.
    pub path: String,
    /// What has become of it.
    pub kind: ChangeKind,
    /// Its size in bytes; 0 if it is gone.
    pub size: u64,
    /// The SHA-256 digest of what is in it, in lowercase hexadecimal. `None` if it is
    /// gone or cannot be read, or if it is larger than what is left of 256 MiB that
    /// are read for the digests of one run.
    pub sha256: Option<String>,
}

/// What has become of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was not there before the run.
    Created,
    /// It was; the run has written to it, perhaps the same as before, or made it anew.
    Changed,
    /// It was, and is not any more, or is no file.
    Removed,
}

/// What one run used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Usage {
    /// Time from start to end.
    pub wall_time: Duration,
    /// Processor time of the running thread, where the platform tells (every
    /// Unix does).
    pub cpu_time: Option<Duration>,
    /// Steps that it made, those to unwind included; `None` unless
    /// [`Limits::steps`](crate::Limits::steps) or
    /// [`Limits::fuel`](crate::Limits::fuel) is set.
    pub steps: Option<u64>,
    /// Fuel that it used, to unwind included; `None` unless
    /// [`Limits::fuel`](crate::Limits::fuel) is set.
    pub fuel: Option<u64>,
    /// The most memory that the session has had, in bytes, as
    /// [`Limits::memory_bytes`](crate::Limits::memory_bytes) counts it.
    pub peak_memory_bytes: u64,
    /// Calls of host functions that were made.
    pub host_calls: u64,
    /// Bytes of their arguments and results, as
    /// [`Limits::host_bytes`](crate::Limits::host_bytes) counts them.
    pub host_bytes: u64,
    /// Requests that the program made, those that were refused and redirects that
    /// were followed included.
    pub fetch_requests: u64,
    /// Bytes sent for them.
    pub fetch_sent_bytes: u64,
    /// Bytes received for them, before they were decompressed.
    pub fetch_received_bytes: u64,
    /// Bytes read from files, as
    /// [`FileQuota::bytes_read`](crate::FileQuota::bytes_read) counts them.
    pub file_bytes_read: u64,
    /// Bytes written to files, as
    /// [`FileQuota::bytes_written`](crate::FileQuota::bytes_written) counts them.
    pub file_bytes_written: u64,
    /// Files and folders made, as
    /// [`FileQuota::files_created`](crate::FileQuota::files_created) counts them.
    pub files_created: u64,
    /// Bytes printed on stdout, including those that the limit cut off.
    pub stdout_bytes: u64,
    /// Bytes printed on stderr, including those that the limit cut off.
    pub stderr_bytes: u64,
}

impl Outcome {
    /// An outcome of a run that never started.
    pub(crate) fn not_run(error: Error) -> Outcome {
        Outcome {
            ending: Ending::of(&error),
            error: Some(error),
            value: None,
            stdout: Vec::new(),
            stderr: Vec::new(),
            stdout_truncated: false,
            stderr_truncated: false,
            files: Vec::new(),
            files_truncated: false,
            rolled_back: false,
            usage: Usage::default(),
        }
    }

    /// Notes that the session was rolled back, so that it lives.
    pub(crate) fn set_rolled_back(&mut self) {
        self.rolled_back = true;
        match &mut self.error {
            Some(Error::Limit(reached)) => reached.session_alive = true,
            Some(Error::Interrupted { session_alive, .. }) => *session_alive = true,
            _ => {}
        }
    }

    /// Stdout as text; bytes that are no UTF-8 become U+FFFD.
    pub fn stdout_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.stdout)
    }

    /// Stderr as text; bytes that are no UTF-8 become U+FFFD.
    pub fn stderr_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.stderr)
    }

    /// Whether the program finished, or exited with code 0.
    pub fn success(&self) -> bool {
        matches!(self.ending, Ending::Finished | Ending::Exited(0))
    }

    /// The value of the final expression, as a type of the caller's; `None` if
    /// there was none, as a unit or an `Option`.
    ///
    /// ```
    /// let outcome = micropython_sandbox::Sandbox::new()?.run("{'a': 1, 'b': 2}");
    /// let map: std::collections::BTreeMap<String, i64> = outcome.to()?;
    /// assert_eq!(map["b"], 2);
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// - [`Outcome::error`], if the program did not finish.
    /// - [`Error::Conversion`] when the value is of another type, or of one that
    ///   cannot cross the border.
    pub fn to<T: DeserializeOwned>(&self) -> Result<T, Error> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        let value = match &self.value {
            None => &Value::None,
            Some(FinalValue { object: Some(value), .. }) => value,
            Some(FinalValue { type_name, .. }) => {
                return Err(Error::Conversion(ConversionError::foreign(type_name)));
            }
        };
        from_value(value).map_err(Error::Conversion)
    }

    /// The code given to `sys.exit`, if the program ended so.
    pub fn exit_code(&self) -> Option<i32> {
        match self.ending {
            Ending::Exited(code) => Some(code),
            _ => None,
        }
    }

    /// For callers who use `?`: the outcome itself unless there is an error.
    ///
    /// A program that exits, with whatever code, has ended as it wanted to and
    /// is no error.
    ///
    /// # Errors
    ///
    /// [`Outcome::error`]; the output is lost then.
    pub fn into_result(self) -> Result<Outcome, Error> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(self),
        }
    }
}

impl Ending {
    /// How a run with this error has ended.
    pub(crate) fn of(error: &Error) -> Ending {
        match error {
            Error::Raised(_) => Ending::Raised,
            Error::Limit(_) | Error::Interrupted { .. } => Ending::Stopped,
            Error::OutputClosed
            | Error::Host(_)
            | Error::Config(_)
            | Error::Conversion(_)
            | Error::Artifact(_)
            | Error::SessionDead
            | Error::Internal(_) => Ending::Failed,
        }
    }
}
