//! Native stack for the guest. The engine ends a guest that uses more than it
//! may, but it takes for granted that so much is there.

use micropython_sandbox_build::engine::MAX_WASM_STACK_BYTES;

/// What the host's own functions may use on top of the guest, in bytes.
const HOST_BYTES: usize = 1 << 20;

/// What must be left of the thread's stack to run a guest on it, in bytes.
const NEEDED_BYTES: usize = MAX_WASM_STACK_BYTES + HOST_BYTES;

/// Runs `guest` on the thread's own stack if enough of it is left, otherwise
/// on a new one, which costs some microseconds.
pub(crate) fn with_room<T>(guest: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(NEEDED_BYTES, NEEDED_BYTES + HOST_BYTES, guest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_thread_gets_a_stack_that_is_large_enough() {
        let remaining = std::thread::Builder::new()
            .stack_size(256 * 1024)
            .spawn(|| (stacker::remaining_stack(), with_room(stacker::remaining_stack)))
            .unwrap()
            .join()
            .unwrap();
        let (Some(own), Some(grown)) = remaining else {
            return; // the platform does not tell
        };
        assert!(own < NEEDED_BYTES && grown >= NEEDED_BYTES, "{own} {grown}");
    }
}
