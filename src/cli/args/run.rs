//! The options of `mpsandbox run`.

use super::LimitOptions;
use crate::cli::grants::FileOptions;
use clap::Args;
use micropython_sandbox::NetRule;
use std::ffi::OsString;
use std::path::PathBuf;

/// The options that a policy file stands in for.
const LIMIT_OPTIONS: [&str; 11] = [
    "memory",
    "timeout",
    "steps",
    "fuel",
    "max_output",
    "on_output_limit",
    "recursion_depth",
    "max_written",
    "max_read",
    "max_files",
    "max_open_files",
];

/// What is to be run, and under which limits.
#[derive(Debug, Args)]
pub struct RunOptions {
    /// Run this program text; the first item of sys.argv is "-c"
    #[arg(short = 'c', value_name = "CODE", allow_hyphen_values = true)]
    pub code: Option<String>,

    #[command(flatten)]
    pub limits: LimitOptions,

    /// Take limits and grants from this policy file; see "mpsandbox policy check"
    #[arg(long, value_name = "FILE", conflicts_with_all = LIMIT_OPTIONS)]
    pub policy: Option<PathBuf>,

    /// Let the script fetch what begins with this URL, by the methods before it if there
    /// are any: "GET api.example.com/v1/"; as often as wanted
    #[arg(long, value_name = "RULE")]
    pub allow_net: Vec<NetRule>,

    /// Add a line of JSON to this file for each request of the script, also if refused
    #[arg(long, value_name = "FILE")]
    pub net_log: Option<PathBuf>,

    /// Write the requests of the script and their answers to this file, which must be new
    #[arg(long, value_name = "CASSETTE", conflicts_with = "replay_http")]
    pub record_http: Option<PathBuf>,

    /// Answer the requests of the script from this file, and fetch nothing
    #[arg(long, value_name = "CASSETTE")]
    pub replay_http: Option<PathBuf>,

    #[command(flatten)]
    pub files: FileOptions,

    /// Write what the script gets from outside to this file, which must be new
    #[arg(long, value_name = "RECORDING", conflicts_with = "replay")]
    pub record: Option<PathBuf>,

    /// Repeat a recorded run: what the script gets from outside comes from this file
    #[arg(long, value_name = "RECORDING")]
    pub replay: Option<PathBuf>,

    /// Run it in this interpreter, a file from 'mpsandbox build', not in the built-in one
    #[arg(long, value_name = "FILE")]
    pub artifact: Option<PathBuf>,

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
