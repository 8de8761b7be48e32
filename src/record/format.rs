//! What a line of a recording says: `docs/recordings.md` describes them for
//! people.

use crate::limits::{Limits, OutputPolicy};
use base64::Engine as _;
use base64::display::Base64Display;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;
use std::time::Duration;

/// The version of the format; it changes with what a line means.
pub(super) const FORMAT: u32 = 1;

/// Longest line, in bytes: a reply or a table of functions has up to 16 MiB,
/// which base64 makes a third longer.
pub(super) const MAX_LINE_BYTES: usize = 32 << 20;

/// One line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Line<'a> {
    /// The first: what the session is.
    #[serde(borrow)]
    Recording(Box<Header<'a>>),
    /// Something that the session was asked to do.
    #[serde(borrow)]
    Task(TaskLine<'a>),
    /// A call of a host function, and what came of it.
    #[serde(borrow)]
    Call(CallLine<'a>),
    /// A look at the clock.
    Clock(ClockLine),
    /// Bytes of standard input; none are its end.
    #[serde(borrow)]
    Input(Base64<'a>),
    /// Standard input failed, with this number of a WASI error.
    InputFailed(u16),
    /// A look at what is left of something.
    Left(LeftLine),
    /// The task has ended, so.
    #[serde(borrow)]
    End(Cow<'a, str>),
}

/// What a session is, as far as its programs can tell.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header<'a> {
    pub format: u32,
    /// SHA-256 of the interpreter's module.
    #[serde(borrow)]
    pub interpreter: Cow<'a, str>,
    pub limits: LimitsLine,
    pub clock: ClockKind,
    #[serde(borrow)]
    pub random: RandomKind<'a>,
    pub argv: Vec<String>,
    #[serde(borrow)]
    pub file_name: Cow<'a, str>,
    pub rollback: bool,
    /// The functions, as the interpreter is told of them.
    #[serde(borrow)]
    pub functions: Base64<'a>,
}

/// [`Limits`], but that time is in nanoseconds.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LimitsLine {
    memory_bytes: u64,
    wall_time_ns: Option<u64>,
    steps: Option<u64>,
    fuel: Option<u64>,
    stdout_bytes: u64,
    stderr_bytes: u64,
    stop_at_output: bool,
    recursion_depth: Option<u32>,
    host_calls: u64,
    host_bytes: u64,
}

impl From<&Limits> for LimitsLine {
    fn from(limits: &Limits) -> LimitsLine {
        let Limits {
            memory_bytes,
            wall_time,
            steps,
            fuel,
            stdout_bytes,
            stderr_bytes,
            output_policy,
            recursion_depth,
            host_calls,
            host_bytes,
        } = *limits;
        let wall_time_ns = wall_time.map(nanos);
        let stop_at_output = output_policy == OutputPolicy::Stop;
        LimitsLine {
            memory_bytes,
            wall_time_ns,
            steps,
            fuel,
            stdout_bytes,
            stderr_bytes,
            stop_at_output,
            recursion_depth,
            host_calls,
            host_bytes,
        }
    }
}

impl From<&LimitsLine> for Limits {
    fn from(line: &LimitsLine) -> Limits {
        let LimitsLine { memory_bytes, steps, fuel, stdout_bytes, stderr_bytes, .. } = *line;
        let LimitsLine { recursion_depth, host_calls, host_bytes, .. } = *line;
        let wall_time = line.wall_time_ns.map(Duration::from_nanos);
        let output_policy =
            if line.stop_at_output { OutputPolicy::Stop } else { OutputPolicy::Truncate };
        Limits {
            memory_bytes,
            wall_time,
            steps,
            fuel,
            stdout_bytes,
            stderr_bytes,
            output_policy,
            recursion_depth,
            host_calls,
            host_bytes,
        }
    }
}

/// As many nanoseconds as there is room for: nothing lasts longer.
pub(super) fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// What the clock is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ClockKind {
    /// The machine's, so that each look at it is recorded.
    System,
    /// One that stands still, from so many nanoseconds since 1970 on.
    FixedNs(u64),
}

/// Where the randomness is from.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RandomKind<'a> {
    /// The seed that the caller has chosen.
    Seed(u64),
    /// The key that was drawn for this recording.
    #[serde(borrow)]
    Key(Base64<'a>),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskLine<'a> {
    /// How many there were, this one included.
    pub number: u64,
    /// What it is: `run`, `set`.
    #[serde(borrow)]
    pub kind: Cow<'a, str>,
    /// Of the variable or function, if it is about one.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Cow<'a, str>>,
    /// SHA-256 of the program, the expression, the encoded value or arguments.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CallLine<'a> {
    /// How many there were in the recording, this one included.
    pub number: u64,
    #[serde(borrow)]
    pub function: Cow<'a, str>,
    /// The arguments as people write them; the end of long ones is missing.
    #[serde(borrow)]
    pub arguments: Cow<'a, str>,
    /// Of the encoded arguments.
    #[serde(borrow)]
    pub sha256: Cow<'a, str>,
    pub answer: Answer,
    /// That, as people write it; the end of a long one is missing.
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub text: Cow<'a, str>,
    /// The encoded result, or exception.
    #[serde(borrow)]
    pub reply: Base64<'a>,
}

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Answer {
    Returned,
    Raised,
    Panicked,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockLine {
    /// Its number in WASI: 0 for the time of day, 1 for the one that only goes on.
    pub id: i32,
    pub ns: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LeftLine {
    pub of: Quantity,
    pub amount: u64,
}

/// What may be left of, where no two runs agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Quantity {
    /// In nanoseconds.
    WallTime,
    /// In bytes.
    Memory,
}

/// Bytes, as letters.
pub(super) struct Base64<'a>(pub Cow<'a, [u8]>);

impl<'a> From<&'a [u8]> for Base64<'a> {
    fn from(bytes: &'a [u8]) -> Base64<'a> {
        Base64(Cow::Borrowed(bytes))
    }
}

impl Serialize for Base64<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Base64Display::new(&self.0, &STANDARD))
    }
}

impl<'de> Deserialize<'de> for Base64<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let bytes = STANDARD.decode(text.as_bytes());
        bytes.map(|bytes| Base64(Cow::Owned(bytes))).map_err(|_| de::Error::custom("no base64"))
    }
}
