//! Why something was not done with a file.

use std::io;

/// Each is an error number that a program sees, and nothing that tells of the
/// machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is outside of what was granted.
    NotGranted,
    /// The system, or what kind of thing it is, does not allow it.
    Denied,
    NotFound,
    Exists,
    IsFolder,
    NotFolder,
    NotEmpty,
    /// It is granted for reading only.
    ReadOnly,
    Invalid,
    /// There is no space left, or the quota allows no more.
    NoSpace,
    /// The quota allows to read no more.
    ReadQuota,
    /// So many are open already.
    TooManyOpen,
    NameTooLong,
    TooManyLinks,
    /// From one grant to another.
    OtherGrant,
    TooLarge,
    Busy,
    NotSupported,
    Failed,
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        if let Some(fault) = system_fault(&error) {
            return fault;
        }
        match error.kind() {
            io::ErrorKind::NotFound => Fault::NotFound,
            // Without a number of the system's it is cap-std that says so: a path
            // led out.
            io::ErrorKind::PermissionDenied if error.raw_os_error().is_none() => Fault::NotGranted,
            io::ErrorKind::PermissionDenied => Fault::Denied,
            io::ErrorKind::AlreadyExists => Fault::Exists,
            io::ErrorKind::InvalidInput => Fault::Invalid,
            io::ErrorKind::IsADirectory => Fault::IsFolder,
            io::ErrorKind::NotADirectory => Fault::NotFolder,
            io::ErrorKind::DirectoryNotEmpty => Fault::NotEmpty,
            io::ErrorKind::ReadOnlyFilesystem => Fault::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Fault::NoSpace,
            io::ErrorKind::CrossesDevices => Fault::OtherGrant,
            io::ErrorKind::FileTooLarge => Fault::TooLarge,
            io::ErrorKind::ResourceBusy => Fault::Busy,
            io::ErrorKind::Unsupported => Fault::NotSupported,
            _ => Fault::Failed,
        }
    }
}

/// What the system's own number says, where the kind of an error says less.
#[cfg(unix)]
fn system_fault(error: &io::Error) -> Option<Fault> {
    use rustix::io::Errno;
    Some(match Errno::from_io_error(error)? {
        Errno::NAMETOOLONG => Fault::NameTooLong,
        Errno::LOOP => Fault::TooManyLinks,
        Errno::MFILE | Errno::NFILE => Fault::TooManyOpen,
        // A FIFO that nobody reads, a device that is not there.
        Errno::NXIO | Errno::NODEV => Fault::Denied,
        Errno::NOTEMPTY => Fault::NotEmpty,
        Errno::FBIG => Fault::TooLarge,
        Errno::TXTBSY => Fault::Busy,
        _ => return None,
    })
}

#[cfg(not(unix))]
fn system_fault(_: &io::Error) -> Option<Fault> {
    None
}
