//! The files of a session as directories and files of WASI.

use crate::files::{Entry, Fault, FileSystem, Kind, OpenFile, OpenFolder, Stat, Wish};
use std::any::Any;
use std::io::{IoSlice, IoSliceMut};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use wasi_common::dir::{OpenResult, ReaddirCursor, ReaddirEntity};
use wasi_common::file::{FdFlags, FileType, Filestat, OFlags};
use wasi_common::snapshots::preview_1::types::Errno;
use wasi_common::{Error, WasiCtx, WasiDir, WasiFile};

/// The number of the directory that all paths start from: `/` in the program. There
/// is none where no files are granted.
pub(super) const ROOT: u32 = 3;

pub(super) fn insert_root(context: &WasiCtx, files: &FileSystem) {
    if files.any() {
        context.insert_dir(ROOT, Box::new(Root(files.clone())), PathBuf::from("/"));
    }
}

/// Each fault by the number that WASI has for it.
fn number(fault: Fault) -> Error {
    let errno = match fault {
        Fault::NotGranted => Errno::Notcapable,
        Fault::Denied => Errno::Acces,
        Fault::NotFound => Errno::Noent,
        Fault::Exists => Errno::Exist,
        Fault::IsFolder => Errno::Isdir,
        Fault::NotFolder => Errno::Notdir,
        Fault::NotEmpty => Errno::Notempty,
        Fault::ReadOnly => Errno::Rofs,
        Fault::Invalid => Errno::Inval,
        Fault::NoSpace => Errno::Nospc,
        Fault::ReadQuota => Errno::Dquot,
        Fault::TooManyOpen => Errno::Mfile,
        Fault::NameTooLong => Errno::Nametoolong,
        Fault::TooManyLinks => Errno::Loop,
        Fault::OtherGrant => Errno::Xdev,
        Fault::TooLarge => Errno::Fbig,
        Fault::Busy => Errno::Busy,
        Fault::NotSupported => Errno::Notsup,
        Fault::Failed => Errno::Io,
    };
    errno.into()
}

/// `/`, and by paths from there everything else.
struct Root(FileSystem);

#[wiggle::async_trait]
impl WasiDir for Root {
    fn as_any(&self) -> &dyn Any {
        self
    }

    async fn open_file(
        &self,
        _follow: bool,
        path: &str,
        flags: OFlags,
        read: bool,
        write: bool,
        file_flags: FdFlags,
    ) -> Result<OpenResult, Error> {
        if flags.contains(OFlags::DIRECTORY) {
            let folder = self.0.open_folder(path).map_err(number)?;
            return Ok(OpenResult::Dir(Box::new(Folder(Arc::new(folder)))));
        }
        let wish = Wish {
            read,
            write,
            append: write && file_flags.contains(FdFlags::APPEND),
            create: write && flags.contains(OFlags::CREATE),
            exclusive: flags.contains(OFlags::EXCLUSIVE),
            truncate: write && flags.contains(OFlags::TRUNCATE),
        };
        if !read && !write {
            return Err(number(Fault::Invalid));
        }
        let file = self.0.open(path, wish).map_err(number)?;
        Ok(OpenResult::File(Box::new(File(file))))
    }

    async fn create_dir(&self, path: &str) -> Result<(), Error> {
        self.0.make_folder(path).map_err(number)
    }

    async fn remove_dir(&self, path: &str) -> Result<(), Error> {
        self.0.remove_folder(path).map_err(number)
    }

    async fn unlink_file(&self, path: &str) -> Result<(), Error> {
        self.0.remove_file(path).map_err(number)
    }

    async fn get_filestat(&self) -> Result<Filestat, Error> {
        Ok(told(&self.0.stat("/", true).map_err(number)?))
    }

    async fn get_path_filestat(&self, path: &str, follow: bool) -> Result<Filestat, Error> {
        Ok(told(&self.0.stat(path, follow).map_err(number)?))
    }

    async fn rename(&self, from: &str, folder: &dyn WasiDir, to: &str) -> Result<(), Error> {
        // All paths start from here.
        if !folder.as_any().is::<Root>() {
            return Err(number(Fault::NotSupported));
        }
        self.0.rename(from, to).map_err(number)
    }
}

/// An open directory: it can be listed.
struct Folder(Arc<OpenFolder>);

#[wiggle::async_trait]
impl WasiDir for Folder {
    fn as_any(&self) -> &dyn Any {
        self
    }

    async fn readdir(
        &self,
        cursor: ReaddirCursor,
    ) -> Result<Box<dyn Iterator<Item = Result<ReaddirEntity, Error>> + Send>, Error> {
        let folder = Arc::clone(&self.0);
        let mut number_of_next = u64::from(cursor);
        Ok(Box::new(std::iter::from_fn(move || {
            let entry = folder.entry(number_of_next).map_err(number).transpose()?;
            number_of_next = number_of_next.saturating_add(1);
            Some(entry.map(|Entry { name, kind, inode }| ReaddirEntity {
                next: number_of_next.into(),
                inode,
                name,
                filetype: file_type(kind),
            }))
        })))
    }

    async fn get_filestat(&self) -> Result<Filestat, Error> {
        Ok(told(&self.0.stat()))
    }
}

/// An open file, which is read and written at places that the program names.
struct File(OpenFile);

#[wiggle::async_trait]
impl WasiFile for File {
    fn as_any(&self) -> &dyn Any {
        self
    }

    async fn get_filetype(&self) -> Result<FileType, Error> {
        Ok(FileType::RegularFile)
    }

    async fn get_filestat(&self) -> Result<Filestat, Error> {
        Ok(told(&self.0.stat().map_err(number)?))
    }

    async fn set_filestat_size(&self, bytes: u64) -> Result<(), Error> {
        self.0.set_size(bytes).map_err(number)
    }

    async fn read_vectored_at<'a>(
        &self,
        buffers: &mut [IoSliceMut<'a>],
        offset: u64,
    ) -> Result<u64, Error> {
        let Some(buffer) = buffers.first_mut() else { return Ok(0) };
        Ok(self.0.read_at(buffer, offset).map_err(number)? as u64)
    }

    async fn write_vectored_at<'a>(
        &self,
        buffers: &[IoSlice<'a>],
        offset: u64,
    ) -> Result<u64, Error> {
        let Some(buffer) = buffers.iter().find(|buffer| !buffer.is_empty()) else { return Ok(0) };
        Ok(self.0.write_at(buffer, offset).map_err(number)? as u64)
    }
}

fn file_type(kind: Kind) -> FileType {
    match kind {
        Kind::File => FileType::RegularFile,
        Kind::Folder => FileType::Directory,
        Kind::Link => FileType::SymbolicLink,
        Kind::Other => FileType::Unknown,
    }
}

fn told(stat: &Stat) -> Filestat {
    Filestat {
        device_id: stat.device,
        inode: stat.inode,
        filetype: file_type(stat.kind),
        nlink: 1,
        size: stat.size,
        atim: stat.accessed.map(representable),
        mtim: stat.modified.map(representable),
        ctim: stat.changed.map(representable),
    }
}

/// A time as close as 64 bits of nanoseconds since 1970 come: wasi-common panics
/// where it is before that.
fn representable(time: SystemTime) -> SystemTime {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    UNIX_EPOCH + since.min(Duration::from_nanos(i64::MAX as u64))
}
