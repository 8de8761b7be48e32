//! What a session has used of its quota, and what it has changed.

use super::changes::Changes;
use super::fault::Fault;
use crate::grants::FileQuota;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Shared by all that is open in a session.
#[derive(Clone)]
pub(crate) struct Account(Arc<Mutex<Inner>>);

struct Inner {
    quota: FileQuota,
    used: Used,
    open: u32,
    changes: Changes,
}

/// What one run has used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Used {
    pub bytes_read: u64,
    pub bytes_written: u64,
    pub files_created: u64,
}

impl Account {
    pub(crate) fn new(quota: FileQuota) -> Account {
        let changes = Changes::default();
        Account(Arc::new(Mutex::new(Inner { quota, used: Used::default(), open: 0, changes })))
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins to count anew, for another run.
    pub(crate) fn begin_run(&self) {
        let mut inner = self.lock();
        inner.used = Used::default();
        inner.changes = Changes::default();
    }

    /// What this run has used so far.
    pub(crate) fn used(&self) -> Used {
        self.lock().used
    }

    /// What this run has changed so far.
    pub(crate) fn changes(&self) -> Changes {
        self.lock().changes.clone()
    }

    /// Notes that a file is made, changed or removed.
    pub(crate) fn touch(&self, path: &str, was_there: bool) {
        self.lock().changes.touch(path, was_there);
    }

    /// Notes that more is changed than can be listed.
    pub(crate) fn touch_more(&self) {
        self.lock().changes.touch_more();
    }

    /// How many bytes may still be read.
    pub(crate) fn readable(&self) -> u64 {
        let inner = self.lock();
        inner.quota.bytes_read.saturating_sub(inner.used.bytes_read)
    }

    pub(crate) fn add_read(&self, bytes: u64) {
        let mut inner = self.lock();
        inner.used.bytes_read = inner.used.bytes_read.saturating_add(bytes);
    }

    /// Counts bytes that are going to be written.
    ///
    /// # Errors
    ///
    /// [`Fault::NoSpace`], and nothing is counted, where these would be too many.
    pub(crate) fn take_written(&self, bytes: u64) -> Result<(), Fault> {
        let mut inner = self.lock();
        let written = inner.used.bytes_written.checked_add(bytes).ok_or(Fault::NoSpace)?;
        if written > inner.quota.bytes_written {
            return Err(Fault::NoSpace);
        }
        inner.used.bytes_written = written;
        Ok(())
    }

    /// Takes back what was counted and then not written.
    pub(crate) fn give_back_written(&self, bytes: u64) {
        let mut inner = self.lock();
        inner.used.bytes_written = inner.used.bytes_written.saturating_sub(bytes);
    }

    /// Counts a file or folder that is going to be made.
    ///
    /// # Errors
    ///
    /// [`Fault::NoSpace`] where it would be one too many.
    pub(crate) fn take_created(&self) -> Result<(), Fault> {
        let mut inner = self.lock();
        if inner.used.files_created >= inner.quota.files_created {
            return Err(Fault::NoSpace);
        }
        inner.used.files_created += 1;
        Ok(())
    }

    /// Takes back what was counted and then not made.
    pub(crate) fn give_back_created(&self) {
        let mut inner = self.lock();
        inner.used.files_created = inner.used.files_created.saturating_sub(1);
    }

    /// Counts something that is going to be open for as long as the result lives.
    ///
    /// # Errors
    ///
    /// [`Fault::TooManyOpen`] where it would be one too many.
    pub(crate) fn take_handle(&self) -> Result<Place, Fault> {
        let mut inner = self.lock();
        if inner.open >= inner.quota.open_handles {
            return Err(Fault::TooManyOpen);
        }
        inner.open += 1;
        Ok(Place(self.clone()))
    }
}

/// A place among those that may be open, free again when it is dropped.
pub(crate) struct Place(Account);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.lock().open -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_done_is_not_counted() {
        let quota = FileQuota { bytes_written: 10, files_created: 1, ..FileQuota::DEFAULT };
        let account = Account::new(quota);
        assert_eq!(account.take_written(11), Err(Fault::NoSpace));
        assert_eq!(account.take_written(10), Ok(()));
        assert_eq!(account.take_written(u64::MAX), Err(Fault::NoSpace));
        account.give_back_written(4);
        assert_eq!(account.take_written(5), Err(Fault::NoSpace));
        assert_eq!(account.take_written(4), Ok(()));
        assert_eq!(account.take_created(), Ok(()));
        assert_eq!(account.take_created(), Err(Fault::NoSpace));
        account.give_back_created();
        assert_eq!(account.used(), Used { bytes_written: 10, ..Used::default() });
        account.begin_run();
        assert_eq!(account.used(), Used::default());
    }

    #[test]
    fn a_place_is_free_again_when_it_is_dropped() {
        let account = Account::new(FileQuota { open_handles: 1, ..FileQuota::DEFAULT });
        let place = account.take_handle();
        assert_eq!(account.take_handle().err(), Some(Fault::TooManyOpen));
        drop(place);
        assert!(account.take_handle().is_ok());
    }
}
