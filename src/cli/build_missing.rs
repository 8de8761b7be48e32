//! `mpsandbox build`, in a program that was compiled without it.

use super::Complaint;
use super::args::BuildOptions;

/// Says how to get one that can.
///
/// # Errors
///
/// Always.
pub fn build(_: BuildOptions) -> Result<u8, Complaint> {
    Err(Complaint::usage(
        "this mpsandbox cannot build interpreters: it was compiled without that; in a clone of the \
         project, scripts/build takes the same arguments",
    ))
}
