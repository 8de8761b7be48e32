//! An open file of the machine.

use super::fault::Fault;
use super::stat::{Kind, Stat};
use cap_std::fs::{Metadata, MetadataExt};
use std::fs::File;
use std::io::{self, Write};

/// A regular file. It has no place of its own where it reads or writes.
pub(crate) struct HostFile {
    file: File,
    /// Opened so that the system writes to its end.
    append: bool,
}

impl HostFile {
    /// Takes a file that was opened, if it is one that a program may have.
    ///
    /// # Errors
    ///
    /// [`Fault::Denied`] for a device, a FIFO, a socket, or what the system shows of
    /// itself; [`Fault::IsFolder`] for a folder.
    pub(crate) fn new(file: cap_std::fs::File, append: bool) -> Result<HostFile, Fault> {
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(Fault::IsFolder);
        }
        if !metadata.is_file() || shows_the_system(&file) {
            return Err(Fault::Denied);
        }
        Ok(HostFile { file: file.into_std(), append })
    }

    pub(crate) fn stat(&self) -> Result<Stat, Fault> {
        Ok(stat(&Metadata::from_just_metadata(self.file.metadata()?)))
    }

    pub(crate) fn size(&self) -> Result<u64, Fault> {
        Ok(self.file.metadata()?.len())
    }

    pub(crate) fn read_at(&self, bytes: &mut [u8], offset: u64) -> Result<usize, Fault> {
        Ok(again(|| read_at(&self.file, bytes, offset))?)
    }

    pub(crate) fn write_at(&self, bytes: &[u8], offset: u64) -> Result<usize, Fault> {
        if self.append {
            return Ok(again(|| (&self.file).write(bytes))?);
        }
        Ok(again(|| write_at(&self.file, bytes, offset))?)
    }

    pub(crate) fn set_size(&self, bytes: u64) -> Result<(), Fault> {
        Ok(self.file.set_len(bytes)?)
    }
}

/// Once more where a signal has come in between.
fn again<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

/// What is told of a file with this metadata.
pub(crate) fn stat(metadata: &Metadata) -> Stat {
    let kind = metadata.file_type();
    let kind = match () {
        () if kind.is_file() => Kind::File,
        () if kind.is_dir() => Kind::Folder,
        () if kind.is_symlink() => Kind::Link,
        () => Kind::Other,
    };
    let std = |time: io::Result<cap_std::time::SystemTime>| {
        time.ok().map(cap_std::time::SystemTime::into_std)
    };
    let modified = std(metadata.modified());
    Stat {
        kind,
        size: if kind == Kind::File { metadata.len() } else { 0 },
        inode: metadata.ino(),
        device: metadata.dev(),
        accessed: std(metadata.accessed()),
        modified,
        changed: modified,
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, bytes, offset)
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::write_at(file, bytes, offset)
}

#[cfg(windows)]
fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, bytes, offset)
}

#[cfg(windows)]
fn write_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_write(file, bytes, offset)
}

/// Whether a file or folder is none that is stored anywhere, but what the system
/// shows of itself: of its processes, its devices, its settings. Whoever grants `/`
/// does not grant the memory of this process with it.
#[cfg(target_os = "linux")]
pub(crate) fn shows_the_system(file: &impl std::os::fd::AsFd) -> bool {
    const SYSTEMS: [u64; 15] = [
        0x9fa0,      // proc
        0x6265_6572, // sysfs
        0x1cd1,      // devpts
        0x6462_6720, // debugfs
        0x7472_6163, // tracefs
        0x7363_6673, // securityfs
        0x6265_6570, // configfs
        0x0027_e0eb, // cgroup
        0x6367_7270, // cgroup2
        0xcafe_4a11, // bpf
        0xde5e_81e4, // efivarfs
        0xf97c_ff8c, // selinuxfs
        0x4249_4e4d, // binfmt_misc
        0x6573_5543, // fusectl
        0x6e73_6673, // nsfs
    ];
    // Where it cannot be asked, it is a kernel without such files, or one that hides
    // them.
    rustix::fs::fstatfs(file)
        .is_ok_and(|system| SYSTEMS.contains(&(system.f_type as u64 & 0xffff_ffff)))
}

/// Other systems have no such files, or only as devices.
#[cfg(not(target_os = "linux"))]
pub(crate) fn shows_the_system<T>(_: &T) -> bool {
    false
}
