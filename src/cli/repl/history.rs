//! What was typed before, in this session and in earlier ones.

use etcetera::BaseStrategy as _;
use rustyline::history::{FileHistory, History, SearchDirection, SearchResult};
use rustyline::{Config, Result};
use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Entries that are kept.
pub const MAX_ENTRIES: usize = 1000;

/// The longest entry that is kept, in bytes.
const MAX_ENTRY_BYTES: usize = 16 << 10;

/// More than a file of ours can have, where each byte is written as two.
const MAX_FILE_BYTES: u64 = (2 * MAX_ENTRIES * MAX_ENTRY_BYTES) as u64;

/// Blocks that were typed; and after them the lines of the one that is being
/// typed, so that the key for what was before brings them back to be edited.
pub struct Blocks {
    typed: FileHistory,
    pending: Option<String>,
}

impl Blocks {
    /// Begins with none.
    pub fn new(config: &Config) -> Blocks {
        Blocks { typed: FileHistory::with_config(config), pending: None }
    }

    /// Has these lines as the last entry, or none.
    pub fn set_pending(&mut self, lines: &str) {
        self.pending = Some(lines.to_owned()).filter(|lines| !lines.is_empty());
    }

    /// Where the pending lines are, if there are any.
    pub fn pending_index(&self) -> Option<usize> {
        self.pending.as_ref().map(|_| self.typed.len())
    }
}

/// The file of the user's that keeps it.
pub struct HistoryFile {
    path: PathBuf,
}

impl HistoryFile {
    /// Finds the file, and reads what is there. `None` where there is no place for
    /// one.
    ///
    /// # Errors
    ///
    /// When it cannot be used, with the reason.
    pub fn open(blocks: &mut Blocks) -> io::Result<Option<HistoryFile>> {
        let Ok(directories) = etcetera::choose_base_strategy() else { return Ok(None) };
        let directory = directories.state_dir().unwrap_or_else(|| directories.data_dir());
        let directory = directory.join("micropython-sandbox");
        make_private(&directory)?;
        let path = directory.join("repl-history");
        match fs::symlink_metadata(&path) {
            Ok(file) if !file.is_file() => {
                return Err(io::Error::other("it is no ordinary file"));
            }
            Ok(file) if file.len() > MAX_FILE_BYTES => {
                return Err(io::Error::other("it is too large"));
            }
            Ok(_) => blocks.load(&path).map_err(io::Error::other)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        Ok(Some(HistoryFile { path }))
    }

    /// Adds what is new to the file.
    ///
    /// # Errors
    ///
    /// When it cannot be written, with the reason.
    pub fn append(&self, blocks: &mut Blocks) -> io::Result<()> {
        blocks.append(&self.path).map_err(io::Error::other)
    }
}

/// Makes a directory that is the user's alone.
fn make_private(directory: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(directory)
}

impl History for Blocks {
    fn get(&self, index: usize, direction: SearchDirection) -> Result<Option<SearchResult<'_>>> {
        match &self.pending {
            Some(lines) if index == self.typed.len() => {
                Ok(Some(SearchResult { entry: Cow::Borrowed(lines), idx: index, pos: 0 }))
            }
            _ => self.typed.get(index, direction),
        }
    }

    fn add(&mut self, block: &str) -> Result<bool> {
        if block.len() > MAX_ENTRY_BYTES { Ok(false) } else { self.typed.add(block) }
    }

    fn add_owned(&mut self, block: String) -> Result<bool> {
        self.add(&block)
    }

    fn len(&self) -> usize {
        self.typed.len() + usize::from(self.pending.is_some())
    }

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn set_max_len(&mut self, length: usize) -> Result<()> {
        self.typed.set_max_len(length)
    }

    fn ignore_dups(&mut self, yes: bool) -> Result<()> {
        self.typed.ignore_dups(yes)
    }

    fn ignore_space(&mut self, yes: bool) {
        self.typed.ignore_space(yes);
    }

    fn save(&mut self, path: &Path) -> Result<()> {
        self.typed.save(path)
    }

    fn append(&mut self, path: &Path) -> Result<()> {
        self.typed.append(path)
    }

    fn load(&mut self, path: &Path) -> Result<()> {
        self.typed.load(path)
    }

    fn clear(&mut self) -> Result<()> {
        self.typed.clear()
    }

    fn search(
        &self,
        term: &str,
        start: usize,
        direction: SearchDirection,
    ) -> Result<Option<SearchResult<'_>>> {
        self.typed.search(term, self.within(start), direction)
    }

    fn starts_with(
        &self,
        term: &str,
        start: usize,
        direction: SearchDirection,
    ) -> Result<Option<SearchResult<'_>>> {
        self.typed.starts_with(term, self.within(start), direction)
    }
}

impl Blocks {
    /// Where a search may begin.
    fn within(&self, start: usize) -> usize {
        start.min(self.typed.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_that_are_typed_come_last() {
        let mut blocks = Blocks::new(&Config::default());
        assert_eq!((blocks.len(), blocks.pending_index()), (0, None));
        blocks.add("x = 1").unwrap();
        blocks.set_pending("if x:\n  y");
        assert_eq!((blocks.len(), blocks.pending_index()), (2, Some(1)));
        let entry = |blocks: &Blocks, index| {
            let found = blocks.get(index, SearchDirection::Reverse).unwrap();
            found.map(|found| found.entry.into_owned())
        };
        assert_eq!(entry(&blocks, 0).as_deref(), Some("x = 1"));
        assert_eq!(entry(&blocks, 1).as_deref(), Some("if x:\n  y"));
        assert_eq!(entry(&blocks, 2), None);
        let found = blocks.search("x =", 1, SearchDirection::Reverse).unwrap();
        assert_eq!(found.map(|found| found.idx), Some(0));
        blocks.set_pending("");
        assert_eq!((blocks.len(), blocks.pending_index()), (1, None));
    }

    #[test]
    fn what_is_too_long_is_not_kept() {
        let mut blocks = Blocks::new(&Config::default());
        assert!(!blocks.add(&"x".repeat(MAX_ENTRY_BYTES + 1)).unwrap());
        assert!(blocks.add(&"x".repeat(MAX_ENTRY_BYTES)).unwrap());
        assert_eq!(blocks.len(), 1);
    }
}
