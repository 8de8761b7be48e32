//! The WASI calls on files.
//!
//! Each gives an errno, as WASI has them. What a call takes is bounded here where
//! `wasi-common` would not do it: the length of paths, the number of buffers.

use super::{Fault, MAX_VECTOR_LENGTH, Wasi, preview1, ready};
use crate::files::MAX_PATH_BYTES;
use crate::memory;
use wasi_common::snapshots::preview_1::types::Errno;
use wiggle::GuestMemory;

/// Bytes of a directory entry that come before its name, and those among them that
/// mean nothing.
const ENTRY_BYTES: usize = 24;
const ENTRY_PADDING: std::ops::Range<usize> = 21..24;

/// How many bytes of entries may be asked for at once: nothing interrupts that.
const MAX_ENTRIES_BYTES: i32 = 1 << 16;

/// Where in an entry the length of its name is.
const ENTRY_NAME_LENGTH: usize = 16;

/// An address and a length.
type Text = (i32, i32);

fn is_too_long((_, length): Text) -> bool {
    usize::try_from(length).map_or(true, |length| length > MAX_PATH_BYTES)
}

impl Wasi {
    /// Closes all that the program has open.
    pub(crate) fn close_files(&mut self) {
        for number in std::mem::take(&mut self.open) {
            let memory = &mut GuestMemory::Unshared(&mut []);
            let closed = ready(preview1::fd_close(&mut self.context, memory, number.cast_signed()));
            debug_assert!(closed.is_ok(), "a file that was open can be closed");
        }
    }

    /// `path_open`, which writes the number of what it has opened to `result`.
    #[allow(clippy::too_many_arguments, reason = "as WASI has it")]
    pub(crate) fn path_open(
        &mut self,
        memory: &mut [u8],
        folder: i32,
        lookup: i32,
        path: Text,
        flags: i32,
        (rights, inherited): (i64, i64),
        file_flags: i32,
        result: i32,
    ) -> Result<i32, Fault> {
        if is_too_long(path) {
            return Ok(Errno::Nametoolong as i32);
        }
        // Where the number cannot be written, nothing may stay open.
        if result % 4 != 0 || memory::read_u32(memory, result.cast_unsigned()).is_err() {
            return Err(Fault);
        }
        let guest = &mut GuestMemory::Unshared(&mut *memory);
        let (context, (path, length)) = (&mut self.context, path);
        let errno = ready(preview1::path_open(
            context, guest, folder, lookup, path, length, flags, rights, inherited, file_flags,
            result,
        ))?;
        if errno == Errno::Success as i32 {
            let number = memory::read_u32(memory, result.cast_unsigned()).map_err(|_| Fault)?;
            self.open.insert(number);
        }
        Ok(errno)
    }

    /// `fd_close`, of what `path_open` has opened.
    pub(crate) fn fd_close(&mut self, memory: &mut [u8], number: i32) -> Result<i32, Fault> {
        if !self.open.remove(&number.cast_unsigned()) {
            return Ok(Errno::Badf as i32);
        }
        let memory = &mut GuestMemory::Unshared(memory);
        ready(preview1::fd_close(&mut self.context, memory, number))
    }

    /// `fd_pread`.
    pub(crate) fn fd_pread(
        &mut self,
        memory: &mut [u8],
        number: i32,
        vectors: i32,
        length: i32,
        offset: i64,
        result: i32,
    ) -> Result<i32, Fault> {
        if !(0..=MAX_VECTOR_LENGTH).contains(&length) {
            return Ok(Errno::Inval as i32);
        }
        let memory = &mut GuestMemory::Unshared(memory);
        let context = &mut self.context;
        ready(preview1::fd_pread(context, memory, number, vectors, length, offset, result))
    }

    /// `fd_pwrite`.
    pub(crate) fn fd_pwrite(
        &mut self,
        memory: &mut [u8],
        number: i32,
        vectors: i32,
        length: i32,
        offset: i64,
        result: i32,
    ) -> Result<i32, Fault> {
        if !(0..=MAX_VECTOR_LENGTH).contains(&length) {
            return Ok(Errno::Inval as i32);
        }
        let memory = &mut GuestMemory::Unshared(memory);
        let context = &mut self.context;
        ready(preview1::fd_pwrite(context, memory, number, vectors, length, offset, result))
    }

    /// `fd_filestat_get`.
    pub(crate) fn fd_filestat_get(
        &mut self,
        memory: &mut [u8],
        number: i32,
        result: i32,
    ) -> Result<i32, Fault> {
        let memory = &mut GuestMemory::Unshared(memory);
        ready(preview1::fd_filestat_get(&mut self.context, memory, number, result))
    }

    /// `fd_filestat_set_size`.
    pub(crate) fn fd_filestat_set_size(
        &mut self,
        memory: &mut [u8],
        number: i32,
        size: i64,
    ) -> Result<i32, Fault> {
        let memory = &mut GuestMemory::Unshared(memory);
        ready(preview1::fd_filestat_set_size(&mut self.context, memory, number, size))
    }

    /// `fd_readdir`. The padding of the entries, which `wasi-common` leaves as it
    /// found it on its stack, is cleared.
    pub(crate) fn fd_readdir(
        &mut self,
        memory: &mut [u8],
        number: i32,
        (buffer, length): Text,
        cookie: i64,
        result: i32,
    ) -> Result<i32, Fault> {
        if !(0..=MAX_ENTRIES_BYTES).contains(&length) {
            return Ok(Errno::Inval as i32);
        }
        let guest = &mut GuestMemory::Unshared(&mut *memory);
        let context = &mut self.context;
        let errno =
            ready(preview1::fd_readdir(context, guest, number, buffer, length, cookie, result))?;
        if errno == Errno::Success as i32 {
            let used = memory::read_u32(memory, result.cast_unsigned()).map_err(|_| Fault)?;
            let entries = memory::bytes_mut(memory, buffer.cast_unsigned(), used);
            clear_padding(entries.map_err(|_| Fault)?);
        }
        Ok(errno)
    }

    /// `path_filestat_get`.
    pub(crate) fn path_filestat_get(
        &mut self,
        memory: &mut [u8],
        folder: i32,
        lookup: i32,
        path: Text,
        result: i32,
    ) -> Result<i32, Fault> {
        if is_too_long(path) {
            return Ok(Errno::Nametoolong as i32);
        }
        let memory = &mut GuestMemory::Unshared(memory);
        let (context, (path, length)) = (&mut self.context, path);
        ready(preview1::path_filestat_get(context, memory, folder, lookup, path, length, result))
    }

    /// `path_create_directory`.
    pub(crate) fn path_create_directory(
        &mut self,
        memory: &mut [u8],
        folder: i32,
        path: Text,
    ) -> Result<i32, Fault> {
        if is_too_long(path) {
            return Ok(Errno::Nametoolong as i32);
        }
        let memory = &mut GuestMemory::Unshared(memory);
        ready(preview1::path_create_directory(&mut self.context, memory, folder, path.0, path.1))
    }

    /// `path_remove_directory`.
    pub(crate) fn path_remove_directory(
        &mut self,
        memory: &mut [u8],
        folder: i32,
        path: Text,
    ) -> Result<i32, Fault> {
        if is_too_long(path) {
            return Ok(Errno::Nametoolong as i32);
        }
        let memory = &mut GuestMemory::Unshared(memory);
        ready(preview1::path_remove_directory(&mut self.context, memory, folder, path.0, path.1))
    }

    /// `path_unlink_file`.
    pub(crate) fn path_unlink_file(
        &mut self,
        memory: &mut [u8],
        folder: i32,
        path: Text,
    ) -> Result<i32, Fault> {
        if is_too_long(path) {
            return Ok(Errno::Nametoolong as i32);
        }
        let memory = &mut GuestMemory::Unshared(memory);
        ready(preview1::path_unlink_file(&mut self.context, memory, folder, path.0, path.1))
    }

    /// `path_rename`.
    pub(crate) fn path_rename(
        &mut self,
        memory: &mut [u8],
        folder: i32,
        from: Text,
        to_folder: i32,
        to: Text,
    ) -> Result<i32, Fault> {
        if is_too_long(from) || is_too_long(to) {
            return Ok(Errno::Nametoolong as i32);
        }
        let memory = &mut GuestMemory::Unshared(memory);
        let context = &mut self.context;
        ready(preview1::path_rename(context, memory, folder, from.0, from.1, to_folder, to.0, to.1))
    }
}

/// Clears what means nothing in a list of directory entries, of which the last may
/// be cut.
fn clear_padding(mut entries: &mut [u8]) {
    loop {
        let end = ENTRY_PADDING.end.min(entries.len());
        if let Some(padding) = entries.get_mut(ENTRY_PADDING.start..end) {
            padding.fill(0);
        }
        let Some(length) = entries.get(ENTRY_NAME_LENGTH..).and_then(<[u8]>::first_chunk::<4>)
        else {
            return;
        };
        let next = ENTRY_BYTES.saturating_add(u32::from_le_bytes(*length) as usize);
        match entries.get_mut(next..) {
            Some(rest) => entries = rest,
            None => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str) -> Vec<u8> {
        let mut bytes = vec![0xff; ENTRY_BYTES];
        bytes[ENTRY_NAME_LENGTH..][..4].copy_from_slice(&(name.len() as u32).to_le_bytes());
        bytes.extend(name.bytes());
        bytes
    }

    #[test]
    fn padding_is_cleared_wherever_the_list_is_cut() {
        let list = [entry("a"), entry(""), entry("some name")].concat();
        let padding: Vec<usize> =
            [0, 25, 49].iter().flat_map(|at| ENTRY_PADDING.map(move |byte| at + byte)).collect();
        for length in 0..=list.len() {
            let mut cut = list[..length].to_vec();
            clear_padding(&mut cut);
            for (at, (byte, before)) in cut.iter().zip(&list).enumerate() {
                let expected = if padding.contains(&at) { 0 } else { *before };
                assert_eq!(*byte, expected, "byte {at} of {length}");
            }
        }
    }

    #[test]
    fn lengths_that_lie_end_the_list() {
        let mut list = entry("a");
        list[ENTRY_NAME_LENGTH..][..4].fill(0xff);
        clear_padding(&mut list);
        assert_eq!(list[ENTRY_PADDING], [0; 3]);
    }
}
