//! A call whose reply comes later.

use super::asynchronous::Pending;
use super::registry::{Called, concluded};
use crate::value::Writer;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::{Context, Poll, ready};

/// A call under way of an asynchronous host function. Dropping it cancels it.
pub(crate) struct Later(Option<Pending>);

impl Later {
    pub(super) fn new(pending: Pending) -> Later {
        Later(Some(pending))
    }

    /// Goes on with it. What comes with how it ended is the reply, encoded.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<(Called, Vec<u8>)> {
        // As in a call that replies at once: see `Registry::call`.
        let polled = catch_unwind(AssertUnwindSafe(|| match &mut self.0 {
            Some(pending) => pending.as_mut().poll(context),
            None => Poll::Pending,
        }));
        let result = match polled {
            Ok(polled) => Ok(ready!(polled)),
            Err(panic) => Err(panic),
        };
        let mut writer = Writer::over(Vec::new());
        let called = match result {
            Ok(Ok(reply)) => return Poll::Ready((Called::Value, reply)),
            Ok(Err(refused)) => concluded(Ok(Err(refused)), &mut writer),
            Err(panic) => concluded(Err(panic), &mut writer),
        };
        Poll::Ready((called, writer.into_bytes()))
    }
}

impl Drop for Later {
    fn drop(&mut self) {
        // What the future holds may panic as it goes.
        let pending = self.0.take();
        let _ = catch_unwind(AssertUnwindSafe(|| drop(pending))).map_err(std::mem::forget);
    }
}

impl fmt::Debug for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Later")
    }
}
