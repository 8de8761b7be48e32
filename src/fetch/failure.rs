//! Why a program gets no answer, as the exception that it gets instead.

use super::transport::Broken;
use crate::units;
use std::time::Duration;

/// An exception: nothing in it is of the machine, of other rules, or of the
/// addresses that a name has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    kind: Kind,
    message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The policy does not allow it.
    Refused,
    /// It took too long.
    Timeout,
    /// The other side cannot be reached, or is not understood.
    Connection,
    /// It is larger than it may be, or something of the host's failed.
    Other,
    Value,
    Type,
}

impl Failure {
    fn new(kind: Kind, message: impl Into<String>) -> Failure {
        Failure { kind, message: message.into() }
    }

    pub(crate) fn refused(why: impl Into<String>) -> Failure {
        Failure::new(Kind::Refused, why)
    }

    pub(crate) fn value(what: impl Into<String>) -> Failure {
        Failure::new(Kind::Value, what)
    }

    pub(crate) fn type_error(what: impl Into<String>) -> Failure {
        Failure::new(Kind::Type, what)
    }

    pub(crate) fn connection(what: impl Into<String>) -> Failure {
        Failure::new(Kind::Connection, what)
    }

    pub(crate) fn other(what: impl Into<String>) -> Failure {
        Failure::new(Kind::Other, what)
    }

    /// Of a request that took longer than it might.
    pub(crate) fn timeout(allowed: Duration) -> Failure {
        let whole = Duration::from_millis(allowed.as_millis().max(1) as u64);
        Failure::new(Kind::Timeout, format!("no answer within {}", units::duration(whole)))
    }

    /// Of an exchange that broke off.
    pub(super) fn of(broken: Broken, allowed: Duration, response_bytes: u64) -> Failure {
        match broken {
            Broken::Timeout => Failure::timeout(allowed),
            Broken::TooLarge => Failure::other(format!(
                "the answer is larger than {}, the most that is allowed",
                units::size(response_bytes)
            )),
            Broken::Failed(what) => Failure::connection(what),
        }
    }

    /// One that was written down, by the name of the exception.
    pub(crate) fn recorded(exception: &str, message: &str) -> Failure {
        let kinds = [Kind::Refused, Kind::Timeout, Kind::Connection, Kind::Value, Kind::Type];
        let kind = kinds.into_iter().find(|kind| kind.exception() == exception);
        Failure::new(kind.unwrap_or(Kind::Other), message)
    }

    /// Whether the policy is the reason, rather than the other side.
    pub(crate) fn is_refusal(&self) -> bool {
        !matches!(self.kind, Kind::Timeout | Kind::Connection | Kind::Other)
    }

    /// The name of the exception.
    pub(crate) fn exception(&self) -> &'static str {
        self.kind.exception()
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}

impl Kind {
    fn exception(self) -> &'static str {
        match self {
            Kind::Refused => "PermissionError",
            Kind::Timeout => "TimeoutError",
            Kind::Connection => "ConnectionError",
            Kind::Other => "OSError",
            Kind::Value => "ValueError",
            Kind::Type => "TypeError",
        }
    }
}
