//! `mpsandbox inspect`, `verify` and `diff`: what there is to know of an
//! interpreter without running it.

mod diff;
mod inspect;
mod rebuild;
mod table;
mod verify;

pub use diff::diff;
pub use inspect::inspect;
pub use verify::verify;

use super::{Complaint, exit, print, tell};
use micropython_sandbox::examine::{Refusal, Side, Symbols, built_in};
use serde::Serialize;
use std::fs::File;
use std::io::{Read as _, Write};
use std::path::Path;

/// No interpreter is larger, in bytes; what else lies about may be anything.
const MAX_FILE_BYTES: u64 = 256 << 20;

/// A file that may be an interpreter.
struct Given {
    /// What to call it.
    name: String,
    wasm: Vec<u8>,
    /// The names of its functions, where they are known.
    symbols: Option<Symbols>,
}

impl Given {
    /// Reads a file, and what lies beside it with the names of its functions; the
    /// built-in interpreter if there is none.
    fn read(file: Option<&Path>) -> Result<Given, Complaint> {
        let Some(file) = file else {
            let (wasm, symbols) = built_in();
            let name = "the built-in interpreter".to_owned();
            return Ok(Given { name, wasm: wasm.to_vec(), symbols: Some(symbols) });
        };
        let name = file.display().to_string();
        let wasm = bytes(file)?;
        let beside = file.with_extension("symbols");
        let mut symbols = None;
        if beside.is_file() {
            let text = String::from_utf8_lossy(&bytes(&beside)?).into_owned();
            match Symbols::parse(&text) {
                Ok(found) if found.are_of(&wasm) => symbols = Some(found),
                Ok(_) => {
                    tell(&format!("{} is of another file, and not used", beside.display()));
                }
                Err(fault) => {
                    tell(&format!("{} is not used: {fault}", beside.display()));
                }
            }
        }
        let known = || Some(built_in().1).filter(|known| known.are_of(&wasm));
        Ok(Given { name, symbols: symbols.or_else(known), wasm })
    }

    /// As one of two that are compared.
    fn side(&self) -> Side<'_> {
        Side { wasm: &self.wasm, symbols: self.symbols.as_ref() }
    }

    /// Says why it is no interpreter, and gives the exit code.
    fn refuse(&self, refusal: &Refusal, json: bool) -> u8 {
        let message = shown(&format!("{}: {refusal}", self.name));
        if json {
            let error = Failure { kind: refusal.kind(), message: &message };
            return object(&Failed { error }, exit::USAGE);
        }
        tell(&message);
        exit::USAGE
    }
}

/// What `--json` prints when there is nothing to print.
#[derive(Serialize)]
struct Failed<'a> {
    error: Failure<'a>,
}

#[derive(Serialize)]
struct Failure<'a> {
    kind: &'static str,
    message: &'a str,
}

/// Reads a file of bounded size.
fn bytes(file: &Path) -> Result<Vec<u8>, Complaint> {
    let complain =
        |what: &str| Complaint::usage(format!("cannot read '{}': {what}", file.display()));
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|opened| {
        if opened.metadata()?.is_dir() {
            return Err(std::io::ErrorKind::IsADirectory.into());
        }
        opened.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)
    });
    match read {
        Err(error) => Err(complain(&error.kind().to_string())),
        Ok(_) if bytes.len() as u64 > MAX_FILE_BYTES => {
            Err(complain("it is larger than 256 MiB, which no interpreter is"))
        }
        Ok(_) => Ok(bytes),
    }
}

/// Prints one JSON object on a line.
fn object(object: &impl Serialize, exit_code: u8) -> u8 {
    let write = |to: &mut dyn Write| {
        serde_json::to_writer(&mut *to, object)?;
        to.write_all(b"\n")
    };
    print(write, exit_code)
}

/// Prints text that comes from a file which anybody may have made.
fn text(text: &str, exit_code: u8) -> u8 {
    let shown = shown(text);
    print(|to| to.write_all(shown.as_bytes()), exit_code)
}

/// What of a text would act on a terminal is shown instead.
fn shown(text: &str) -> String {
    let acts = |c: char| c.is_control() && c != '\n' && c != '\t';
    let mut shown = String::new();
    for c in text.chars() {
        match acts(c) {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    shown
}
