//! The options of `mpsandbox run`.

use super::LimitOptions;
use clap::Args;
use std::ffi::OsString;

/// What is to be run, and under which limits.
#[derive(Debug, Args)]
pub struct RunOptions {
    /// Run this program text; the first item of sys.argv is "-c"
    #[arg(short = 'c', value_name = "CODE", allow_hyphen_values = true)]
    pub code: Option<String>,

    #[command(flatten)]
    pub limits: LimitOptions,

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
