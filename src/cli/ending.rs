//! How a run ended, in words for the user.

use micropython_sandbox::{Error, LimitKind, Limits, Outcome, OutputPolicy, units};

/// The traceback, where there is one.
pub fn traceback(outcome: &Outcome) -> Option<&str> {
    match outcome.error.as_ref()? {
        Error::Raised(raised) => Some(&raised.traceback),
        Error::Limit(reached) => reached.traceback.as_deref(),
        Error::Interrupted { traceback, .. } => traceback.as_deref(),
        _ => None,
    }
}

/// What neither the script's own output nor the traceback tells, a line each.
/// `by_policy`: the limits come from a policy file.
pub fn notes(outcome: &Outcome, limits: &Limits, by_policy: bool) -> Vec<String> {
    let mut notes = Vec::new();
    // Where a limit can be changed.
    let raise = |option: &str| match by_policy {
        true => " (raise it in the policy)".to_owned(),
        false => format!(" (raise it with {option})"),
    };
    for (stream, cut, limit_bytes) in [
        ("stdout", outcome.stdout_truncated, limits.stdout_bytes),
        ("stderr", outcome.stderr_truncated, limits.stderr_bytes),
    ] {
        // A script that is stopped for it is told so below.
        if cut && limits.output_policy == OutputPolicy::Truncate {
            let size = units::size(limit_bytes);
            notes.push(format!("{stream} was cut after {size}{}", raise("--max-output")));
        }
    }
    match &outcome.error {
        Some(Error::Limit(reached)) => {
            let option = match reached.limit {
                LimitKind::WallTime(_) => raise("--timeout"),
                LimitKind::Stdout(_) | LimitKind::Stderr(_) => raise("--max-output"),
                LimitKind::Steps(_) => raise("--steps"),
                LimitKind::Fuel(_) => raise("--fuel"),
                LimitKind::Memory(_) => raise("--memory"),
                // The program gives scripts no functions.
                LimitKind::HostCalls(_) | LimitKind::HostBytes(_) => String::new(),
            };
            notes.push(format!("stopped: {reached}{option}"));
        }
        // The traceback has said so.
        Some(Error::Interrupted { traceback: Some(_), .. }) => {}
        None | Some(Error::Raised(_) | Error::OutputClosed) => {}
        Some(error) => notes.push(error.to_string()),
    }
    notes
}
