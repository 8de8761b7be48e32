//! The program text, from wherever the user keeps it.

use super::Complaint;
use super::args::RunOptions;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The longest script that is read, in bytes: the program keeps it beside what
/// the script itself may use.
const MAX_SCRIPT_BYTES: u64 = 16 << 20;

/// A program, and what it sees of its command line.
pub struct Script {
    pub source: String,
    /// As tracebacks show it.
    pub name: String,
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// Whether standard input was the program, so that it is no longer its
    /// input.
    pub from_stdin: bool,
}

impl Script {
    /// Reads the program that the options name.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is larger than the memory that it may use or 16 MiB, or
    /// is not text.
    pub fn read(options: &RunOptions) -> Result<Script, Complaint> {
        let mut words = options.words.iter();
        let (source, name, first) = match &options.code {
            Some(code) => (code.clone(), "<string>".to_owned(), "-c".to_owned()),
            None => {
                let file = words.next().cloned().unwrap_or_default();
                let first = text(&file, "the name of the script")?;
                let name = if first == "-" { "<stdin>".to_owned() } else { first.clone() };
                (read(&first, options.limits.memory.0.min(MAX_SCRIPT_BYTES))?, name, first)
            }
        };
        let mut argv = vec![first];
        for (position, word) in words.enumerate() {
            argv.push(text(word, &format!("argument {}", position + 1))?);
        }
        let from_stdin = options.code.is_none() && argv[0] == "-";
        Ok(Script { source, name, argv, from_stdin })
    }
}

fn text(word: &OsString, what: &str) -> Result<String, Complaint> {
    let word = word.to_str().map(str::to_owned);
    word.ok_or_else(|| Complaint::usage(format!("{what} is not UTF-8, which Python needs")))
}

fn read(name: &str, limit_bytes: u64) -> Result<String, Complaint> {
    let complain = |what: &str| Complaint::usage(format!("cannot read script '{name}': {what}"));
    let mut bytes = Vec::new();
    let read = if name == "-" {
        io::stdin().lock().take(limit_bytes.saturating_add(1)).read_to_end(&mut bytes)
    } else {
        read_file(Path::new(name), limit_bytes, &mut bytes)
    };
    read.map_err(|error| complain(next_step(error.kind())))?;
    if bytes.len() as u64 > limit_bytes {
        return Err(complain("it is larger than 16 MiB or than the memory limit"));
    }
    let source = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = bytes[..offset].iter().filter(|byte| **byte == b'\n').count() + 1;
        complain(&format!(
            "not UTF-8: byte 0x{:02x} at offset {offset}, line {line}; save it as UTF-8",
            bytes[offset]
        ))
    })?;
    // Some editors mark UTF-8 so; Python ignores it.
    Ok(source.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(source))
}

fn read_file(path: &Path, limit_bytes: u64, bytes: &mut Vec<u8>) -> io::Result<usize> {
    let file = File::open(path)?;
    // Some systems open directories, and fail to read them with less to say.
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    file.take(limit_bytes.saturating_add(1)).read_to_end(bytes)
}

/// What went wrong, and what to do about it.
fn next_step(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::NotFound => "no such file; check the path, or pass the program with -c",
        io::ErrorKind::IsADirectory => "it is a directory; name a file in it",
        io::ErrorKind::PermissionDenied => "permission denied; make it readable",
        _ => "reading failed; copy it elsewhere, or pipe it in with '-'",
    }
}
