//! What is told of a file.

use std::time::SystemTime;

/// What kind of thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Folder,
    Link,
    /// A device, a FIFO, a socket: nothing that a program may open.
    Other,
}

/// What is told of it.
#[derive(Debug, Clone)]
pub(crate) struct Stat {
    pub kind: Kind,
    pub size: u64,
    /// With `device`, the same for the same file only.
    pub inode: u64,
    pub device: u64,
    pub accessed: Option<SystemTime>,
    pub modified: Option<SystemTime>,
    pub changed: Option<SystemTime>,
}

impl Stat {
    /// Of a folder that is there only because something granted is in it.
    pub(crate) fn of_nothing() -> Stat {
        Stat {
            kind: Kind::Folder,
            size: 0,
            inode: 0,
            device: 0,
            accessed: None,
            modified: None,
            changed: None,
        }
    }
}

/// What of it a program asks to do with a file that it opens.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wish {
    pub read: bool,
    pub write: bool,
    /// Every write goes to the end.
    pub append: bool,
    /// Make it if it is not there.
    pub create: bool,
    /// Fail if it is there.
    pub exclusive: bool,
    /// Empty it.
    pub truncate: bool,
}

impl Wish {
    /// Whether it asks for a change.
    pub(crate) fn changes(self) -> bool {
        self.write || self.append || self.create || self.truncate
    }
}

/// A name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub name: String,
    pub kind: Kind,
    pub inode: u64,
}
