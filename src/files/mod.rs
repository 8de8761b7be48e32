//! The files that a session may use.
//!
//! A program sees one file system, made of what was granted and of what leads there.
//! Every call names a path in it; here it is read, its grant found, its quota kept,
//! and the rest of the path handed to the folder that was opened for the grant.

mod account;
mod changes;
mod conclude;
mod fault;
mod folder;
mod granted;
mod handle;
mod host_file;
mod memory_file;
mod path;
mod scratch;
mod stat;

pub(crate) use account::Used;
pub(crate) use fault::Fault;
pub(crate) use granted::Granted;
pub(crate) use handle::{OpenFile, OpenFolder};
pub(crate) use path::MAX_PATH_BYTES;
pub(crate) use scratch::Now;
pub(crate) use stat::{Entry, Kind, Stat, Wish};

use crate::grants::Access;
use account::Account;
use folder::Opened;
use granted::{Mount, What};
use handle::{Contents, Listing, Source};
use path::{Path, below};
use scratch::Scratch;
use std::sync::{Arc, Mutex};

/// The files of one session. Copies share everything.
#[derive(Clone)]
pub(crate) struct FileSystem(Arc<Inner>);

struct Inner {
    granted: Arc<Granted>,
    scratch: Option<Scratch>,
    account: Account,
}

/// Where a path leads.
struct Spot<'a> {
    /// Absolute and plain.
    path: String,
    /// Whether it was written so that it can only be a folder's.
    folder_wanted: bool,
    mount: Option<&'a Mount>,
    /// What is left of the path below the grant.
    rest: String,
    /// The names in this folder that are, or lead to, other grants.
    grants_below: Vec<String>,
}

impl Spot<'_> {
    /// What is granted here.
    fn mount(&self) -> Result<&Mount, Fault> {
        self.mount.ok_or(match self.grants_below.is_empty() {
            true => Fault::NotGranted,
            false => Fault::IsFolder,
        })
    }

    /// What is granted here for writing, where something may be made, renamed or
    /// removed: not a grant itself, nor what leads to one.
    fn changeable(&self) -> Result<&What, Fault> {
        let mount = self.mount.ok_or(Fault::NotGranted)?;
        if mount.access != Access::Write {
            return Err(Fault::ReadOnly);
        }
        if self.rest.is_empty() || !self.grants_below.is_empty() {
            return Err(Fault::Busy);
        }
        Ok(&mount.what)
    }
}

impl FileSystem {
    /// The files of a session that begins.
    pub(crate) fn new(granted: Arc<Granted>, now: Now) -> FileSystem {
        let scratch = granted.scratch.map(|bytes| Scratch::new(bytes, now));
        let account = Account::new(granted.quota);
        FileSystem(Arc::new(Inner { granted, scratch, account }))
    }

    /// Whether anything is granted.
    pub(crate) fn any(&self) -> bool {
        self.0.granted.any()
    }

    /// Where modules are looked for: folders by their guest paths.
    pub(crate) fn search_path(&self) -> &[String] {
        &self.0.granted.search_path
    }

    /// Begins to count anew, for another run.
    pub(crate) fn begin_run(&self) {
        self.0.account.begin_run();
    }

    /// What this run has used so far.
    pub(crate) fn used(&self) -> Used {
        self.0.account.used()
    }

    /// Empties the scratch folder.
    pub(crate) fn clear_scratch(&self) {
        if let Some(scratch) = &self.0.scratch {
            scratch.clear();
        }
    }

    fn scratch(&self) -> Result<&Scratch, Fault> {
        self.0.scratch.as_ref().ok_or(Fault::NotGranted)
    }

    /// Finds where a path leads.
    fn find(&self, path: &str) -> Result<Spot<'_>, Fault> {
        let path = Path::parse(path, |before| {
            // As the system has it: what is before `..` is there, and a folder.
            match self.stat_spot(&self.locate(before), true)?.kind {
                Kind::Folder => Ok(()),
                _ => Err(Fault::NotFolder),
            }
        })?;
        Ok(Spot { folder_wanted: path.folder_wanted, ..self.locate(path.as_str()) })
    }

    /// Finds where a path leads that is absolute and plain.
    fn locate(&self, path: &str) -> Spot<'_> {
        let mounts = &self.0.granted.mounts;
        let found = mounts.iter().find_map(|mount| Some((mount, below(path, &mount.path)?)));
        let mut grants_below: Vec<String> = mounts
            .iter()
            .filter_map(|mount| below(&mount.path, path)?.split('/').next())
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect();
        grants_below.sort();
        grants_below.dedup();
        Spot {
            path: path.to_owned(),
            folder_wanted: false,
            mount: found.map(|(mount, _)| mount),
            rest: found.map(|(_, rest)| rest.to_owned()).unwrap_or_default(),
            grants_below,
        }
    }

    fn stat_spot(&self, spot: &Spot<'_>, follow: bool) -> Result<Stat, Fault> {
        let found = match spot.mount.map(|mount| &mount.what) {
            None => Err(Fault::NotGranted),
            Some(What::Folder(folder)) => folder.stat(&spot.rest, follow),
            Some(What::File(folder, name)) if spot.rest.is_empty() => {
                match folder.stat(name, false) {
                    Ok(stat) if stat.kind == Kind::Link => Err(Fault::NotGranted),
                    result => result,
                }
            }
            Some(What::File(..)) => Err(Fault::NotFolder),
            Some(What::Scratch) => self.scratch()?.stat(&spot.rest),
        };
        match found {
            Err(_) if !spot.grants_below.is_empty() => Ok(Stat::of_nothing()),
            found => found,
        }
    }

    /// What is told of a file or folder; of a link itself, unless `follow`.
    pub(crate) fn stat(&self, path: &str, follow: bool) -> Result<Stat, Fault> {
        let spot = self.find(path)?;
        let folder_wanted = spot.folder_wanted;
        let stat = self.stat_spot(&spot, follow || folder_wanted)?;
        match folder_wanted && stat.kind != Kind::Folder {
            true => Err(Fault::NotFolder),
            false => Ok(stat),
        }
    }

    /// Opens a file.
    pub(crate) fn open(&self, path: &str, wish: Wish) -> Result<OpenFile, Fault> {
        let spot = self.find(path)?;
        let mount = spot.mount()?;
        if spot.folder_wanted {
            return Err(match self.stat_spot(&spot, true)?.kind {
                Kind::Folder => Fault::IsFolder,
                // As the system has it.
                _ if wish.create => Fault::IsFolder,
                _ => Fault::NotFolder,
            });
        }
        if wish.changes() && mount.access != Access::Write {
            return Err(match self.stat_spot(&spot, true).map(|stat| stat.kind) {
                Ok(Kind::Folder) => Fault::IsFolder,
                Err(Fault::NotFound) if wish.create => Fault::ReadOnly,
                Err(fault) => fault,
                Ok(_) => Fault::ReadOnly,
            });
        }
        let account = &self.0.account;
        let place = account.take_handle()?;
        let (contents, created) = match &mount.what {
            What::Scratch => (Contents::Memory(self.scratch()?.open(&spot.rest, wish)?), false),
            What::Folder(_) | What::File(..) => {
                let mut counted = false;
                let making = || account.take_created().inspect(|()| counted = true);
                let opened = open_host(&spot, wish, making);
                let Opened { file, created } = opened.inspect_err(|_| {
                    if counted {
                        account.give_back_created();
                    }
                })?;
                (Contents::Host(file), created)
            }
        };
        let (account, path) = (account.clone(), spot.path.clone());
        let file = OpenFile { contents, wish, account, path, _place: place };
        file.begin(created)?;
        Ok(file)
    }

    /// Opens a folder, to be listed.
    pub(crate) fn open_folder(&self, path: &str) -> Result<OpenFolder, Fault> {
        let spot = self.find(path)?;
        let place = self.0.account.take_handle()?;
        let stat = self.stat_spot(&spot, true)?;
        if stat.kind != Kind::Folder {
            return Err(Fault::NotFolder);
        }
        // What is granted for writing and not there yet is not shown.
        let shown = |name: &String| {
            let stat = self.stat_spot(&self.locate(&path::join(&spot.path, name)), true).ok()?;
            Some(Entry { name: name.clone(), kind: stat.kind, inode: stat.inode })
        };
        let more: Vec<Entry> = spot.grants_below.iter().filter_map(shown).collect();
        let source = match spot.mount.map(|mount| &mount.what) {
            Some(What::Folder(folder)) => match folder.open_folder(&spot.rest) {
                Ok(folder) => Source::Host(folder, more),
                Err(_) if !more.is_empty() => Source::Fixed(more),
                Err(fault) => return Err(fault),
            },
            Some(What::Scratch) => {
                let mut entries = self.scratch()?.entries(&spot.rest).unwrap_or_default();
                entries.retain(|entry| !spot.grants_below.contains(&entry.name));
                entries.extend(more);
                Source::Fixed(entries)
            }
            _ => Source::Fixed(more),
        };
        let listing = Mutex::new(Listing::new(source)?);
        Ok(OpenFolder { stat, listing, _place: place })
    }

    pub(crate) fn make_folder(&self, path: &str) -> Result<(), Fault> {
        let spot = self.find(path)?;
        if self.stat_spot(&spot, false).is_ok() {
            return Err(Fault::Exists);
        }
        match spot.changeable()? {
            What::Folder(folder) => {
                self.0.account.take_created()?;
                folder.make_folder(&spot.rest).inspect_err(|_| self.0.account.give_back_created())
            }
            What::File(..) => Err(Fault::NotFolder),
            What::Scratch => self.scratch()?.make_folder(&spot.rest),
        }
    }

    pub(crate) fn remove_file(&self, path: &str) -> Result<(), Fault> {
        let spot = self.find(path)?;
        let kind = self.stat_spot(&spot, false)?.kind;
        match kind {
            Kind::Folder => return Err(Fault::IsFolder),
            _ if spot.folder_wanted => return Err(Fault::NotFolder),
            _ => {}
        }
        match spot.changeable()? {
            What::Folder(folder) => {
                folder.remove_file(&spot.rest)?;
                self.0.account.touch(&spot.path, true);
                Ok(())
            }
            What::File(..) => Err(Fault::NotFolder),
            What::Scratch => self.scratch()?.remove_file(&spot.rest),
        }
    }

    pub(crate) fn remove_folder(&self, path: &str) -> Result<(), Fault> {
        let spot = self.find(path)?;
        if self.stat_spot(&spot, false)?.kind != Kind::Folder {
            return Err(Fault::NotFolder);
        }
        match spot.changeable()? {
            What::Folder(folder) => folder.remove_folder(&spot.rest),
            What::File(..) => Err(Fault::NotFolder),
            What::Scratch => self.scratch()?.remove_folder(&spot.rest),
        }
    }

    /// Renames a file or folder within one grant. What has the new name is replaced,
    /// if it is a file or an empty folder.
    pub(crate) fn rename(&self, from: &str, to: &str) -> Result<(), Fault> {
        let (from, to) = (self.find(from)?, self.find(to)?);
        let kind = self.stat_spot(&from, false)?.kind;
        if (from.folder_wanted || to.folder_wanted) && kind != Kind::Folder {
            return Err(Fault::NotFolder);
        }
        let what = from.changeable()?;
        let same = std::ptr::eq(what, to.changeable()?);
        match what {
            _ if !same => Err(Fault::OtherGrant),
            What::Folder(folder) => {
                let moved = self.files_below(&from, kind);
                let replaced = kind != Kind::Folder && self.stat_spot(&to, false).is_ok();
                folder.rename(&from.rest, &to.rest)?;
                for rest in moved {
                    self.0.account.touch(&path::join(&from.path, &rest), true);
                    self.0.account.touch(&path::join(&to.path, &rest), replaced);
                }
                Ok(())
            }
            What::File(..) => Err(Fault::NotFolder),
            What::Scratch => self.scratch()?.rename(&from.rest, &to.rest),
        }
    }
}

/// Opens a file of the machine.
fn open_host(
    spot: &Spot<'_>,
    wish: Wish,
    making: impl FnOnce() -> Result<(), Fault>,
) -> Result<Opened, Fault> {
    match &spot.mount()?.what {
        What::File(folder, name) if spot.rest.is_empty() => folder.open_only(name, wish, making),
        What::Folder(folder) => folder.open(&spot.rest, wish, making),
        What::File(..) | What::Scratch => Err(Fault::NotFolder),
    }
}

#[cfg(test)]
mod tests;
