//! The words by which the host tells a running guest that its time has come.
//!
//! Code of the built-in interpreter looks at them now and then; it calls the
//! host when one is set, and traps when the other is. They lie in a memory of
//! one page, which an instance has beside that of its program and only loads from
//! (`own_signal` of the build), so that another thread may set them while the guest
//! runs.

use crate::contract::{MPH_SIGNAL_ASK, MPH_SIGNAL_END};
use micropython_sandbox_build::own_signal;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use wasmtime::{AsContext, AsContextMut, Error, Instance, Store, StoreContext, StoreContextMut};

/// What a guest is told.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Order {
    /// To ask the host as soon as it could stop.
    Ask,
    /// To trap, wherever it is.
    End,
}

/// A signal, not set, and of no instance until it is attached to one. Copies are
/// the same one.
#[derive(Clone, Default)]
pub(crate) struct Signal {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    ask: u32,
    end: u32,
    /// The memory that the instance looks at, as long as there is one.
    page: Option<Page>,
}

/// Where the memory of a signal starts in this process.
struct Page(NonNull<u8>);

// SAFETY: it is a place in memory, which is the same for all threads, and it is
// accessed atomically only.
unsafe impl Send for Page {}

impl Signal {
    /// Tells the guest what to do at its next poll; or once there is a guest.
    pub(crate) fn set(&self, order: Order) {
        self.lock().store(order, u32::MAX);
    }

    /// Takes back what was told.
    pub(crate) fn clear(&self, order: Order) {
        self.lock().store(order, 0);
    }

    /// Takes back everything.
    pub(crate) fn reset(&self) {
        let mut state = self.lock();
        state.store(Order::Ask, 0);
        state.store(Order::End, 0);
    }

    /// Attaches the signal to an instance, if that has any, for as long as its
    /// store is there.
    ///
    /// # Errors
    ///
    /// When the memory is not what its description says.
    pub(crate) fn attach<T>(
        &self,
        mut store: Store<T>,
        instance: Instance,
    ) -> wasmtime::Result<Signalled<T>> {
        let memory = instance.get_memory(&mut store, own_signal::EXPORT);
        let page = memory.map(|memory| {
            let ty = memory.ty(&store);
            // So it never moves, and nobody else knows it by another name:
            // `own_signal` refuses modules that export it.
            if (ty.minimum(), ty.maximum(), ty.page_size())
                != (1, Some(1), own_signal::BYTES as u64)
            {
                return Err(Error::msg("the memory of its signal has another size"));
            }
            NonNull::new(memory.data_ptr(&store))
                .map(Page)
                .ok_or_else(|| Error::msg("the memory of its signal is nowhere"))
        });
        let page = page.transpose()?;
        let mut state = self.lock();
        let State { ask, end, .. } =
            std::mem::replace(&mut *state, State { page, ..State::default() });
        state.store(Order::Ask, ask);
        state.store(Order::End, end);
        drop(state);
        Ok(Signalled { _attached: Attached(self.clone()), store })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing in here can be left half done by a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn store(&mut self, order: Order, value: u32) {
        let (told, address) = match order {
            Order::Ask => (&mut self.ask, MPH_SIGNAL_ASK),
            Order::End => (&mut self.end, MPH_SIGNAL_END),
        };
        // What the memory holds already is not written again: the first time, that
        // would cost a page.
        if std::mem::replace(told, value) == value {
            return;
        }
        let Some(page) = &self.page else { return };
        // SAFETY: the page starts at a multiple of the system's page size, so that
        // the word is aligned and all in it. Its memory cannot grow, so it does not
        // move, and it is there as long as the store: `Signalled` detaches it
        // first, which waits until nobody is here. Beside this function only
        // the guest accesses it; what that does to it is the engine's business.
        let word = unsafe { AtomicU32::from_ptr(page.0.as_ptr().add(address as usize).cast()) };
        word.store(value, Ordering::Relaxed);
    }
}

/// A store with an instance that a signal is attached to. It is detached before
/// the instance goes.
pub(crate) struct Signalled<T: 'static> {
    // Fields are dropped in order.
    _attached: Attached,
    store: Store<T>,
}

/// Detaches the signal when it is dropped.
struct Attached(Signal);

impl Drop for Attached {
    fn drop(&mut self) {
        self.0.lock().page = None;
    }
}

impl<T> Signalled<T> {
    /// The host's side of the instance.
    pub(crate) fn data(&self) -> &T {
        self.store.data()
    }

    /// The host's side of the instance.
    pub(crate) fn data_mut(&mut self) -> &mut T {
        self.store.data_mut()
    }

    /// Ends the instance; its host's side is left.
    pub(crate) fn into_data(self) -> T {
        let Signalled { _attached, store } = self;
        drop(_attached);
        store.into_data()
    }
}

impl<T> AsContext for Signalled<T> {
    type Data = T;

    fn as_context(&self) -> StoreContext<'_, T> {
        self.store.as_context()
    }
}

impl<T> AsContextMut for Signalled<T> {
    fn as_context_mut(&mut self) -> StoreContextMut<'_, T> {
        self.store.as_context_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use micropython_sandbox_build::engine::{Interruption, config};
    use wasmtime::{Engine, Module};

    /// An instance with a signal, and what its polls find.
    fn attached(
        signal: &Signal,
    ) -> (Signalled<()>, impl Fn(&mut Signalled<()>) -> [u32; 2] + use<>) {
        let module = r#"(module
            (import "micropython_host" "signal" (memory $signal 1 1 shared))
            (memory 1)
            (func (export "ask") (result i32) (i32.atomic.load $signal (i32.const 0)))
            (func (export "end") (result i32) (i32.atomic.load $signal (i32.const 4))))"#;
        let engine = Engine::new(&config(Interruption::Polls)).unwrap();
        let wasm = own_signal::embed(&wat::parse_str(module).unwrap()).unwrap();
        let mut store = Store::new(&engine, ());
        let module = Module::new(&engine, wasm).unwrap();
        let instance = Instance::new(&mut store, &module, &[]).unwrap();
        let signalled = signal.attach(store, instance).unwrap();
        let told = move |signalled: &mut Signalled<()>| {
            ["ask", "end"].map(|name| {
                let word = instance.get_typed_func::<(), u32>(&mut *signalled, name).unwrap();
                word.call(&mut *signalled, ()).unwrap()
            })
        };
        (signalled, told)
    }

    const SET: u32 = u32::MAX;

    #[test]
    fn an_instance_is_told_by_any_copy_and_others_are_not() {
        let (signal, other) = (Signal::default(), Signal::default());
        let (mut guest, told) = attached(&signal);
        let (mut another, told_other) = attached(&other);
        assert_eq!(told(&mut guest), [0, 0]);
        let copy = signal.clone();
        std::thread::spawn(move || copy.set(Order::Ask)).join().unwrap();
        assert_eq!(told(&mut guest), [SET, 0]);
        signal.set(Order::End);
        signal.clear(Order::Ask);
        assert_eq!(told(&mut guest), [0, SET]);
        assert_eq!(told_other(&mut another), [0, 0]);
        signal.reset();
        assert_eq!(told(&mut guest), [0, 0]);
    }

    #[test]
    fn what_is_told_before_there_is_an_instance_is_told_to_it() {
        let signal = Signal::default();
        signal.set(Order::End);
        let (mut guest, told) = attached(&signal);
        assert_eq!(told(&mut guest), [0, SET]);
        signal.clear(Order::End);
        assert_eq!(told(&mut guest), [0, 0]);
    }

    #[test]
    fn nothing_is_written_once_the_instance_is_gone() {
        let signal = Signal::default();
        let (guest, _) = attached(&signal);
        assert!(signal.lock().page.is_some());
        drop(guest);
        assert!(signal.lock().page.is_none());
        signal.set(Order::End);
        let (guest, _) = attached(&signal);
        guest.into_data();
        assert!(signal.lock().page.is_none());
    }
}
