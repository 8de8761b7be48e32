//! What a script may use, as options that all commands have.

use clap::Args;
use micropython_sandbox::{Limits, OutputPolicy, units};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// The limits of each run.
#[derive(Debug, Args)]
pub struct LimitOptions {
    /// Memory that the script may use
    #[arg(long, value_name = "SIZE", default_value_t = Size(Limits::DEFAULT.memory_bytes))]
    pub memory: Size,

    /// Time that the script may take, sleeping and waiting included; or "none"
    #[arg(long, value_name = "DURATION", default_value_t = Timeout(Limits::DEFAULT.wall_time))]
    pub timeout: Timeout,

    /// Steps that the script may make: turns of loops, calls, and the like; or "none"
    #[arg(long, value_name = "COUNT", default_value_t = Count(Limits::DEFAULT.steps))]
    pub steps: Count,

    /// Fuel that the script may use: WebAssembly instructions; or "none"
    #[arg(long, value_name = "COUNT", default_value_t = Count(Limits::DEFAULT.fuel))]
    pub fuel: Count,

    /// What the script may print on stdout and on stderr each
    #[arg(long, value_name = "SIZE", default_value_t = Size(Limits::DEFAULT.stdout_bytes))]
    pub max_output: Size,

    /// What to do with a script that prints more: cut the rest, or stop it
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = OnOutputLimit::Truncate)]
    pub on_output_limit: OnOutputLimit,

    /// How many calls may nest; or "none" for as many as there is room for
    #[arg(long, value_name = "NUMBER", default_value_t = Depth(Limits::DEFAULT.recursion_depth))]
    pub recursion_depth: Depth,
}

impl LimitOptions {
    /// The limits that they say.
    pub fn limits(&self) -> Limits {
        Limits {
            memory_bytes: self.memory.0,
            wall_time: self.timeout.0,
            steps: self.steps.0,
            fuel: self.fuel.0,
            stdout_bytes: self.max_output.0,
            stderr_bytes: self.max_output.0,
            output_policy: self.on_output_limit.into(),
            recursion_depth: self.recursion_depth.0,
            ..Limits::default()
        }
    }
}

/// What becomes of a script that prints more than it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum OnOutputLimit {
    /// The rest is cut
    Truncate,
    /// It is stopped
    Stop,
}

impl From<OnOutputLimit> for OutputPolicy {
    fn from(what: OnOutputLimit) -> OutputPolicy {
        match what {
            OnOutputLimit::Truncate => OutputPolicy::Truncate,
            OnOutputLimit::Stop => OutputPolicy::Stop,
        }
    }
}

/// A number of bytes, as it is written on a command line.
#[derive(Debug, Clone, Copy)]
pub struct Size(pub u64);

impl FromStr for Size {
    type Err = String;
    fn from_str(text: &str) -> Result<Size, String> {
        units::parse_size(text).map(Size)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&units::size(self.0).replace(' ', ""))
    }
}

/// A number of calls or none, as it is written on a command line.
#[derive(Debug, Clone, Copy)]
pub struct Depth(pub Option<u32>);

impl FromStr for Depth {
    type Err = String;
    fn from_str(text: &str) -> Result<Depth, String> {
        match (text, text.parse()) {
            ("none", _) => Ok(Depth(None)),
            (_, Ok(0)) => Err("nothing runs without a call; use at least 1".to_owned()),
            (_, Ok(depth)) => Ok(Depth(Some(depth))),
            (_, Err(_)) => Err(format!("a number up to {}, or none", u32::MAX)),
        }
    }
}

impl fmt::Display for Depth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(depth) => write!(f, "{depth}"),
            None => f.write_str("none"),
        }
    }
}

/// A duration or none, as it is written on a command line.
#[derive(Debug, Clone, Copy)]
pub struct Timeout(pub Option<Duration>);

impl FromStr for Timeout {
    type Err = String;
    fn from_str(text: &str) -> Result<Timeout, String> {
        match text {
            "none" => Ok(Timeout(None)),
            _ => match units::parse_duration(text)? {
                Duration::ZERO => Err("nothing runs in no time; use at least 1ms".to_owned()),
                duration => Ok(Timeout(Some(duration))),
            },
        }
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(duration) => f.write_str(&units::duration(duration).replace(' ', "")),
            None => f.write_str("none"),
        }
    }
}

/// A count or none, as it is written on a command line.
#[derive(Debug, Clone, Copy)]
pub struct Count(pub Option<u64>);

impl FromStr for Count {
    type Err = String;
    fn from_str(text: &str) -> Result<Count, String> {
        match text {
            "none" => Ok(Count(None)),
            _ => match units::parse_count(text)? {
                0 => Err("nothing runs on none at all; use at least 1, or \"none\"".to_owned()),
                count => Ok(Count(Some(count))),
            },
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(count) => f.write_str(&units::count(count)),
            None => f.write_str("none"),
        }
    }
}
