//! Native stack for the guest. The engine ends a guest that uses more than it
//! may, but it takes for granted that so much is there.
//!
//! How much is there is known for the stack that the system gave the thread. A
//! caller may be on another: that of a coroutine, or of a fiber of an async
//! runtime. How far that one reaches nobody tells; taking the thread's limits
//! for its own would let a guest run past its end, and the process would die. So
//! a guest runs where it is called only if that is on the thread's own stack
//! beyond doubt, and otherwise on a new one.

use micropython_sandbox_build::engine::MAX_WASM_STACK_BYTES;
use std::ops::Range;

/// What the host's own functions may use on top of the guest, in bytes.
const HOST_BYTES: usize = 1 << 20;

/// What must be left of the thread's stack to run a guest on it, in bytes.
const NEEDED_BYTES: usize = MAX_WASM_STACK_BYTES + HOST_BYTES;

/// Runs `guest` on the thread's own stack if this is it and enough of it is
/// left, otherwise on a new one, which costs some microseconds.
pub(crate) fn with_room<T>(guest: impl FnOnce() -> T) -> T {
    if left_of_own().is_some_and(|bytes| bytes >= NEEDED_BYTES) {
        guest()
    } else {
        // Not `maybe_grow`, which believes that the stack is the thread's own.
        stacker::grow(NEEDED_BYTES + HOST_BYTES, guest)
    }
}

/// What is left of the thread's own stack, in bytes; none if this runs on
/// another one, or if the system does not tell.
fn left_of_own() -> Option<usize> {
    thread_local! {
        static OWN: Option<Range<usize>> = own();
    }
    let here = 0_u8;
    let here = std::ptr::from_ref(std::hint::black_box(&here)).addr();
    OWN.with(|own| own.as_ref().filter(|own| own.contains(&here)).map(|own| here - own.start))
}

/// The addresses of the stack that the system gave this thread.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn own() -> Option<Range<usize>> {
    let mut attributes = std::mem::MaybeUninit::<libc::pthread_attr_t>::uninit();
    let (mut lowest, mut bytes) = (std::ptr::null_mut(), 0);
    // SAFETY: the first call fills in the attributes if it succeeds; after that
    // they are read once, then given back. All pointers are to locals.
    let told = unsafe {
        if libc::pthread_getattr_np(libc::pthread_self(), attributes.as_mut_ptr()) != 0 {
            return None;
        }
        let told = libc::pthread_attr_getstack(attributes.as_ptr(), &mut lowest, &mut bytes);
        libc::pthread_attr_destroy(attributes.as_mut_ptr());
        told
    };
    (told == 0).then(|| lowest.addr()..lowest.addr().saturating_add(bytes))
}

/// The addresses of the stack that the system gave this thread.
#[cfg(target_os = "macos")]
fn own() -> Option<Range<usize>> {
    // SAFETY: both only read what belongs to the thread that asks.
    let (highest, bytes) = unsafe {
        let this = libc::pthread_self();
        (libc::pthread_get_stackaddr_np(this).addr(), libc::pthread_get_stacksize_np(this))
    };
    Some(highest.checked_sub(bytes)?..highest)
}

/// Elsewhere nothing is known, and each guest gets a stack of its own.
#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "macos")))]
fn own() -> Option<Range<usize>> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_thread<T: Send + 'static>(bytes: usize, run: fn() -> T) -> T {
        std::thread::Builder::new().stack_size(bytes).spawn(run).unwrap().join().unwrap()
    }

    #[test]
    fn a_small_thread_gets_a_stack_that_is_large_enough() {
        let (own, left, new) = on_thread(256 * 1024, || {
            (left_of_own(), with_room(left_of_own), with_room(stacker::remaining_stack))
        });
        assert!(own.is_none_or(|bytes| bytes <= 256 * 1024), "{own:?}");
        assert_eq!(left, None, "it runs on the thread's own stack");
        assert!(new.is_none_or(|bytes| bytes >= NEEDED_BYTES), "{new:?}");
    }

    #[test]
    #[cfg(any(target_os = "linux", target_os = "android", target_os = "macos"))]
    fn a_large_thread_keeps_its_stack() {
        let (own, left) =
            on_thread(2 * NEEDED_BYTES, || (left_of_own().unwrap(), with_room(left_of_own)));
        assert!((NEEDED_BYTES..=2 * NEEDED_BYTES).contains(&own), "{own}");
        assert!(left.is_some_and(|left| left.abs_diff(own) < 4096), "{own} {left:?}");
    }
}
