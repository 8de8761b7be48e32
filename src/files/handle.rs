//! What is open in a session.

use super::account::{Account, Place};
use super::fault::Fault;
use super::folder::Folder;
use super::host_file::HostFile;
use super::memory_file::MemoryFile;
use super::stat::{Entry, Stat, Wish};
use std::sync::{Arc, Mutex, PoisonError};

/// How much is read or written at once: nothing interrupts it.
const MAX_BYTES_AT_ONCE: usize = 1 << 20;

/// An open file. It has no place of its own where it reads or writes.
pub(crate) struct OpenFile {
    pub(super) contents: Contents,
    /// What it was opened for.
    pub(super) wish: Wish,
    pub(super) account: Account,
    /// Its guest path.
    pub(super) path: String,
    pub(super) _place: Place,
}

pub(super) enum Contents {
    Host(HostFile),
    Memory(Arc<MemoryFile>),
}

impl OpenFile {
    /// Does what is left of a wish to be done with a file that was just opened.
    pub(super) fn begin(&self, created: bool) -> Result<(), Fault> {
        if let Contents::Host(_) = self.contents
            && created
        {
            self.account.touch(&self.path, false);
        }
        if self.wish.truncate && !created { self.set_size(0) } else { Ok(()) }
    }

    /// Reads at a place, perhaps less than there is room for; nothing at the end.
    pub(crate) fn read_at(&self, bytes: &mut [u8], offset: u64) -> Result<usize, Fault> {
        let most = bytes.len().min(MAX_BYTES_AT_ONCE);
        let bytes = &mut bytes[..most];
        match &self.contents {
            Contents::Memory(file) => Ok(file.read_at(bytes, offset)),
            Contents::Host(file) => {
                let readable = usize::try_from(self.account.readable()).unwrap_or(usize::MAX);
                let length = bytes.len().min(readable);
                if length == 0 && !bytes.is_empty() {
                    let at_end = offset >= file.size()?;
                    return if at_end { Ok(0) } else { Err(Fault::ReadQuota) };
                }
                let length = file.read_at(&mut bytes[..length], offset)?;
                self.account.add_read(length as u64);
                Ok(length)
            }
        }
    }

    /// Writes at a place, or at the end, perhaps less than is given.
    pub(crate) fn write_at(&self, bytes: &[u8], offset: u64) -> Result<usize, Fault> {
        if !self.wish.write {
            return Err(Fault::Invalid);
        }
        let bytes = &bytes[..bytes.len().min(MAX_BYTES_AT_ONCE)];
        let file = match &self.contents {
            Contents::Host(file) => file,
            Contents::Memory(file) => {
                return file.write_at(bytes, (!self.wish.append).then_some(offset));
            }
        };
        let length = bytes.len() as u64;
        i64::try_from(offset.saturating_add(length)).map_err(|_| Fault::TooLarge)?;
        // What lies between the end and this place becomes part of the file, too.
        let hole = match self.wish.append || length == 0 {
            true => 0,
            false => offset.saturating_sub(file.size()?),
        };
        let counted = length.saturating_add(hole);
        self.account.take_written(counted)?;
        self.account.touch(&self.path, true);
        match file.write_at(bytes, offset) {
            Ok(written) => {
                self.account.give_back_written(length - written as u64);
                Ok(written)
            }
            Err(fault) => {
                self.account.give_back_written(counted);
                Err(fault)
            }
        }
    }

    /// Cuts it off, or makes it longer with zeros.
    pub(crate) fn set_size(&self, bytes: u64) -> Result<(), Fault> {
        if !self.wish.write {
            return Err(Fault::Invalid);
        }
        let file = match &self.contents {
            Contents::Host(file) => file,
            Contents::Memory(file) => return file.set_size(bytes),
        };
        i64::try_from(bytes).map_err(|_| Fault::TooLarge)?;
        let growth = bytes.saturating_sub(file.size()?);
        self.account.take_written(growth)?;
        self.account.touch(&self.path, true);
        file.set_size(bytes).inspect_err(|_| self.account.give_back_written(growth))
    }

    pub(crate) fn stat(&self) -> Result<Stat, Fault> {
        match &self.contents {
            Contents::Host(file) => file.stat(),
            Contents::Memory(file) => Ok(file.stat()),
        }
    }
}

/// An open folder, to be listed.
pub(crate) struct OpenFolder {
    pub(super) stat: Stat,
    pub(super) listing: Mutex<Listing>,
    pub(super) _place: Place,
}

/// What is in a folder, given out once from beginning to end; who wants it from
/// elsewhere begins again.
pub(crate) struct Listing {
    source: Source,
    entries: Box<dyn Iterator<Item = Result<Entry, Fault>> + Send>,
    /// The number of the entry that comes next.
    next: u64,
    /// The one before it, which may have found no room.
    last: Option<Entry>,
}

/// Where the entries of a folder come from.
pub(super) enum Source {
    /// A folder of the machine, and what is shown in it besides.
    Host(Folder, Vec<Entry>),
    Fixed(Vec<Entry>),
}

impl Source {
    fn entries(&self) -> Result<Box<dyn Iterator<Item = Result<Entry, Fault>> + Send>, Fault> {
        Ok(match self {
            Source::Fixed(entries) => Box::new(entries.clone().into_iter().map(Ok)),
            Source::Host(folder, more) => {
                let more = more.clone();
                let hidden: Vec<String> = more.iter().map(|entry| entry.name.clone()).collect();
                let shown = move |entry: &Result<Entry, Fault>| {
                    !entry.as_ref().is_ok_and(|entry| hidden.contains(&entry.name))
                };
                Box::new(more.into_iter().map(Ok).chain(folder.entries()?.filter(shown)))
            }
        })
    }
}

impl Listing {
    pub(super) fn new(source: Source) -> Result<Listing, Fault> {
        let entries = source.entries()?;
        Ok(Listing { source, entries, next: 0, last: None })
    }

    /// The entry of this number.
    fn entry(&mut self, number: u64) -> Result<Option<Entry>, Fault> {
        if self.last.is_some() && number.checked_add(1) == Some(self.next) {
            return Ok(self.last.clone());
        }
        if number < self.next {
            self.entries = self.source.entries()?;
            self.next = 0;
        }
        while self.next <= number {
            self.last = self.entries.next().transpose()?;
            if self.last.is_none() {
                return Ok(None);
            }
            self.next += 1;
        }
        Ok(self.last.clone())
    }
}

impl OpenFolder {
    /// The entry of this number, counted from 0.
    pub(crate) fn entry(&self, number: u64) -> Result<Option<Entry>, Fault> {
        self.listing.lock().unwrap_or_else(PoisonError::into_inner).entry(number)
    }

    pub(crate) fn stat(&self) -> Stat {
        self.stat.clone()
    }
}
