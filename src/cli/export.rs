//! `mpsandbox export`.

use super::args::ExportOptions;
use super::{Complaint, exit, file};
use micropython_sandbox::artifact;

/// Writes the built-in interpreter to a file.
///
/// # Errors
///
/// When it cannot be written.
pub fn export(options: &ExportOptions) -> Result<u8, Complaint> {
    file::write(&options.output, artifact::WASM)?;
    Ok(exit::OK)
}
