//! Writing a recording, as the run goes.

use super::format::{Answer, CallLine, ClockLine, Header, LeftLine, Line, Quantity};
use super::lines::{LineWriter, NotWritten, sha256};
use super::shown;
use super::task::Asked;
use crate::error::Error;
use crate::function::{Called, Registry};
use crate::units;
use std::fmt;
use std::io::Write;

/// Writes down what the runs of a session get from outside, so that they can be
/// repeated without it: see [`Replay`](crate::Replay).
///
/// That is what their host functions answer, what they read, and what their
/// clock shows; and the seed of their randomness, which is drawn for this
/// recording where the sandbox has [`Random::System`](crate::Random::System).
/// `docs/recordings.md` describes the format: lines of JSON.
///
/// Each line is written to the writer as it comes about, whole, and nothing is
/// kept back: what was written to a file is there even if the process dies in
/// the next call. (A `BufWriter` would keep it back, and be faster.) The writer
/// is flushed when a run ends. Where it fails, the run is stopped with
/// [`Error::Host`], and the session runs nothing more.
///
/// A recording holds what its host functions gave, in clear: keep it as you
/// would keep that.
///
/// ```
/// use micropython_sandbox::{Recording, Replay, Sandbox};
///
/// let file = tempfile::NamedTempFile::new()?;
/// let sandbox = Sandbox::builder().function("weather", |town: String| town + ": rain").build()?;
/// let recording = Recording::new(file.reopen()?);
/// let program = "print(weather('Oslo'))";
/// sandbox.session_builder().record(recording).run(program);
///
/// // Nothing of the above is needed here, but the file.
/// let replay = Replay::new(file.reopen()?)?;
/// let sandbox = Sandbox::builder().replaying(&replay).build()?;
/// let outcome = sandbox.session_builder().replay(replay).run(program);
/// assert_eq!(outcome.stdout_text(), "Oslo: rain\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub struct Recording {
    writer: Box<dyn Write + Send>,
    max_bytes: u64,
}

impl Recording {
    /// How long a recording may get unless told otherwise: 256 MiB.
    pub const DEFAULT_MAX_BYTES: u64 = 256 << 20;

    /// A recording that is written there.
    pub fn new(writer: impl Write + Send + 'static) -> Recording {
        Recording { writer: Box::new(writer), max_bytes: Recording::DEFAULT_MAX_BYTES }
    }

    /// How long it may get, in bytes: a program can make it longer with each call,
    /// and each look at the clock. Where it would get longer, the run is stopped
    /// with [`Error::Host`]. Default
    /// [`DEFAULT_MAX_BYTES`](Recording::DEFAULT_MAX_BYTES).
    pub fn max_bytes(mut self, bytes: u64) -> Recording {
        self.max_bytes = bytes;
        self
    }

    /// Begins it.
    pub(super) fn start(self, header: Header<'_>) -> Result<Recorder, Error> {
        let Recording { writer, max_bytes } = self;
        let mut recorder = Recorder {
            lines: LineWriter::new(writer, max_bytes),
            max_bytes,
            tasks: 0,
            calls: 0,
            pending: None,
            failed: None,
        };
        recorder.write(&Line::Recording(Box::new(header)))?;
        Ok(recorder)
    }
}

impl fmt::Debug for Recording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recording").field("max_bytes", &self.max_bytes).finish_non_exhaustive()
    }
}

/// A recording that is being written.
pub(crate) struct Recorder {
    lines: LineWriter,
    max_bytes: u64,
    tasks: u64,
    calls: u64,
    pending: Option<Pending>,
    /// Why nothing more is written.
    failed: Option<Error>,
}

/// A call that has no answer yet.
struct Pending {
    function: String,
    arguments: String,
    sha256: String,
}

impl Recorder {
    /// Says whether it can go on. After a failure nothing more is written: what is
    /// there shall be a beginning of what happened.
    fn ready(&self) -> Result<(), Error> {
        self.failed.clone().map_or(Ok(()), Err)
    }

    fn write(&mut self, line: &Line<'_>) -> Result<(), Error> {
        self.ready()?;
        let written = self.lines.write(line);
        self.see(written)
    }

    fn see(&mut self, written: Result<(), NotWritten>) -> Result<(), Error> {
        let text = match written {
            Ok(()) => return Ok(()),
            Err(NotWritten::Failed(kind)) => format!("writing the recording failed: {kind}"),
            Err(NotWritten::Full) => {
                let size = units::size(self.max_bytes);
                format!("the recording is full, as it may have {size}: see Recording::max_bytes")
            }
        };
        let error = Error::Host(text);
        self.failed = Some(error.clone());
        Err(error)
    }

    pub(super) fn begin_task(&mut self, asked: &Asked<'_>) -> Result<(), Error> {
        self.tasks += 1;
        self.write(&Line::Task(asked.line(self.tasks)))
    }

    pub(super) fn end_task(&mut self, ending: String) -> Result<(), Error> {
        self.pending = None;
        self.write(&Line::End(ending.into()))?;
        let flushed = self.lines.flush();
        self.see(flushed)
    }

    /// Remembers what is called until it has answered. Nothing is to be called
    /// that would not be recorded.
    pub(super) fn begin_call(
        &mut self,
        registry: &Registry,
        function: u32,
        arguments: &[u8],
    ) -> Result<(), Error> {
        self.ready()?;
        self.pending = Some(Pending {
            function: registry.path(function).unwrap_or_default().to_owned(),
            arguments: shown::arguments(registry.parameters(function), arguments),
            sha256: sha256(arguments),
        });
        Ok(())
    }

    /// Writes the call down, now that it has.
    pub(super) fn end_call(&mut self, called: Called, reply: &[u8]) -> Result<(), Error> {
        let Some(Pending { function, arguments, sha256 }) = self.pending.take() else {
            return Ok(());
        };
        self.calls += 1;
        let (answer, text, reply) = match called {
            Called::Value => (Answer::Returned, shown::result(reply), reply),
            Called::Raised => (Answer::Raised, shown::exception(reply), reply),
            Called::Panicked => (Answer::Panicked, String::new(), &[][..]),
            // It ends the session, as no program does.
            Called::Malformed => return Ok(()),
        };
        self.write(&Line::Call(CallLine {
            number: self.calls,
            function: function.into(),
            arguments: arguments.into(),
            sha256: sha256.into(),
            answer,
            text: text.into(),
            reply: reply.into(),
        }))
    }

    pub(super) fn clock(&mut self, id: i32, ns: u64) -> Result<(), Error> {
        self.write(&Line::Clock(ClockLine { id, ns }))
    }

    pub(super) fn input(&mut self, read: Result<&[u8], u16>) -> Result<(), Error> {
        self.write(&match read {
            Ok(bytes) => Line::Input(bytes.into()),
            Err(errno) => Line::InputFailed(errno),
        })
    }

    pub(super) fn left(&mut self, of: Quantity, amount: u64) -> Result<(), Error> {
        self.write(&Line::Left(LeftLine { of, amount }))
    }
}
