//! Checking a policy file without its secrets.

use super::faults::PolicyFaults;
use super::secrets::{self, Secrets};
use super::{explain, sections};
use std::path::Path;

pub(super) fn check(path: &Path) -> Result<String, PolicyFaults> {
    let text = secrets::text(path).map_err(PolicyFaults::unreadable)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let policy = sections::policy(&text, &Secrets::lenient(folder))?;
    let mut told = explain::explain(&policy);
    // The same again, for what a run of it would miss.
    if let Err(missing) = sections::policy(&text, &Secrets::of(folder)) {
        told.push_str("Missing here, without which it cannot be used:\n");
        for fault in missing.list() {
            told.push_str(&format!("  - line {}: {}\n", fault.line, fault.message));
        }
    }
    Ok(told)
}
