//! The options of `mpsandbox modules`.

use crate::cli::grants::Mapping;
use clap::Args;
use std::path::PathBuf;

/// What is asked, and what a program would be granted.
#[derive(Debug, Args)]
pub struct ModulesOptions {
    /// Tell what is in this module, and what is missing of CPython's
    #[arg(value_name = "NAME")]
    pub name: Option<String>,

    /// Take what is granted from this policy file; see "mpsandbox policy check"
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,

    /// Let modules be read from this file or folder, as GUEST or by the same path
    #[arg(long, value_name = "PATH[=GUEST]")]
    pub allow_read: Vec<Mapping>,

    /// Import modules from this folder of those granted
    #[arg(long, value_name = "GUEST")]
    pub import_from: Vec<String>,

    /// Print one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}
