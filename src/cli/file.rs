//! Writes a file as a whole, or not at all.

use super::Complaint;
use std::fs;
use std::path::Path;

/// Refuses a place where no file can be written, before work is done for it.
///
/// # Errors
///
/// When its folder is not there, or it is a folder itself.
pub fn check(path: &Path) -> Result<(), Complaint> {
    let wrong = |what: &str| {
        Err(Complaint::usage(format!("cannot write '{}': {what}; name a file", path.display())))
    };
    if path.is_dir() {
        return wrong("it is a directory");
    }
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() || folder.is_dir() => {}
        _ => return wrong("its directory does not exist"),
    }
    match path.file_name() {
        Some(_) => Ok(()),
        None => wrong("it has no name"),
    }
}

/// Writes it beside its place and moves it there, so that nobody ever sees half.
///
/// # Errors
///
/// When it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    check(path)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.partial", std::process::id()));
    let partial = path.with_file_name(name);
    fs::write(&partial, bytes).and_then(|()| fs::rename(&partial, path)).map_err(|error| {
        let _ = fs::remove_file(&partial);
        Complaint::unusable(format!("cannot write '{}': {error}", path.display()))
    })
}
