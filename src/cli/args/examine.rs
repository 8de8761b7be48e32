//! The command lines of `mpsandbox inspect`, `verify` and `diff`.

use std::path::PathBuf;

/// Which interpreter is to be described, and how.
#[derive(Debug, clap::Args)]
pub struct InspectOptions {
    /// Print one JSON object, and nothing else
    #[arg(long)]
    pub json: bool,

    /// Print the list of what is inside, CycloneDX as JSON, as it stands in the file
    #[arg(long, conflicts_with = "json")]
    pub sbom: bool,

    /// Print the licences of what is inside, as they stand in the file
    #[arg(long, conflicts_with_all = ["json", "sbom"])]
    pub licenses: bool,

    /// The interpreter; without it, the built-in one
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Which interpreter is to be verified, and against what.
#[derive(Debug, clap::Args)]
pub struct VerifyOptions {
    /// Print one JSON object, and nothing else
    #[arg(long)]
    pub json: bool,

    /// Compare with the digests in this file, instead of those that are known to this program
    #[arg(long, value_name = "FILE")]
    pub lock: Option<PathBuf>,

    /// Build it anew from the sources, and compare
    #[arg(long)]
    pub rebuild: bool,

    /// The sources for --rebuild, a clone of the project; without it, the current folder
    #[arg(long, value_name = "DIR", requires = "rebuild")]
    pub source: Option<PathBuf>,

    /// The interpreter; without it, the built-in one
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Which interpreters are to be compared, and how.
#[derive(Debug, clap::Args)]
pub struct DiffOptions {
    /// Print one JSON object, and nothing else
    #[arg(long)]
    pub json: bool,

    /// List all functions that differ, not only the first
    #[arg(long)]
    pub all: bool,

    /// The first interpreter
    #[arg(value_name = "A")]
    pub before: PathBuf,

    /// The second one
    #[arg(value_name = "B")]
    pub after: PathBuf,
}
