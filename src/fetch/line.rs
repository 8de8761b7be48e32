//! What is between a request under way and the rest of the sandbox.

use core::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What other threads see of the exchanges of one request, and do to them.
#[derive(Default)]
pub(super) struct Line {
    state: Mutex<State>,
    /// Bytes received so far.
    received: AtomicU64,
}

#[derive(Default)]
struct State {
    cut: bool,
    /// Cuts the exchange under way.
    scissors: Option<Box<dyn FnOnce() + Send>>,
    connected: Option<SocketAddr>,
}

impl Line {
    /// Ends what is under way, and lets nothing begin any more.
    pub(super) fn cut(&self) {
        let scissors = {
            let mut state = self.lock();
            state.cut = true;
            state.scissors.take()
        };
        if let Some(cut) = scissors {
            cut();
        }
    }

    /// Lets an exchange that begins be cut. False if it shall not begin.
    pub(super) fn hold(&self, cut: impl FnOnce() + Send + 'static) -> bool {
        let mut state = self.lock();
        if !state.cut {
            state.scissors = Some(Box::new(cut));
        }
        !state.cut
    }

    /// Counts bytes; gives how many they are by now.
    pub(super) fn receive(&self, bytes: u64) -> u64 {
        self.received.fetch_add(bytes, Ordering::Relaxed) + bytes
    }

    pub(super) fn received(&self) -> u64 {
        self.received.load(Ordering::Relaxed)
    }

    pub(super) fn connected(&self, address: SocketAddr) {
        self.lock().connected = Some(address);
    }

    /// The address that the last exchange was connected to.
    pub(super) fn take_connected(&self) -> Option<SocketAddr> {
        self.lock().connected.take()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing in here can be left half done by a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
