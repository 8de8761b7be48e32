//! The words by which the host tells a running guest that its time has come.
//!
//! Code of the built-in interpreter looks at them now and then; it calls the
//! host when one is set, and traps when the other is. They lie in a memory of
//! one page that the engine shares between threads, so that another thread may
//! set them while the guest runs. Each session has its own.

use crate::contract::{MPH_SIGNAL_ASK, MPH_SIGNAL_END};
use crate::error::Error;
use std::sync::atomic::{AtomicU32, Ordering};
use wasmtime::{Engine, MemoryTypeBuilder, SharedMemory};

/// What a guest is told.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Order {
    /// To ask the host as soon as it could stop.
    Ask,
    /// To trap, wherever it is.
    End,
}

/// A signal. Copies are the same one.
#[derive(Clone)]
pub(crate) struct Signal {
    memory: SharedMemory,
}

impl Signal {
    /// A new one, not set.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] when the system has no memory for it.
    pub(crate) fn new(engine: &Engine) -> Result<Signal, Error> {
        let memory = MemoryTypeBuilder::new()
            .min(1)
            .max(Some(1))
            .shared(true)
            .build()
            .and_then(|ty| SharedMemory::new(engine, ty))
            .map_err(|_| Error::Internal("the system has no memory for a session".to_owned()))?;
        Ok(Signal { memory })
    }

    /// The memory, for the instance to import.
    pub(crate) fn memory(&self) -> SharedMemory {
        self.memory.clone()
    }

    /// Tells the guest what to do at its next poll.
    pub(crate) fn set(&self, order: Order) {
        self.word(order).store(u32::MAX, Ordering::Relaxed);
    }

    /// Takes back what was told.
    pub(crate) fn clear(&self, order: Order) {
        self.word(order).store(0, Ordering::Relaxed);
    }

    /// Takes back everything.
    pub(crate) fn reset(&self) {
        self.clear(Order::Ask);
        self.clear(Order::End);
    }

    fn word(&self, order: Order) -> &AtomicU32 {
        let address = match order {
            Order::Ask => MPH_SIGNAL_ASK,
            Order::End => MPH_SIGNAL_END,
        };
        let word = &self.memory.data()[address as usize];
        // SAFETY: the memory has a page, which starts at a multiple of the
        // system's page size, so that the word is aligned and all in it; it
        // neither moves nor goes as long as `self` is there. Here it is accessed
        // by this function only, so atomically; what guests do to it is the
        // engine's business.
        unsafe { AtomicU32::from_ptr(word.get().cast()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use micropython_sandbox_build::engine::{Interruption, config};

    #[test]
    fn copies_are_set_together_and_others_are_not() {
        let engine = Engine::new(&config(Interruption::Polls)).unwrap();
        let signal = Signal::new(&engine).unwrap();
        let other = Signal::new(&engine).unwrap();
        let value = |signal: &Signal, order| signal.word(order).load(Ordering::Relaxed);
        assert_eq!(value(&signal, Order::Ask), 0);
        let copy = signal.clone();
        std::thread::spawn(move || copy.set(Order::Ask)).join().unwrap();
        assert_ne!(value(&signal, Order::Ask), 0);
        assert_eq!(value(&signal, Order::End), 0);
        assert_eq!(value(&other, Order::Ask), 0);
        signal.set(Order::End);
        signal.clear(Order::Ask);
        assert_eq!(value(&signal, Order::Ask), 0);
        assert_ne!(value(&signal, Order::End), 0);
        assert_eq!(value(&other, Order::End), 0);
        signal.reset();
        assert_eq!(value(&signal, Order::End), 0);
    }
}
