//! Builds an interpreter anew, from the sources of the project. The sources have
//! their own builder, which is what is run: a script of theirs.

use super::super::Complaint;
use super::bytes;
use micropython_sandbox::examine::Symbols;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The script, from the top of the project.
const SCRIPT: &str = "scripts/rebuild";

/// Where it is told to put what it makes, likewise.
const FOLDER: &str = "target/rebuild";

/// What was built.
pub struct Rebuilt {
    pub wasm: Vec<u8>,
    pub symbols: Symbols,
}

/// Builds the interpreter, in the variant that counts steps or the other.
///
/// # Errors
///
/// When there are no sources, or the build fails: what it says goes to stderr.
pub fn rebuild(source: &Path, counts: bool) -> Result<Rebuilt, Complaint> {
    let script = source.join(SCRIPT);
    if !script.is_file() {
        return Err(Complaint::usage(format!(
            "cannot rebuild: '{}' has no {SCRIPT}; run this in a clone of the project, or name one \
             with --source",
            source.display()
        )));
    }
    let failed = |what: &str| Complaint::usage(format!("cannot rebuild: {what}"));
    let script = script.canonicalize().map_err(|error| failed(&error.kind().to_string()))?;
    let status = Command::new(&script)
        .arg(FOLDER)
        .stdin(Stdio::null())
        // What is printed on stdout is this program's own.
        .stdout(Stdio::null())
        .status()
        .map_err(|error| failed(&format!("{SCRIPT} does not start: {}", error.kind())))?;
    if !status.success() {
        return Err(failed(&format!("{SCRIPT} failed ({status}); it has said why")));
    }
    let name = if counts { "micropython.counting" } else { "micropython" };
    let made =
        |extension: &str| -> PathBuf { source.join(FOLDER).join(format!("{name}.{extension}")) };
    let wasm = bytes(&made("wasm"))?;
    let symbols = String::from_utf8_lossy(&bytes(&made("symbols"))?).into_owned();
    let symbols = Symbols::parse(&symbols).map_err(|fault| failed(&fault))?;
    Ok(Rebuilt { wasm, symbols })
}
