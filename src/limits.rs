//! How much a program may use.

use std::time::Duration;

/// How much a program may use; a plain struct, to be changed where the default
/// does not fit.
///
/// ```
/// use micropython_sandbox::Limits;
/// use std::time::Duration;
///
/// let limits = Limits { wall_time: Some(Duration::from_secs(1)), ..Limits::default() };
/// assert_eq!(limits.memory_bytes, 64 << 20);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Memory of one interpreter, in bytes: its code's data, stack and heap,
    /// and what exceptions in flight take. Not counted is what the host needs
    /// beside it (output that is collected, up to the limits below; in a session
    /// with [rollback](crate::SessionBuilder::rollback) a copy of what it has in
    /// use between two runs, up to this limit again; and about 100 KiB).
    /// Default 64 MiB.
    ///
    /// A program that needs more gets a `MemoryError`.
    pub memory_bytes: u64,

    /// How long one run may take, from its start to its end. Counts computing,
    /// sleeping and waiting for input alike; does not count compiling the
    /// interpreter or opening the session. `None` means no limit. Default 10 s.
    ///
    /// At the limit the program gets a `LimitExceeded` exception at its next
    /// safe point. If it has not ended [`GRACE`](Limits::GRACE) later, it is
    /// cut off, and its session with it, unless that is rolled back.
    pub wall_time: Option<Duration>,

    /// What one run may print on stdout, in bytes. Default 8 MiB.
    pub stdout_bytes: u64,

    /// What one run may print on stderr, in bytes. Default 8 MiB.
    pub stderr_bytes: u64,

    /// What becomes of a run that prints more than that on either. Default
    /// [`OutputPolicy::Truncate`].
    pub output_policy: OutputPolicy,

    /// How many calls may nest: of functions, of generators that are asked for
    /// a value, of the code of classes and imported modules. The program's own
    /// code is the first. `None` means as many as the interpreter's stack has
    /// room for, which depends on what the functions do (at most about 1300); a
    /// larger number than that changes nothing. 0 is refused. Default `None`.
    ///
    /// A program that goes deeper gets a `RuntimeError`, as with the default.
    pub recursion_depth: Option<u32>,
}

/// What becomes of a run that prints more than
/// [`Limits::stdout_bytes`] or [`Limits::stderr_bytes`]. Either way the rest is
/// dropped as it comes, and the outcome says so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OutputPolicy {
    /// It runs on. The default.
    #[default]
    Truncate,
    /// It is stopped, as at the end of its wall time: the program gets a
    /// `LimitExceeded` exception, and the run ends in
    /// [`LimitKind::Stdout`](crate::LimitKind::Stdout) or
    /// [`Stderr`](crate::LimitKind::Stderr).
    Stop,
}

impl Limits {
    /// The limits that hold unless others are given; see each field.
    pub const DEFAULT: Limits = Limits {
        memory_bytes: 64 << 20,
        wall_time: Some(Duration::from_secs(10)),
        stdout_bytes: 8 << 20,
        stderr_bytes: 8 << 20,
        output_policy: OutputPolicy::Truncate,
        recursion_depth: None,
    };

    /// How long a program may take to unwind (its `finally` blocks) after a
    /// limit or an interrupt has stopped it: 200 ms.
    pub const GRACE: Duration = Duration::from_millis(200);
}

impl Default for Limits {
    /// [`Limits::DEFAULT`].
    fn default() -> Limits {
        Limits::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers that the documentation of the fields states.
    #[test]
    fn defaults_are_as_documented() {
        let limits = Limits::default();
        assert_eq!(limits.memory_bytes, 64 * 1024 * 1024);
        assert_eq!(limits.wall_time, Some(Duration::from_secs(10)));
        assert_eq!(limits.stdout_bytes, 8 * 1024 * 1024);
        assert_eq!(limits.stderr_bytes, 8 * 1024 * 1024);
        assert_eq!(limits.output_policy, OutputPolicy::Truncate);
        assert_eq!(limits.recursion_depth, None);
        assert_eq!(Limits::GRACE, Duration::from_millis(200));
    }
}
