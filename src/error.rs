//! What can go wrong, sorted by whose fault it is.

use crate::traceback::{Calls, Frame};
use crate::value::ConversionError;
use std::fmt;
use std::time::Duration;

/// Why a run, or the making of a sandbox, did not succeed.
///
/// The variants say whose fault it was, and there are no others: the program
/// ([`Raised`](Error::Raised)), a limit that the caller set
/// ([`Limit`](Error::Limit)) or an interrupt of the caller's
/// ([`Interrupted`](Error::Interrupted)), the caller's own streams
/// ([`OutputClosed`](Error::OutputClosed), [`Host`](Error::Host)), a recording
/// that is replayed ([`Replay`](Error::Replay)), how the
/// sandbox was set up ([`Config`](Error::Config),
/// [`Artifact`](Error::Artifact)), how it was used
/// ([`SessionDead`](Error::SessionDead), [`Conversion`](Error::Conversion)), or the sandbox itself
/// ([`Internal`](Error::Internal)).
///
/// No text in it names a path, an address or a piece of code of the host: host
/// functions go by the names that programs know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The program raised an exception that it did not catch. The session
    /// lives on.
    #[error("{0}")]
    Raised(Raised),

    /// A limit stopped the program.
    #[error("{0}")]
    Limit(LimitReached),

    /// The caller interrupted it: see
    /// [`InterruptHandle`](crate::InterruptHandle).
    #[error("interrupted")]
    Interrupted {
        /// Where the program was, as Python prints it. `None` when it was
        /// interrupted before it began, or did not come to a safe point within
        /// the grace and was cut off.
        traceback: Option<String>,
        /// Where it was, as data: see [`Raised::frames`]. Empty without a
        /// traceback.
        frames: Vec<Frame>,
        /// How many calls were left out: see [`Raised::omitted_frames`].
        omitted_frames: u64,
        /// Whether the session can go on: a program that was stopped at a safe
        /// point, or did not begin, leaves its session usable, and so does one
        /// that was rolled back.
        session_alive: bool,
    },

    /// Whoever read the program's output went away (a closed pipe), so the
    /// program was ended. The session is dead, or was rolled back: see
    /// [`Outcome::rolled_back`](crate::Outcome::rolled_back).
    #[error("the reader of the program's output has closed it")]
    OutputClosed,

    /// A stream that the caller gave failed, a host function panicked, or a
    /// recording could not be written; the text says which and how. After a panic
    /// the session may live on: [`Session::alive`](crate::Session::alive) tells. So
    /// does one whose recording failed, but it runs nothing more. Otherwise it is
    /// dead, or was rolled back.
    #[error("{0}")]
    Host(String),

    /// A run that was to repeat a recording did something else, or the recording
    /// cannot be read; the text shows the first difference, or says what is wrong
    /// and where. The session lives, and runs nothing more: see
    /// [`Replay`](crate::Replay).
    #[error("{0}")]
    Replay(String),

    /// A setting cannot work; the text says which and what would.
    #[error("{0}")]
    Config(String),

    /// The WebAssembly module is not one that this crate can run; the text
    /// names what is wrong with it.
    #[error("unusable interpreter module: {0}")]
    Artifact(String),

    /// A value of the caller's cannot be passed to the program, or one of the
    /// program's is not of the type that the caller wants.
    #[error("{0}")]
    Conversion(ConversionError),

    /// The session was ended by an earlier run and cannot run anything again,
    /// unless it is [`reset`](crate::Session::reset).
    #[error(
        "the session is dead: an earlier run ended it in the middle; reset it, or open a new one"
    )]
    SessionDead,

    /// The sandbox itself failed: a fault of this crate or of the engine under
    /// it. The host is safe, the session is dead or was rolled back.
    #[error("internal error: {0}")]
    Internal(String),
}

/// An exception that the program did not catch, or one that led to it.
///
/// All of it is the program's to choose: data to be shown, not to be believed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Raised {
    /// Name of the exception's class, such as `ValueError`.
    pub type_name: String,
    /// `str()` of the exception, of which at most 1 MiB is kept, or 64 KiB of
    /// one that led to another; empty when it has no text, and
    /// `<exception str() failed>` when its `__str__` raised.
    pub message: String,
    /// The traceback as Python prints it, with the exception's own line, after
    /// those of the exceptions that led to it.
    pub traceback: String,
    /// Where it was raised: the calls that were under way, the outermost first.
    /// Of a longer list the first [`Frame::KEPT`] and the last are kept.
    pub frames: Vec<Frame>,
    /// How many calls were left out, after the first [`Frame::KEPT`].
    pub omitted_frames: u64,
    /// Its cause, from `raise ... from cause`. At most seven exceptions in all
    /// are kept of what led to an uncaught one.
    pub cause: Option<Box<Raised>>,
    /// The exception that was being handled when it was raised. `None` where
    /// Python would not show that, as it has a cause, or `from None`.
    pub context: Option<Box<Raised>>,
}

impl Raised {
    /// `earlier`: what led to it, and whether that is its cause rather than its
    /// context.
    pub(crate) fn new(
        type_name: String,
        message: String,
        calls: Calls,
        earlier: Option<(bool, Raised)>,
    ) -> Raised {
        let mut traceback = String::new();
        if let Some((is_cause, earlier)) = &earlier {
            traceback.push_str(&earlier.traceback);
            traceback.push_str(match is_cause {
                true => {
                    "\nThe above exception was the direct cause of the following exception:\n\n"
                }
                false => {
                    "\nDuring handling of the above exception, another exception occurred:\n\n"
                }
            });
        }
        calls.print(&mut traceback);
        let (cause, context) = match earlier {
            Some((true, earlier)) => (Some(Box::new(earlier)), None),
            Some((false, earlier)) => (None, Some(Box::new(earlier))),
            None => (None, None),
        };
        let Calls { frames, omitted } = calls;
        let mut raised = Raised {
            type_name,
            message,
            traceback,
            frames,
            omitted_frames: omitted,
            cause,
            context,
        };
        let last_line = format!("{raised}\n");
        raised.traceback.push_str(&last_line);
        raised
    }
}

impl fmt::Display for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.type_name)?;
        if !self.message.is_empty() {
            write!(f, ": {}", self.message)?;
        }
        Ok(())
    }
}

/// A limit that stopped a program.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LimitReached {
    /// Which limit, and how much it allowed.
    pub limit: LimitKind,
    /// Where the program was, as Python prints it. `None` when it did not come
    /// to a safe point within the grace and was cut off.
    pub traceback: Option<String>,
    /// Where it was, as data: see [`Raised::frames`]. Empty without a traceback.
    pub frames: Vec<Frame>,
    /// How many calls were left out: see [`Raised::omitted_frames`].
    pub omitted_frames: u64,
    /// Whether the session can go on: a program that was stopped at a safe
    /// point leaves its session usable, and so does one that was cut off where
    /// the session was opened with
    /// [`rollback`](crate::SessionBuilder::rollback).
    pub session_alive: bool,
}

impl LimitReached {
    /// `raised` tells where the program was stopped.
    pub(crate) fn new(
        limit: LimitKind,
        raised: Option<Raised>,
        session_alive: bool,
    ) -> LimitReached {
        let traceback = raised.as_ref().map(|raised| raised.traceback.clone());
        let Raised { frames, omitted_frames, .. } = raised.unwrap_or_default();
        LimitReached { limit, traceback, frames, omitted_frames, session_alive }
    }
}

impl fmt::Display for LimitReached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} reached", self.limit)
    }
}

/// Which limit was reached, with the value that it had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitKind {
    /// [`Limits::wall_time`](crate::Limits::wall_time).
    WallTime(Duration),
    /// [`Limits::stdout_bytes`](crate::Limits::stdout_bytes), where
    /// [`OutputPolicy::Stop`](crate::OutputPolicy::Stop) is chosen.
    Stdout(u64),
    /// [`Limits::stderr_bytes`](crate::Limits::stderr_bytes), likewise.
    Stderr(u64),
    /// [`Limits::steps`](crate::Limits::steps).
    Steps(u64),
    /// [`Limits::fuel`](crate::Limits::fuel).
    Fuel(u64),
    /// [`Limits::host_calls`](crate::Limits::host_calls).
    HostCalls(u64),
    /// [`Limits::host_bytes`](crate::Limits::host_bytes).
    HostBytes(u64),
    /// [`Limits::memory_bytes`](crate::Limits::memory_bytes), where the
    /// interpreter itself could not go on. A program that runs out of memory
    /// gets a `MemoryError` instead, which it can handle.
    Memory(u64),
}

impl fmt::Display for LimitKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LimitKind::WallTime(allowed) => {
                write!(f, "wall time limit of {}", crate::units::duration(*allowed))
            }
            LimitKind::Stdout(bytes) => {
                write!(f, "stdout limit of {}", crate::units::size(*bytes))
            }
            LimitKind::Stderr(bytes) => {
                write!(f, "stderr limit of {}", crate::units::size(*bytes))
            }
            LimitKind::Steps(steps) => {
                write!(f, "step limit of {}", crate::units::count(*steps))
            }
            LimitKind::Fuel(fuel) => {
                write!(f, "fuel limit of {}", crate::units::count(*fuel))
            }
            LimitKind::HostCalls(calls) => write!(f, "limit of {calls} calls of host functions"),
            LimitKind::HostBytes(bytes) => {
                write!(
                    f,
                    "limit of {} passed to and from host functions",
                    crate::units::size(*bytes)
                )
            }
            LimitKind::Memory(bytes) => {
                write!(f, "memory limit of {}", crate::units::size(*bytes))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_what_a_person_would_say() {
        let raised = Raised {
            type_name: "ValueError".into(),
            message: "no such thing".into(),
            ..Raised::default()
        };
        assert_eq!(Error::Raised(raised).to_string(), "ValueError: no such thing");

        let limit = |limit| Error::Limit(LimitReached::new(limit, None, false)).to_string();
        assert_eq!(
            limit(LimitKind::WallTime(Duration::from_secs(10))),
            "wall time limit of 10 s reached"
        );
        assert_eq!(limit(LimitKind::Memory(64 << 20)), "memory limit of 64 MiB reached");
        assert_eq!(limit(LimitKind::Stdout(1000)), "stdout limit of 1000 bytes reached");
        assert_eq!(limit(LimitKind::Steps(2_500_000)), "step limit of 2_500_000 reached");
        assert_eq!(limit(LimitKind::Fuel(999)), "fuel limit of 999 reached");
        assert_eq!(limit(LimitKind::Stderr(8 << 10)), "stderr limit of 8 KiB reached");
    }

    #[test]
    fn an_exception_without_text_has_no_colon() {
        let raised = Raised { type_name: "KeyError".into(), ..Raised::default() };
        assert_eq!(raised.to_string(), "KeyError");
    }
}
