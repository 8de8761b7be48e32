//! How a host function fails.

use std::error::Error;
use std::fmt::Display;

/// An exception that a host function raises in the program that has called it,
/// which can catch it.
///
/// Any [`std::error::Error`] turns into one by `?`: a `HostError` in Python too,
/// which is a `RuntimeError`, and whose message is the error's own text. So see
/// to it that this text may be read by whoever wrote the program; neither the
/// error's sources nor its `Debug` are shown.
///
/// ```
/// use micropython_sandbox::{HostError, Sandbox};
///
/// let sandbox = Sandbox::builder()
///     .function("parse", |text: String| -> Result<i64, HostError> { Ok(text.parse()?) })
///     .function("check", |number: i64| match number {
///         0.. => Ok(number),
///         _ => Err(HostError::new("ValueError", "no negative numbers")),
///     })
///     .build()?;
/// let program = "
/// try:
///     parse('x')
/// except RuntimeError as error:
///     print(type(error).__name__, error)
/// try:
///     check(-1)
/// except ValueError as error:
///     print(error)
/// ";
/// let printed = "HostError invalid digit found in string\nno negative numbers\n";
/// assert_eq!(sandbox.run(program).stdout_text(), printed);
/// # Ok::<(), micropython_sandbox::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostError {
    pub(crate) type_name: String,
    pub(crate) message: String,
}

/// The exception of errors that name none.
const PLAIN: &str = "HostError";

impl HostError {
    /// An exception by the name of its type: one of Python's own, such as
    /// `ValueError`, or one that was registered with
    /// [`SandboxBuilder::exception`](crate::SandboxBuilder::exception), by its
    /// whole path.
    ///
    /// A name that the interpreter does not know, or of an exception that
    /// programs do not usually catch (`SystemExit`, `KeyboardInterrupt`),
    /// becomes a `HostError` whose message starts with it.
    pub fn new(type_name: impl Into<String>, message: impl Display) -> HostError {
        HostError { type_name: type_name.into(), message: message.to_string() }
    }

    /// A plain `HostError` with this text, of something that is no
    /// [`std::error::Error`].
    pub fn message(message: impl Display) -> HostError {
        HostError::new(PLAIN, message)
    }
}

impl<E: Error> From<E> for HostError {
    fn from(error: E) -> HostError {
        HostError::message(error)
    }
}
