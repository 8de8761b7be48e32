//! The command lines of `mpsandbox build` and `mpsandbox export`.

use std::path::PathBuf;

/// What is to be built, from what.
#[derive(Debug, clap::Args)]
pub struct BuildOptions {
    /// Where the interpreter goes
    #[arg(short = 'o', long, value_name = "FILE")]
    pub output: PathBuf,

    /// Freeze the modules that this manifest names, instead of the port's own
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,

    /// A folder that the manifest may take files from, and in which its require() looks
    #[arg(long, value_name = "DIR")]
    pub library: Vec<PathBuf>,

    /// A C module to build in, or a folder of some, in the layout of MicroPython's user modules
    #[arg(long, value_name = "DIR")]
    pub c_module: Vec<PathBuf>,

    /// A TOML file that says what of the interpreter is in; without it, everything
    #[arg(long, value_name = "FILE")]
    pub features: Option<PathBuf>,

    /// The sources of micropython-sandbox; without it, those around this folder or this program
    #[arg(long, value_name = "DIR")]
    pub source: Option<PathBuf>,

    /// Where to build, and to keep what the next build can use; without it, target/mpsandbox-build
    /// in the sources
    #[arg(long, value_name = "DIR")]
    pub work: Option<PathBuf>,

    /// Say nothing unless it fails
    #[arg(short = 'q', long)]
    pub quiet: bool,
}

/// Where the built-in interpreter is to be written.
#[derive(Debug, clap::Args)]
pub struct ExportOptions {
    /// The file to write
    #[arg(short = 'o', long, value_name = "FILE")]
    pub output: PathBuf,
}
