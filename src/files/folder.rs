//! Folders of the machine, each by a handle that was opened when it was granted.
//!
//! All that is done in one goes through that handle by cap-std, which keeps `..`,
//! absolute paths and symbolic links from leading out, whatever becomes of the
//! folder meanwhile.

use super::fault::Fault;
use super::host_file::{self, HostFile, shows_the_system};
use super::stat::{Entry, Kind, Stat, Wish};
use cap_std::fs::{Dir, Metadata, MetadataExt, OpenOptions};

/// A folder, and all that is in it.
#[derive(Debug)]
pub(crate) struct Folder {
    dir: Dir,
    device: u64,
}

/// A file that was opened, and whether it was made for that.
pub(crate) struct Opened {
    pub file: HostFile,
    pub created: bool,
}

impl Folder {
    pub(crate) fn new(dir: Dir) -> Result<Folder, Fault> {
        if shows_the_system(&dir) {
            return Err(Fault::Denied);
        }
        let device = dir.dir_metadata()?.dev();
        Ok(Folder { dir, device })
    }

    /// What is told of a file or folder in it.
    pub(crate) fn stat(&self, path: &str, follow: bool) -> Result<Stat, Fault> {
        let metadata = match follow {
            true => self.dir.metadata(dot(path))?,
            false => self.dir.symlink_metadata(dot(path))?,
        };
        self.check_system(path, &metadata)?;
        Ok(host_file::stat(&metadata))
    }

    /// Refuses what the system shows of itself. The usual case costs nothing: it is
    /// on the same device as the folder itself.
    fn check_system(&self, path: &str, metadata: &Metadata) -> Result<(), Fault> {
        if metadata.dev() == self.device {
            return Ok(());
        }
        let folder = if metadata.is_dir() { path } else { split(path).0 };
        match shows_the_system(&self.dir.open_dir(dot(folder))?) {
            true => Err(Fault::Denied),
            false => Ok(()),
        }
    }

    /// Opens a file. `making` is asked before one is made.
    pub(crate) fn open(
        &self,
        path: &str,
        wish: Wish,
        making: impl FnOnce() -> Result<(), Fault>,
    ) -> Result<Opened, Fault> {
        self.open_with(path, wish, options(wish, Links::Followed), making)
    }

    fn open_with(
        &self,
        path: &str,
        wish: Wish,
        mut options: OpenOptions,
        making: impl FnOnce() -> Result<(), Fault>,
    ) -> Result<Opened, Fault> {
        if path.is_empty() {
            return Err(Fault::IsFolder);
        }
        // Looked at first, as to open a device may do something to it, and checked
        // again once it is open, when nobody can exchange it any more.
        let there = match self.dir.metadata(path) {
            Ok(metadata) => match host_file::stat(&metadata).kind {
                Kind::File if wish.exclusive => return Err(Fault::Exists),
                Kind::File => true,
                Kind::Folder if wish.exclusive => return Err(Fault::Exists),
                Kind::Folder => return Err(Fault::IsFolder),
                Kind::Link | Kind::Other => return Err(Fault::Denied),
            },
            Err(error) => match Fault::from(error) {
                Fault::NotFound if wish.create => false,
                fault => return Err(fault),
            },
        };
        let mut created = false;
        if !there {
            making()?;
            created = true;
            options.create_new(true);
        }
        let file = match self.dir.open_with(path, &options) {
            // A link whose target is missing, or a file that somebody else has made
            // just now.
            Err(_) if created && !wish.exclusive && self.dir.symlink_metadata(path).is_ok() => {
                self.dir.open_with(path, options.create_new(false).create(true))
            }
            result => result,
        };
        let file = HostFile::new(file?, wish.append)?;
        Ok(Opened { file, created })
    }

    /// Opens a file that was granted as such: the one of this name, and not what a
    /// link of this name leads to.
    pub(crate) fn open_only(
        &self,
        name: &str,
        wish: Wish,
        making: impl FnOnce() -> Result<(), Fault>,
    ) -> Result<Opened, Fault> {
        if self.dir.symlink_metadata(name).is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(Fault::NotGranted);
        }
        let options = options(wish, Links::Refused);
        let opened = match self.open_with(name, wish, options, making) {
            // It has just become one.
            Err(Fault::TooManyLinks) => return Err(Fault::NotGranted),
            result => result?,
        };
        let (now, open) = (self.stat(name, false)?, opened.file.stat()?);
        if (now.device, now.inode) != (open.device, open.inode) {
            return Err(Fault::NotGranted);
        }
        Ok(opened)
    }

    /// Opens a folder in it, to be listed.
    pub(crate) fn open_folder(&self, path: &str) -> Result<Folder, Fault> {
        Folder::new(self.dir.open_dir(dot(path))?)
    }

    /// What is in it. Names that are no text are shown with U+FFFD, and cannot be
    /// opened.
    pub(crate) fn entries(
        &self,
    ) -> Result<impl Iterator<Item = Result<Entry, Fault>> + Send + use<>, Fault> {
        Ok(self.dir.entries()?.map(|entry| {
            let entry = entry?;
            let kind = entry.file_type()?;
            let kind = match () {
                () if kind.is_file() => Kind::File,
                () if kind.is_dir() => Kind::Folder,
                () if kind.is_symlink() => Kind::Link,
                () => Kind::Other,
            };
            Ok(Entry { name: entry.file_name().to_string_lossy().into_owned(), kind, inode: 0 })
        }))
    }

    pub(crate) fn make_folder(&self, path: &str) -> Result<(), Fault> {
        Ok(self.dir.create_dir(path)?)
    }

    /// Removes a file, or a link and not what it leads to.
    pub(crate) fn remove_file(&self, path: &str) -> Result<(), Fault> {
        if self.dir.symlink_metadata(path)?.is_dir() {
            return Err(Fault::IsFolder);
        }
        Ok(self.dir.remove_file(path)?)
    }

    pub(crate) fn remove_folder(&self, path: &str) -> Result<(), Fault> {
        if !self.dir.symlink_metadata(path)?.is_dir() {
            return Err(Fault::NotFolder);
        }
        Ok(self.dir.remove_dir(path)?)
    }

    /// Renames a file or folder. Links are left alone: what a relative one leads to
    /// would change with its place.
    pub(crate) fn rename(&self, from: &str, to: &str) -> Result<(), Fault> {
        let source = self.dir.symlink_metadata(from)?;
        let target = match self.dir.symlink_metadata(to) {
            Ok(metadata) => Some(metadata),
            Err(error) => match Fault::from(error) {
                Fault::NotFound => None,
                fault => return Err(fault),
            },
        };
        if source.is_symlink() || target.as_ref().is_some_and(Metadata::is_symlink) {
            return Err(Fault::Denied);
        }
        match target {
            Some(target) if source.is_dir() && !target.is_dir() => Err(Fault::NotFolder),
            Some(target) if !source.is_dir() && target.is_dir() => Err(Fault::IsFolder),
            _ => Ok(self.dir.rename(from, &self.dir, to)?),
        }
    }
}

/// Whether the last name of a path may be that of a link.
enum Links {
    Followed,
    Refused,
}

/// How a file is opened: never so that it waits for another process.
fn options(wish: Wish, links: Links) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(wish.read || !wish.write).write(wish.write && !wish.append).append(wish.append);
    #[cfg(not(unix))]
    drop(links);
    #[cfg(unix)]
    {
        use cap_std::fs::OpenOptionsExt as _;
        let links = match links {
            Links::Followed => 0,
            Links::Refused => libc::O_NOFOLLOW,
        };
        options.custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY | links);
    }
    options
}

/// The folder itself has no name in it.
fn dot(path: &str) -> &str {
    if path.is_empty() { "." } else { path }
}

/// The folder that a path leads to, and the name in it.
pub(crate) fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}
