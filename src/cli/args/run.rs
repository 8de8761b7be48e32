//! The options of `mpsandbox run`.

use super::LimitOptions;
use clap::Args;
use std::ffi::OsString;
use std::path::PathBuf;

/// What is to be run, and under which limits.
#[derive(Debug, Args)]
pub struct RunOptions {
    /// Run this program text; the first item of sys.argv is "-c"
    #[arg(short = 'c', value_name = "CODE", allow_hyphen_values = true)]
    pub code: Option<String>,

    #[command(flatten)]
    pub limits: LimitOptions,

    /// Write what the script gets from outside to this file, which must be new
    #[arg(long, value_name = "RECORDING", conflicts_with = "replay")]
    pub record: Option<PathBuf>,

    /// Repeat a recorded run: what the script gets from outside comes from this file
    #[arg(long, value_name = "RECORDING")]
    pub replay: Option<PathBuf>,

    /// Print one JSON object that tells everything, and nothing else
    #[arg(long)]
    pub json: bool,

    /// The script ("-" for standard input), then its arguments
    #[arg(
        value_name = "FILE",
        required_unless_present = "code",
        trailing_var_arg = true,
        num_args = 0..
    )]
    pub words: Vec<OsString>,
}
