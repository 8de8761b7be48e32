//! What a run has changed, told to its caller when it is over.

use super::changes::MAX_CHANGES;
use super::granted::What;
use super::host_file::HostFile;
use super::stat::{Kind, Wish};
use super::{Fault, FileSystem, Spot, open_host, path};
use crate::outcome::{ChangeKind, FileChange};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// How much is read for the digests of one run: it may have changed one byte of a
/// file of any size.
const MAX_DIGEST_BYTES: u64 = 256 << 20;

/// How much of a module is read for a traceback.
const MAX_MODULE_BYTES: usize = 1 << 20;

/// How many names are looked at when a folder has been renamed.
const MAX_NAMES: usize = 4 * MAX_CHANGES;

impl FileSystem {
    /// The files that the run has made, changed or removed in what is granted for
    /// writing, and whether there are more.
    pub(crate) fn changes(&self) -> (Vec<FileChange>, bool) {
        let changes = self.0.account.changes();
        let mut digestible = MAX_DIGEST_BYTES;
        let told = changes
            .iter()
            .filter_map(|(path, was_there)| self.change(path, was_there, &mut digestible));
        (told.collect(), changes.more())
    }

    /// The text of a module, for a traceback to show a line of it.
    pub(crate) fn module_text(&self, path: &str) -> Option<String> {
        let read = Wish { read: true, ..Wish::default() };
        let spot = self.find(path).ok()?;
        let mut bytes = vec![0; MAX_MODULE_BYTES];
        let length = match spot.mount().ok()?.what {
            What::Scratch => {
                self.scratch().ok()?.open(&spot.rest, read).ok()?.read_at(&mut bytes, 0)
            }
            _ => open_host(&spot, read, || Err(Fault::NotFound))
                .ok()?
                .file
                .read_at(&mut bytes, 0)
                .ok()?,
        };
        bytes.truncate(length);
        // Of a longer one its first lines are shown.
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn change(&self, path: &str, was_there: bool, digestible: &mut u64) -> Option<FileChange> {
        let path = path.to_owned();
        let read = Wish { read: true, ..Wish::default() };
        let opened = open_host(&self.locate(&path), read, || Err(Fault::NotFound));
        let Ok(opened) = opened else {
            let change = FileChange { path, kind: ChangeKind::Removed, size: 0, sha256: None };
            return was_there.then_some(change);
        };
        let kind = if was_there { ChangeKind::Changed } else { ChangeKind::Created };
        let size = opened.file.size().unwrap_or_default();
        let sha256 = (size <= *digestible).then(|| {
            *digestible -= size;
            digest(&opened.file, size)
        });
        Some(FileChange { path, kind, size, sha256: sha256.flatten() })
    }

    /// The files in a folder that is to be renamed, by their paths below it; the
    /// empty path for a file itself.
    pub(super) fn files_below(&self, spot: &Spot<'_>, kind: Kind) -> Vec<String> {
        let Some(What::Folder(folder)) = spot.mount.map(|mount| &mount.what) else {
            return Vec::new();
        };
        if kind != Kind::Folder {
            return vec![String::new()];
        }
        let mut files = Vec::new();
        let mut folders = vec![String::new()];
        let mut names = 0;
        while let Some(next) = folders.pop() {
            let listed = folder.open_folder(&path::join(&spot.rest, &next));
            let Ok(entries) = listed.and_then(|folder| folder.entries()) else { continue };
            for entry in entries.filter_map(Result::ok) {
                names += 1;
                if names > MAX_NAMES {
                    self.0.account.touch_more();
                    return files;
                }
                let below = match next.as_str() {
                    "" => entry.name,
                    _ => path::join(&next, &entry.name),
                };
                match entry.kind {
                    Kind::Folder => folders.push(below),
                    Kind::File => files.push(below),
                    Kind::Link | Kind::Other => {}
                }
            }
        }
        files
    }
}

/// The digest of the first so many bytes of a file, if it still has them.
fn digest(file: &HostFile, size: u64) -> Option<String> {
    let mut hasher = Sha256::new();
    let mut bytes = vec![0; 1 << 16];
    let mut done = 0;
    while done < size {
        let most = bytes.len().min(usize::try_from(size - done).unwrap_or(usize::MAX));
        match file.read_at(&mut bytes[..most], done) {
            Ok(length) if length > 0 => {
                hasher.update(&bytes[..length]);
                done += length as u64;
            }
            _ => return None,
        }
    }
    Some(hasher.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
