//! Which files a program may use, where it sees them, and how much of them.

use std::path::PathBuf;

/// The files that programs may use. The default grants none: then `open` and all
/// of its kin raise `PermissionError`.
///
/// ```
/// use micropython_sandbox::Files;
///
/// let files = Files::default().read("sales.csv", "/sales.csv").write("out", "/out");
/// assert_eq!(files.grants.len(), 2);
/// ```
///
/// A program sees a file system of its own that has the grants in it, under the
/// names that they were given, and nothing else. docs/files.md says how files
/// behave in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// Files and folders of the machine. Default none.
    pub grants: Vec<FileGrant>,

    /// A folder in memory, `/tmp` in the program, which each session has to itself.
    /// Default none.
    pub scratch: Option<Scratch>,

    /// How much programs may do with all of them.
    pub quota: FileQuota,

    /// Where `import` looks for modules, before it looks among the interpreter's own:
    /// folders by their guest paths, in this order. Each has to be in a grant or be
    /// `/tmp`. Default none: then files are no modules.
    pub search_path: Vec<String>,
}

/// One file or folder that a program may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileGrant {
    /// Where it is on the machine. It is opened when the sandbox is made, by
    /// following symbolic links, and this path is never used again.
    pub host: PathBuf,

    /// Where programs see it: an absolute path with slashes, `/` itself for a
    /// folder, without `.`, `..`, empty names or NUL, of at most 1024 bytes. A path
    /// that does not begin with a slash is taken as one from `/`, which is the
    /// folder that programs begin in.
    ///
    /// Grants may lie in each other; the innermost decides. That takes nothing away:
    /// what can be reached by another grant too has the rights of that one there.
    pub guest: String,

    /// What programs may do with it.
    pub access: Access,
}

/// What a program may do with a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Read it; of a folder, everything in it, at any depth, and list it.
    Read,
    /// Also change it. In a folder: write, make, rename and remove files and folders
    /// at any depth, but not the folder itself. Of a file: what is in it. That file
    /// need not exist yet; it is made when a program writes it, and it can be
    /// neither renamed nor removed.
    Write,
}

/// A folder in memory that never touches the disk.
///
/// It is empty when a session is opened and after a [reset](crate::Session::reset),
/// and gone with the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scratch {
    /// What may be in it, in bytes: the contents of files in blocks of 4 KiB, and
    /// 256 bytes and its name for each file and folder. This memory is the host's,
    /// and not part of [`Limits::memory_bytes`](crate::Limits::memory_bytes).
    pub bytes: u64,
}

/// How much programs may do with files. What is beyond it raises `OSError`, and the
/// program can go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileQuota {
    /// What one run may write below write grants, in bytes: what it writes, be it
    /// the same place again, and by what files grow otherwise, such as by the hole
    /// before a write beyond the end. Beyond it `ENOSPC`. Default 64 MiB.
    pub bytes_written: u64,

    /// How many files and folders one run may make below write grants; removing
    /// them gives nothing back. Beyond it `ENOSPC`. Default 1000.
    pub files_created: u64,

    /// How many files and folders may be open in a session at once, those of
    /// the scratch folder included. Beyond it `EMFILE`. Default 64.
    pub open_handles: u32,

    /// What one run may read, in bytes, modules included. Beyond it `EDQUOT`.
    /// Default 1 GiB.
    pub bytes_read: u64,
}

impl Files {
    /// Adds a file or folder to be read: see [`FileGrant`].
    #[must_use]
    pub fn read(self, host: impl Into<PathBuf>, guest: impl Into<String>) -> Files {
        self.grant(host, guest, Access::Read)
    }

    /// Adds a file or folder to be read and changed: see [`FileGrant`].
    #[must_use]
    pub fn write(self, host: impl Into<PathBuf>, guest: impl Into<String>) -> Files {
        self.grant(host, guest, Access::Write)
    }

    /// Adds a folder in memory, `/tmp`, of this size in bytes: see [`Scratch`].
    #[must_use]
    pub fn scratch(mut self, bytes: u64) -> Files {
        self.scratch = Some(Scratch { bytes });
        self
    }

    /// Has `import` look in this folder, too: see [`Files::search_path`].
    #[must_use]
    pub fn import_from(mut self, guest: impl Into<String>) -> Files {
        self.search_path.push(guest.into());
        self
    }

    fn grant(
        mut self,
        host: impl Into<PathBuf>,
        guest: impl Into<String>,
        access: Access,
    ) -> Files {
        self.grants.push(FileGrant { host: host.into(), guest: guest.into(), access });
        self
    }
}

impl FileQuota {
    /// The quotas that hold unless others are given; see each field.
    pub const DEFAULT: FileQuota = FileQuota {
        bytes_written: 64 << 20,
        files_created: 1000,
        open_handles: 64,
        bytes_read: 1 << 30,
    };
}

impl Default for FileQuota {
    /// [`FileQuota::DEFAULT`].
    fn default() -> FileQuota {
        FileQuota::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers that the documentation of the fields states.
    #[test]
    fn defaults_are_as_documented() {
        let quota = FileQuota::default();
        assert_eq!(quota.bytes_written, 64 * 1024 * 1024);
        assert_eq!(quota.files_created, 1000);
        assert_eq!(quota.open_handles, 64);
        assert_eq!(quota.bytes_read, 1024 * 1024 * 1024);
        assert_eq!(Files::default().grants, []);
        assert_eq!(Files::default().scratch, None);
    }
}
