//! Counts and limits what an instance allocates.

use wasmtime::{ResourceLimiter, Result};

/// What exceptions may take although the program has used up its memory: they
/// live in a heap of the engine's, and a `MemoryError` must find room there.
const EXCEPTION_RESERVE_BYTES: usize = 1 << 20;

/// Table elements that the interpreter may have; it has a few thousand.
pub(crate) const MAX_TABLE_ELEMENTS: usize = 1 << 16;

/// Tables and memories that a module may have; the interpreter has one of each.
pub(crate) const MAX_TABLES: usize = 4;
pub(crate) const MAX_MEMORIES: usize = 4;

/// Memories that an instance may have: those of its module, and its signal's.
const MAX_MEMORIES_OF_INSTANCE: usize = MAX_MEMORIES + 1;

/// Lets an instance's memory and the engine's heap for its exceptions grow up
/// to a limit together.
///
/// The engine asks for both by the same call, and does not say which it is.
pub(crate) struct MemoryLimiter {
    limit_bytes: usize,
    total_bytes: usize,
    /// Of those, what does not count.
    left_out_bytes: usize,
    peak_bytes: usize,
}

impl MemoryLimiter {
    pub(crate) fn new(limit_bytes: u64) -> MemoryLimiter {
        MemoryLimiter {
            limit_bytes: usize::try_from(limit_bytes).unwrap_or(usize::MAX),
            total_bytes: 0,
            left_out_bytes: 0,
            peak_bytes: 0,
        }
    }

    /// The most that was allocated at any time, in bytes.
    pub(crate) fn peak_bytes(&self) -> u64 {
        self.peak_bytes as u64
    }

    /// Lets the first so many bytes of an instance go uncounted: they are not there
    /// for the guest.
    pub(crate) fn leave_out(&mut self, bytes: usize) {
        self.left_out_bytes = bytes;
    }

    /// Counts from nothing, for another instance; the first one, whose memory
    /// never shrank, is gone. The peak stays.
    pub(crate) fn start_anew(&mut self) {
        self.total_bytes = 0;
        self.left_out_bytes = 0;
    }
}

impl ResourceLimiter for MemoryLimiter {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> Result<bool> {
        let growth = desired.saturating_sub(current);
        let all = self.total_bytes.saturating_add(growth);
        let total = all.saturating_sub(self.left_out_bytes);
        // The interpreter's memory is larger than the reserve from its start,
        // so that only the exceptions' heap can use that.
        let for_exceptions = desired <= EXCEPTION_RESERVE_BYTES
            && total <= self.limit_bytes.saturating_add(EXCEPTION_RESERVE_BYTES);
        let within = total <= self.limit_bytes || for_exceptions;
        // What the type of the memory forbids would fail later, and what is
        // granted here stays counted: failures cannot be told from each other.
        let allowed = within && maximum.is_none_or(|maximum| desired <= maximum);
        if allowed {
            self.total_bytes = all;
            self.peak_bytes = self.peak_bytes.max(total);
        }
        Ok(allowed)
    }

    fn table_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> Result<bool> {
        Ok(desired <= MAX_TABLE_ELEMENTS)
    }

    fn instances(&self) -> usize {
        1
    }

    fn tables(&self) -> usize {
        MAX_TABLES
    }

    fn memories(&self) -> usize {
        MAX_MEMORIES_OF_INSTANCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: usize = 1 << 20;

    #[test]
    fn memories_grow_to_the_limit_together() {
        let mut limiter = MemoryLimiter::new(10 << 20);
        assert!(limiter.memory_growing(0, 4 * MIB, None).unwrap());
        assert!(limiter.memory_growing(0, 4 * MIB, None).unwrap());
        assert!(!limiter.memory_growing(4 * MIB, 7 * MIB, None).unwrap());
        assert!(limiter.memory_growing(4 * MIB, 6 * MIB, None).unwrap());
        assert_eq!(limiter.peak_bytes(), 10 << 20);
    }

    #[test]
    fn a_full_memory_leaves_room_for_exceptions() {
        let mut limiter = MemoryLimiter::new(10 << 20);
        assert!(limiter.memory_growing(0, 10 * MIB, None).unwrap());
        assert!(!limiter.memory_growing(10 * MIB, 10 * MIB + 1, None).unwrap());
        assert!(limiter.memory_growing(0, MIB, None).unwrap());
        assert!(!limiter.memory_growing(MIB, 2 * MIB, None).unwrap());
        assert!(!limiter.memory_growing(0, 1, None).unwrap());
    }

    #[test]
    fn what_is_left_out_does_not_count() {
        let mut limiter = MemoryLimiter::new(10 << 20);
        limiter.leave_out(MIB);
        assert!(limiter.memory_growing(0, MIB, Some(MIB)).unwrap());
        assert_eq!(limiter.peak_bytes(), 0);
        assert!(!limiter.memory_growing(0, 10 * MIB + 1, None).unwrap());
        assert!(limiter.memory_growing(0, 10 * MIB, None).unwrap());
        assert_eq!(limiter.peak_bytes(), 10 << 20);
        limiter.start_anew();
        assert!(limiter.memory_growing(0, 10 * MIB, None).unwrap());
        assert!(!limiter.memory_growing(10 * MIB, 11 * MIB, None).unwrap());
    }

    #[test]
    fn another_instance_has_all_of_the_limit() {
        let mut limiter = MemoryLimiter::new(10 << 20);
        assert!(limiter.memory_growing(0, 8 * MIB, None).unwrap());
        assert!(!limiter.memory_growing(0, 8 * MIB, None).unwrap());
        limiter.start_anew();
        assert!(limiter.memory_growing(0, 6 * MIB, None).unwrap());
        assert_eq!(limiter.peak_bytes(), 8 << 20);
        assert!(limiter.memory_growing(6 * MIB, 10 * MIB, None).unwrap());
        assert_eq!(limiter.peak_bytes(), 10 << 20);
    }

    #[test]
    fn absurd_requests_are_refused() {
        let mut limiter = MemoryLimiter::new(u64::MAX);
        assert!(!limiter.memory_growing(0, 2 * MIB, Some(MIB)).unwrap());
        let mut limiter = MemoryLimiter::new(10 << 20);
        assert!(!limiter.memory_growing(0, usize::MAX, None).unwrap());
        assert!(!limiter.table_growing(0, usize::MAX, None).unwrap());
        assert_eq!(limiter.peak_bytes(), 0);
    }
}
