//! Where the values of secrets come from: the environment of the host, or a file.
//! Nothing here is ever shown.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The largest policy file, and the largest file that one names, in bytes.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// How secrets are looked up.
pub(super) struct Secrets {
    folder: PathBuf,
    /// Whether what is missing is passed over, for a check of the file.
    lenient: bool,
}

/// Where a secret is.
pub(super) enum Source {
    Environment(String),
    File(String),
}

impl Secrets {
    /// Of a policy file that lies in this folder.
    pub(super) fn of(folder: &Path) -> Secrets {
        Secrets { folder: folder.to_owned(), lenient: false }
    }

    /// The same, but what is missing is no fault.
    pub(super) fn lenient(folder: &Path) -> Secrets {
        Secrets { folder: folder.to_owned(), lenient: true }
    }

    /// Where a path leads that the policy file has.
    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// The value of a secret; `None` where it is missing, and that is passed over.
    pub(super) fn find(&self, source: &Source) -> Result<Option<String>, String> {
        let found = match source {
            Source::Environment(name) => environment(name),
            Source::File(path) => text(&self.path(path)).map(|text| {
                // An editor ends the last line.
                text.strip_suffix('\n').unwrap_or(&text).trim_end_matches('\r').to_owned()
            }),
        };
        match found {
            Ok(value) => Ok(Some(value)),
            Err(_) if self.lenient => Ok(None),
            Err(message) => Err(message),
        }
    }
}

/// A variable of the environment that a policy file names.
fn environment(name: &str) -> Result<String, String> {
    match std::env::var(name) {
        Ok(value) => Ok(value),
        Err(std::env::VarError::NotPresent) => {
            Err(format!("the environment has no variable {name}"))
        }
        Err(std::env::VarError::NotUnicode(_)) => Err(format!("the variable {name} is no text")),
    }
}

/// The text of a file that is no larger than such files are.
pub(super) fn text(path: &Path) -> Result<String, String> {
    let complain = |what: &str| format!("cannot read '{}': {what}", path.display());
    let mut text = String::new();
    let file = File::open(path);
    let read = file.and_then(|file| match file.metadata()?.is_dir() {
        true => Err(io::ErrorKind::IsADirectory.into()),
        false => file.take(MAX_FILE_BYTES + 1).read_to_string(&mut text),
    });
    match read.map_err(|error| error.kind()) {
        Ok(bytes) if bytes as u64 > MAX_FILE_BYTES => Err(complain("it is larger than 1 MiB")),
        Ok(_) => Ok(text),
        Err(io::ErrorKind::NotFound) => Err(complain("there is no such file")),
        Err(io::ErrorKind::PermissionDenied) => Err(complain("permission denied")),
        Err(io::ErrorKind::IsADirectory) => Err(complain("it is a directory")),
        Err(io::ErrorKind::InvalidData) => Err(complain("it is not UTF-8")),
        Err(_) => Err(complain("reading failed")),
    }
}
