//! MicroPython's source tree: there, and exactly what the lock says.

pub use crate::sealing::hex;
use anyhow::{Context as _, Result, anyhow, bail};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The lock file's name, at the top of the project.
pub const LOCK_FILE: &str = "sources.lock";

/// The lock file: `key = "value"` lines.
#[derive(Debug, Clone)]
pub struct Lock(BTreeMap<String, String>);

impl Lock {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// When it is missing or a line of it cannot be read.
    pub fn read(path: &Path) -> Result<Lock> {
        let text =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut entries = BTreeMap::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (key, value) = line
                .split_once('=')
                .and_then(|(key, value)| {
                    Some((key.trim(), value.trim().strip_prefix('"')?.strip_suffix('"')?))
                })
                .ok_or_else(|| {
                    anyhow!("{}:{}: expected key = \"value\"", path.display(), number + 1)
                })?;
            entries.insert(key.to_owned(), value.to_owned());
        }
        Ok(Lock(entries))
    }

    /// The value of a key.
    ///
    /// # Errors
    ///
    /// When the lock has no such key.
    pub fn get(&self, key: &str) -> Result<&str> {
        self.0.get(key).map(String::as_str).ok_or_else(|| anyhow!("{LOCK_FILE} has no `{key}`"))
    }
}

/// Refuses a tree that is missing or differs from the lock; gives its digest.
///
/// # Errors
///
/// When it does, unless `develop` is set.
pub fn check(lock: &Lock, tree: &Path, develop: bool) -> Result<String> {
    if !tree.join("py/mpconfig.h").is_file() {
        bail!("{} does not hold MicroPython's source: run scripts/setup", tree.display());
    }
    let found = tree_digest(tree, lock.get("micropython_tree_paths")?)?;
    let expected = lock.get("micropython_tree_sha256")?;
    if found != expected && !develop {
        bail!(
            "the source tree {} is not MicroPython {}: its digest is {found}, {LOCK_FILE} says {expected}.\n\
             Remove the folder and run scripts/setup, or set MPSANDBOX_DEVELOP=1 to build it as it is.",
            tree.display(),
            lock.get("micropython_version")?
        );
    }
    Ok(found)
}

/// The digest over the files of a tree, as the lock file defines it.
///
/// # Errors
///
/// When a file cannot be read.
pub fn tree_digest(tree: &Path, paths: &str) -> Result<String> {
    let mut files = Vec::new();
    for path in paths.split_whitespace() {
        collect_files(&tree.join(path), &mut files)?;
    }
    let mut relative: Vec<(Vec<u8>, PathBuf)> = files
        .into_iter()
        .map(|file| {
            let name = file.strip_prefix(tree).unwrap_or(&file);
            (name.as_os_str().as_encoded_bytes().to_vec(), file)
        })
        .collect();
    relative.sort();
    let mut whole = Sha256::new();
    for (name, file) in relative {
        let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        whole.update(hex(&Sha256::digest(&content)));
        whole.update("  ");
        whole.update(&name);
        whole.update("\n");
    }
    Ok(hex(&whole.finalize()))
}

fn collect_files(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let kind =
        fs::symlink_metadata(path).with_context(|| format!("{} is missing", path.display()))?;
    if kind.is_file() {
        if path.extension().is_none_or(|extension| extension != "pyc") {
            files.push(path.to_owned());
        }
    } else if kind.is_dir()
        && path.file_name().is_none_or(|name| name != "__pycache__" && name != "build")
    {
        for entry in fs::read_dir(path)? {
            collect_files(&entry?.path(), files)?;
        }
    }
    Ok(())
}
