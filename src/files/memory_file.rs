//! A file in memory.

use super::fault::Fault;
use super::scratch::Now;
use super::stat::{Kind, Stat};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

/// Contents are kept, and counted, in blocks of this many bytes.
pub(crate) const BLOCK_BYTES: usize = 4096;

/// What of a size is left.
#[derive(Clone)]
pub(crate) struct Budget(Arc<Counts>);

struct Counts {
    left: AtomicU64,
    inodes: AtomicU64,
}

impl Budget {
    pub(crate) fn new(bytes: u64) -> Budget {
        Budget(Arc::new(Counts { left: AtomicU64::new(bytes), inodes: AtomicU64::new(1) }))
    }

    /// Takes so many bytes, or none.
    pub(crate) fn take(&self, bytes: u64) -> Result<(), Fault> {
        let taken = self
            .0
            .left
            .try_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes));
        taken.map(drop).map_err(|_| Fault::NoSpace)
    }

    pub(crate) fn give_back(&self, bytes: u64) {
        self.0.left.fetch_add(bytes, Ordering::Relaxed);
    }

    /// A number that no other file or folder has.
    pub(crate) fn next_inode(&self) -> u64 {
        self.0.inodes.fetch_add(1, Ordering::Relaxed)
    }

    #[cfg(test)]
    pub(crate) fn left(&self) -> u64 {
        self.0.left.load(Ordering::Relaxed)
    }
}

/// A file in memory. What it takes is given back when it is dropped: when it is
/// removed and nobody has it open any more.
pub(crate) struct MemoryFile {
    contents: Mutex<Contents>,
    budget: Budget,
    now: Now,
    inode: u64,
}

struct Contents {
    /// All bytes beyond `size` are zero.
    blocks: Vec<Box<[u8; BLOCK_BYTES]>>,
    size: u64,
    modified: SystemTime,
}

impl MemoryFile {
    pub(crate) fn new(budget: Budget, now: Now) -> MemoryFile {
        let inode = budget.next_inode();
        let contents = Contents { blocks: Vec::new(), size: 0, modified: now() };
        MemoryFile { contents: Mutex::new(contents), budget, now, inode }
    }

    fn lock(&self) -> MutexGuard<'_, Contents> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn inode(&self) -> u64 {
        self.inode
    }

    #[cfg(test)]
    pub(crate) fn size(&self) -> u64 {
        self.lock().size
    }

    pub(crate) fn stat(&self) -> Stat {
        let contents = self.lock();
        let modified = Some(contents.modified);
        Stat {
            kind: Kind::File,
            size: contents.size,
            inode: self.inode,
            device: 1,
            accessed: modified,
            modified,
            changed: modified,
        }
    }

    pub(crate) fn read_at(&self, bytes: &mut [u8], offset: u64) -> usize {
        let contents = self.lock();
        let left = contents.size.saturating_sub(offset);
        let length = bytes.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let mut done = 0;
        while done < length {
            let (block, start) = place(offset + done as u64);
            let count = (BLOCK_BYTES - start).min(length - done);
            let from = &contents.blocks[block][start..start + count];
            bytes[done..done + count].copy_from_slice(from);
            done += count;
        }
        length
    }

    /// Writes all of it, at this offset or at the end, or nothing.
    pub(crate) fn write_at(&self, bytes: &[u8], offset: Option<u64>) -> Result<usize, Fault> {
        let mut contents = self.lock();
        let offset = offset.unwrap_or(contents.size);
        let end = offset.checked_add(bytes.len() as u64).ok_or(Fault::TooLarge)?;
        if end > contents.size && !bytes.is_empty() {
            self.grow(&mut contents, end)?;
        }
        let mut done = 0;
        while done < bytes.len() {
            let (block, start) = place(offset + done as u64);
            let count = (BLOCK_BYTES - start).min(bytes.len() - done);
            contents.blocks[block][start..start + count]
                .copy_from_slice(&bytes[done..done + count]);
            done += count;
        }
        contents.modified = (self.now)();
        Ok(bytes.len())
    }

    pub(crate) fn set_size(&self, size: u64) -> Result<(), Fault> {
        let mut contents = self.lock();
        if size > contents.size {
            self.grow(&mut contents, size)?;
        } else {
            let blocks = size.div_ceil(BLOCK_BYTES as u64) as usize;
            let given_back = contents.blocks.len() - blocks;
            contents.blocks.truncate(blocks);
            contents.blocks.shrink_to_fit();
            self.budget.give_back((given_back * BLOCK_BYTES) as u64);
            let (_, start) = place(size);
            if start > 0 {
                contents.blocks[blocks - 1][start..].fill(0);
            }
            contents.size = size;
        }
        contents.modified = (self.now)();
        Ok(())
    }

    /// Makes it larger, with zeros, or leaves it as it is.
    fn grow(&self, contents: &mut Contents, size: u64) -> Result<(), Fault> {
        let blocks = size.div_ceil(BLOCK_BYTES as u64);
        let more = blocks.saturating_sub(contents.blocks.len() as u64);
        // Checked before anything is allocated.
        let bytes = more.checked_mul(BLOCK_BYTES as u64).ok_or(Fault::NoSpace)?;
        self.budget.take(bytes)?;
        for _ in 0..more {
            contents.blocks.push(Box::new([0; BLOCK_BYTES]));
        }
        contents.size = size;
        Ok(())
    }
}

impl Drop for MemoryFile {
    fn drop(&mut self) {
        let blocks = self.contents.get_mut().unwrap_or_else(PoisonError::into_inner).blocks.len();
        self.budget.give_back((blocks * BLOCK_BYTES) as u64);
    }
}

/// The block that a byte is in, and where in it.
fn place(offset: u64) -> (usize, usize) {
    let block = BLOCK_BYTES as u64;
    ((offset / block) as usize, (offset % block) as usize)
}
