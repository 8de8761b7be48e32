//! Everything that programs may use, in one value, and the file that says it:
//! docs/policy.md.

mod check;
mod explain;
mod faults;
mod reader;
mod secrets;
mod sections;

pub use faults::{PolicyFault, PolicyFaults};

use crate::grants::Files;
use crate::limits::Limits;
use crate::net::NetPolicy;
use crate::policy::{Clock, Random};
use secrets::Secrets;
use std::path::Path;

/// Everything that programs may use: limits, files, the network, time and
/// randomness. The default grants nothing but computing and printing, within
/// [`Limits::DEFAULT`].
///
/// It is put together by code, or read from a file, which says the same in TOML:
/// docs/policy.md has all of it.
///
/// ```
/// use micropython_sandbox::{Policy, Sandbox};
/// use std::path::Path;
///
/// let text = r#"
///     [limits]
///     wall_time = "2s"
///
///     [[net]]
///     allow = "GET https://api.example.com/v1/"
/// "#;
/// let policy = Policy::parse(text, Path::new("."))?;
/// assert_eq!(policy.net.rules().len(), 1);
/// let sandbox = Sandbox::builder().policy(policy).build()?;
/// assert_eq!(sandbox.run("1 + 1").value.unwrap().repr, "2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// How much a program may use. Default [`Limits::DEFAULT`].
    pub limits: Limits,
    /// The time that it sees. Default [`Clock::System`].
    pub clock: Clock,
    /// The randomness that it gets. Default [`Random::System`].
    pub random: Random,
    /// Files and folders. Default none.
    pub files: Files,
    /// The network. Default nothing.
    pub net: NetPolicy,
}

impl Policy {
    /// Reads a policy file. What it names, files and folders, lies where it says
    /// from the folder of the policy file on.
    ///
    /// # Errors
    ///
    /// All that is wrong with it, at once.
    pub fn read(path: impl AsRef<Path>) -> Result<Policy, PolicyFaults> {
        let path = path.as_ref();
        let text = secrets::text(path).map_err(PolicyFaults::unreadable)?;
        Policy::parse(&text, path.parent().unwrap_or(Path::new("")))
    }

    /// Reads the text of a policy file that lies in this folder.
    ///
    /// # Errors
    ///
    /// All that is wrong with it, at once.
    pub fn parse(text: &str, folder: &Path) -> Result<Policy, PolicyFaults> {
        sections::policy(text, &Secrets::of(folder))
    }

    /// Reads a policy file, and says in plain words what it grants. Secrets are
    /// looked for and not kept; those that are missing are named in the text.
    ///
    /// # Errors
    ///
    /// All else that is wrong with it, at once.
    pub fn check(path: impl AsRef<Path>) -> Result<String, PolicyFaults> {
        check::check(path.as_ref())
    }

    /// What it grants, in plain words. Secrets are not among them.
    pub fn explain(&self) -> String {
        explain::explain(self)
    }
}
