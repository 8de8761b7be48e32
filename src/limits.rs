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

    /// How many steps one run may make. `None` means no limit, and that they are
    /// not counted. Default `None`.
    ///
    /// A step is a jump of the program (one for each turn of a loop, one for each
    /// condition that it tests), a call of a Python function or the resumption of
    /// a generator, or an exception that comes from C code. A loop of a million
    /// turns that does simple things makes a million steps. The same program with
    /// the same input makes the same number of them, on any machine.
    ///
    /// What C code does in between counts nothing: `10 ** 10 ** 8` is no step, and
    /// [`wall_time`](Limits::wall_time) has to bound it.
    ///
    /// With the last step the program gets a `LimitExceeded` exception there, and
    /// a second one should it catch the first. If it makes
    /// [`GRACE_STEPS`](Limits::GRACE_STEPS) more without ending, or takes longer
    /// than [`GRACE`](Limits::GRACE), it is cut off, and its session with it. The
    /// count itself costs one or two per cent (docs/performance.md).
    ///
    /// Only the built-in interpreter counts: with
    /// [`SandboxBuilder::artifact`](crate::SandboxBuilder::artifact) no sandbox
    /// can be made.
    pub steps: Option<u64>,

    /// How much fuel one run may use: WebAssembly instructions, whatever they are
    /// part of, less those that do nothing at run time. `None` means no limit, and that it is not counted. Default
    /// `None`.
    ///
    /// Exact, and the same each time for the same program in the same version of
    /// this crate; another version may take more or less. A turn of a loop takes
    /// fifty to some hundred, and to compile a program a hundred thousand or more. Instructions that fill or copy memory count as one; each is
    /// bounded by [`memory_bytes`](Limits::memory_bytes).
    ///
    /// A program that has used its fuel gets a `LimitExceeded` exception within
    /// the next 256 steps; where it ends before that, the run is taken as stopped
    /// all the same. If it uses [`GRACE_FUEL`](Limits::GRACE_FUEL) more
    /// without ending, be it in one C function, it is cut off, and its session
    /// with it. A module given by
    /// [`SandboxBuilder::artifact`](crate::SandboxBuilder::artifact) is cut off
    /// as soon as its fuel is used.
    ///
    /// Programs take about a quarter longer (docs/performance.md), and the first
    /// sandbox takes some seconds to compile the interpreter: see
    /// [`SandboxBuilder::cache`](crate::SandboxBuilder::cache).
    pub fuel: Option<u64>,

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

    /// How many times one run may call host functions. Default 100,000.
    pub host_calls: u64,

    /// How many bytes the arguments and results of these calls may have together,
    /// encoded as `docs/values.md` says. Default 64 MiB.
    pub host_bytes: u64,
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
        steps: None,
        fuel: None,
        stdout_bytes: 8 << 20,
        stderr_bytes: 8 << 20,
        output_policy: OutputPolicy::Truncate,
        recursion_depth: None,
        host_calls: 100_000,
        host_bytes: 64 << 20,
    };

    /// The first of these limits that is higher than in `other`: its name, and both
    /// values. Of `wall_time` nothing is said.
    pub(crate) fn beyond(&self, other: &Limits) -> Option<(&'static str, String, String)> {
        let higher = |own: Option<u64>, other: Option<u64>| match (own, other) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(own), Some(other)) => own > other,
        };
        self.differing(other, higher)
    }

    /// The first of these limits that is another in `other`, likewise.
    pub(crate) fn unlike(&self, other: &Limits) -> Option<(&'static str, String, String)> {
        let policies = [self, other].map(|limits| format!("{:?}", limits.output_policy));
        let [own, others] = policies;
        let policy = (own != others).then_some(("output_policy", own, others));
        self.differing(other, |own, other| own != other).or(policy)
    }

    fn differing(
        &self,
        other: &Limits,
        differ: impl Fn(Option<u64>, Option<u64>) -> bool,
    ) -> Option<(&'static str, String, String)> {
        let numbers = |limits: &Limits| {
            [
                ("memory_bytes", Some(limits.memory_bytes)),
                ("steps", limits.steps),
                ("fuel", limits.fuel),
                ("stdout_bytes", Some(limits.stdout_bytes)),
                ("stderr_bytes", Some(limits.stderr_bytes)),
                ("recursion_depth", limits.recursion_depth.map(u64::from)),
                ("host_calls", Some(limits.host_calls)),
                ("host_bytes", Some(limits.host_bytes)),
            ]
        };
        let told = |number: Option<u64>| number.map_or("none".to_owned(), |n| n.to_string());
        let pairs = numbers(self).into_iter().zip(numbers(other));
        pairs
            .filter(|((_, own), (_, other))| differ(*own, *other))
            .map(|((name, own), (_, other))| (name, told(own), told(other)))
            .next()
    }

    /// How long a program may take to unwind (its `finally` blocks) after a
    /// limit or an interrupt has stopped it: 200 ms.
    pub const GRACE: Duration = Duration::from_millis(200);

    /// How many steps a program may make to unwind after it has used those of
    /// [`Limits::steps`]: 10 000. Half-way it gets its exception again.
    pub const GRACE_STEPS: u64 = 10_000;

    /// How much fuel a program may use to unwind after it has used that of
    /// [`Limits::fuel`]: 20 million. Half-way it gets its exception again.
    pub const GRACE_FUEL: u64 = 20_000_000;
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
        assert_eq!((limits.steps, limits.fuel), (None, None));
        assert_eq!(limits.host_calls, 100_000);
        assert_eq!(limits.host_bytes, 64 * 1024 * 1024);
        assert_eq!(Limits::GRACE, Duration::from_millis(200));
        assert_eq!(Limits::GRACE_STEPS, 10_000);
        assert_eq!(Limits::GRACE_FUEL, 20_000_000);
    }
}
