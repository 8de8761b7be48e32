//! The grants of a sandbox, opened.
//!
//! The only place where a path of the machine is used. What is opened here stays
//! open for as long as the sandbox lives, and all of its sessions share it.

use super::fault::Fault;
use super::folder::Folder;
use super::path::{Path, below};
use crate::error::Error;
use crate::grants::{Access, FileGrant, FileQuota, Files};
use cap_std::ambient_authority;
use cap_std::fs::Dir;
use std::path::{Path as HostPath, PathBuf};
use std::{fs, io};

/// Where the scratch folder is.
pub(crate) const SCRATCH: &str = "/tmp";

/// How long a guest path of a grant may be, in bytes.
const MAX_GUEST_PATH_BYTES: usize = 1024;

/// The grants of a sandbox, opened.
#[derive(Debug, Default)]
pub(crate) struct Granted {
    /// The innermost before those that it lies in.
    pub mounts: Vec<Mount>,
    /// The size of the scratch folder.
    pub scratch: Option<u64>,
    pub quota: FileQuota,
    pub search_path: Vec<String>,
}

/// Something granted, and where programs see it.
#[derive(Debug)]
pub(crate) struct Mount {
    pub path: String,
    pub access: Access,
    pub what: What,
}

/// What was granted.
#[derive(Debug)]
pub(crate) enum What {
    Folder(Folder),
    /// The file of this name in a folder.
    File(Folder, String),
    Scratch,
}

impl Granted {
    /// Opens what is granted.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] naming the first grant that cannot be opened, or whose
    /// guest path cannot be used.
    pub(crate) fn open(files: &Files) -> Result<Granted, Error> {
        let mut mounts: Vec<Mount> = Vec::new();
        for grant in &files.grants {
            mounts.push(open(grant).map_err(|why| {
                Error::Config(format!("cannot grant {}: {why}", grant.host.display()))
            })?);
        }
        if files.scratch.is_some() {
            let path = SCRATCH.to_owned();
            mounts.push(Mount { path, access: Access::Write, what: What::Scratch });
        }
        mounts.sort_by(|one, other| {
            (other.path.len(), &one.path).cmp(&(one.path.len(), &other.path))
        });
        for (number, mount) in mounts.iter().enumerate() {
            let others = mounts[number + 1..].iter();
            let mut outer = others.filter(|outer| below(&mount.path, &outer.path).is_some());
            if let Some(outer) =
                outer.find(|outer| outer.path == mount.path || matches!(outer.what, What::File(..)))
            {
                let (path, outer) = (&mount.path, &outer.path);
                return Err(Error::Config(match path == outer {
                    true => format!("two grants have the guest path {path}; give one another"),
                    false => format!("nothing can be granted as {path}: {outer} is a file"),
                }));
            }
        }
        let granted = Granted {
            mounts,
            scratch: files.scratch.map(|scratch| scratch.bytes),
            quota: files.quota,
            search_path: Vec::new(),
        };
        let search_path = files.search_path.iter().map(|path| granted.search(path));
        let search_path = search_path.collect::<Result<_, _>>()?;
        Ok(Granted { search_path, ..granted })
    }

    /// A folder where modules are looked for, by its guest path.
    fn search(&self, path: &str) -> Result<String, Error> {
        let parsed = guest_path(path).map_err(|why| {
            Error::Config(format!("modules cannot be imported from {path}: {why}"))
        })?;
        match self.mounts.iter().any(|mount| below(&parsed, &mount.path).is_some()) {
            true => Ok(parsed),
            false => Err(Error::Config(format!(
                "modules cannot be imported from {path}: it is not in anything that is granted"
            ))),
        }
    }

    /// Whether anything is granted.
    pub(crate) fn any(&self) -> bool {
        !self.mounts.is_empty()
    }
}

fn open(grant: &FileGrant) -> Result<Mount, String> {
    let path = guest_path(&grant.guest)
        .map_err(|why| format!("the guest path {:?} cannot be used: {why}", grant.guest))?;
    let what = match fs::canonicalize(&grant.host) {
        Ok(host) => open_existing(&host, grant.access)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            match (grant.access, new_file(&grant.host)) {
                (Access::Write, Some((folder, name))) => {
                    let folder = fs::canonicalize(folder).map_err(|error| {
                        format!("neither is it there, nor the folder it is in: {error}")
                    })?;
                    What::File(open_folder(&folder)?, name)
                }
                _ => return Err("there is no such file or folder".to_owned()),
            }
        }
        Err(error) => return Err(error.to_string()),
    };
    if path == "/" && matches!(what, What::File(..)) {
        return Err("a file cannot be the folder /; give it a guest path".to_owned());
    }
    Ok(Mount { path, access: grant.access, what })
}

fn open_existing(host: &HostPath, access: Access) -> Result<What, String> {
    let kind = fs::metadata(host).map_err(|error| error.to_string())?.file_type();
    if kind.is_dir() {
        return Ok(What::Folder(open_folder(host)?));
    }
    if !kind.is_file() {
        return Err("it is neither a file nor a folder".to_owned());
    }
    let (Some(folder), Some(name)) = (host.parent(), host.file_name()) else {
        return Err("it has no name".to_owned());
    };
    let name = name.to_str().ok_or("its name is no text")?.to_owned();
    let folder = open_folder(folder)?;
    // Who grants what cannot be opened learns of it now.
    let write = access == Access::Write;
    let wish = super::stat::Wish { read: true, write, ..super::stat::Wish::default() };
    match folder.open_only(&name, wish, || Ok(())) {
        Ok(_) => Ok(What::File(folder, name)),
        Err(Fault::Denied) => Err(match write {
            true => "reading and writing it is not permitted".to_owned(),
            false => "reading it is not permitted".to_owned(),
        }),
        Err(fault) => Err(format!("it cannot be opened ({fault:?})")),
    }
}

fn open_folder(host: &HostPath) -> Result<Folder, String> {
    let dir =
        Dir::open_ambient_dir(host, ambient_authority()).map_err(|error| error.to_string())?;
    Folder::new(dir).map_err(|_| "the system shows itself there and stores nothing".to_owned())
}

/// The folder and the name of a file that may be made.
fn new_file(host: &HostPath) -> Option<(PathBuf, String)> {
    // A path that ends in a slash is a folder's.
    if host.as_os_str().as_encoded_bytes().ends_with(b"/") {
        return None;
    }
    let name = host.file_name()?.to_str()?.to_owned();
    // A link whose target is missing.
    if fs::symlink_metadata(host).is_ok() {
        return None;
    }
    let folder = host.parent()?;
    let folder = if folder.as_os_str().is_empty() { HostPath::new(".") } else { folder };
    Some((folder.to_owned(), name))
}

/// A guest path as it is given with a grant, absolute.
fn guest_path(path: &str) -> Result<String, &'static str> {
    if path.len() > MAX_GUEST_PATH_BYTES {
        return Err("it is too long");
    }
    if path.contains('\0') {
        return Err("it has a NUL character");
    }
    let names = path.trim_start_matches('/').trim_end_matches('/');
    let mut names = names.split('/');
    if names.clone().any(|name| matches!(name, "." | "..")) && !matches!(path, "." | "./") {
        return Err("it has . or .. in it; write it out, as in PATH=/GUEST");
    }
    if path.is_empty() || (names.clone().count() > 1 && names.any(str::is_empty)) {
        return Err("it has an empty name in it");
    }
    let parsed = Path::parse(path, |_| Ok(())).map_err(|_| "a name in it is too long")?;
    Ok(parsed.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::guest_path;

    #[test]
    fn guest_paths_are_absolute_and_plain() {
        for (path, absolute) in
            [("a", "/a"), ("/a", "/a"), ("/a/b/", "/a/b"), ("/", "/"), (".", "/"), ("a b", "/a b")]
        {
            assert_eq!(guest_path(path).as_deref(), Ok(absolute), "{path}");
        }
        for path in ["", "..", "../a", "/a/../b", "a/./b", "/a//b", "a\0b", &"a/".repeat(600)] {
            assert!(guest_path(path).is_err(), "{path}");
        }
    }
}
