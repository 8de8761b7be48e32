//! The options of `mpsandbox repl`.

use super::LimitOptions;
use clap::{Args, ValueEnum};

/// What a session at a prompt is like; the limits are for each input.
#[derive(Debug, Args)]
pub struct ReplOptions {
    #[command(flatten)]
    pub limits: LimitOptions,

    /// When to use colours: "auto" does on a terminal, unless NO_COLOR is set
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ColorWhen::Auto)]
    pub color: ColorWhen,

    /// Neither read nor keep what is typed from one session to the next
    #[arg(long)]
    pub no_history: bool,

    /// Let all that a script prints through to the terminal, not just text and colours
    #[arg(long)]
    pub raw_output: bool,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Whatever the output is
    Always,
    /// Never
    Never,
}
