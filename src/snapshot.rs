//! The state of a session between two runs, apart from any instance.
//!
//! Between runs no frame of the module is live. What it has then is its memory,
//! of which the stack means nothing, and the stack pointer, which every call
//! puts back to where it was; the build refuses a module that has other globals
//! or changes its table. So the memory without the stack is the whole state, and
//! copied into a fresh instance it makes the same session again. (Whoever runs a
//! module of their own, with more state than that, finds the rest of it as in a
//! fresh instance.)
//!
//! After a trap the old instance is never used again: frames of its may be on
//! its stack for ever, and the engine promises nothing about it.

use std::sync::Arc;
use wasmtime::{AsContextMut, Memory};

/// Bytes that are compared, kept and shared together.
const BLOCK_BYTES: usize = 4096;

static ZEROS: [u8; BLOCK_BYTES] = [0; BLOCK_BYTES];

/// A saved state. Copies share what they have in common.
#[derive(Clone)]
pub(crate) struct Snapshot {
    /// Blocks at the start of memory that hold nothing but the stack.
    stack_blocks: usize,
    /// Size of the memory, in bytes.
    memory_bytes: usize,
    /// The memory from the stack on; `None` where it is zero.
    blocks: Vec<Option<Arc<[u8]>>>,
}

impl Snapshot {
    /// Of no memory yet; in the one that will be, the first `stack_bytes` are
    /// the stack.
    pub(crate) fn new(stack_bytes: usize) -> Snapshot {
        Snapshot { stack_blocks: stack_bytes / BLOCK_BYTES, memory_bytes: 0, blocks: Vec::new() }
    }

    /// Replaces the state by that of `memory`. Only what differs is copied, and
    /// what is zero takes no space.
    pub(crate) fn update(&mut self, memory: &[u8]) {
        self.memory_bytes = memory.len();
        let used = memory.get(self.stack_blocks * BLOCK_BYTES..).unwrap_or_default();
        self.blocks.resize(used.len().div_ceil(BLOCK_BYTES), None);
        for (saved, now) in self.blocks.iter_mut().zip(used.chunks(BLOCK_BYTES)) {
            if *now == ZEROS[..now.len()] {
                *saved = None;
                continue;
            }
            match saved {
                Some(block) if **block == *now => {}
                Some(block) => match Arc::get_mut(block) {
                    Some(unshared) => unshared.copy_from_slice(now),
                    None => *block = now.into(),
                },
                None => *saved = Some(now.into()),
            }
        }
    }

    /// Gives the memory of a fresh instance this state.
    ///
    /// # Errors
    ///
    /// When the memory cannot grow to its size.
    pub(crate) fn restore(
        &self,
        memory: Memory,
        mut store: impl AsContextMut,
    ) -> wasmtime::Result<()> {
        let fresh_bytes = memory.data_size(&store);
        let lacking_bytes = self.memory_bytes.saturating_sub(fresh_bytes) as u64;
        let pages = lacking_bytes.div_ceil(memory.page_size(&store));
        if pages > 0 {
            memory.grow(&mut store, pages)?;
        }
        let stack_bytes = self.stack_blocks * BLOCK_BYTES;
        let used = memory.data_mut(&mut store).get_mut(stack_bytes..).unwrap_or_default();
        let blocks = self.blocks.iter().zip(used.chunks_mut(BLOCK_BYTES));
        for (position, (saved, fresh)) in blocks.enumerate() {
            match saved {
                Some(block) => fresh.copy_from_slice(block),
                // What has just grown is zero; reading it would make it resident.
                None if stack_bytes + position * BLOCK_BYTES < fresh_bytes => fresh.fill(0),
                None => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasmtime::{Engine, MemoryType, Store};

    const STACK: usize = 2 * BLOCK_BYTES;
    const PAGE: usize = 65536;

    fn bytes_kept(snapshot: &Snapshot) -> usize {
        snapshot.blocks.iter().flatten().map(|block| block.len()).sum()
    }

    /// What a fresh instance, born with `born` in its memory, gets back.
    fn restored(snapshot: &Snapshot, born: &[u8]) -> Vec<u8> {
        let mut store = Store::new(&Engine::default(), ());
        let pages = u32::try_from(born.len() / PAGE).unwrap();
        let memory = Memory::new(&mut store, MemoryType::new(pages, None)).unwrap();
        memory.write(&mut store, 0, born).unwrap();
        snapshot.restore(memory, &mut store).unwrap();
        memory.data(&store).to_vec()
    }

    #[test]
    fn each_byte_but_the_stack_comes_back() {
        let mut born = vec![0; PAGE];
        born[STACK..STACK + 3 * BLOCK_BYTES].fill(9);
        let mut now = born.clone();
        now.resize(3 * PAGE, 0);
        let mut snapshot = Snapshot::new(STACK);
        for (position, byte) in
            [(STACK, 1), (STACK + BLOCK_BYTES, 0), (PAGE - 1, 2), (PAGE, 3), (3 * PAGE - 1, 4)]
        {
            now[position] = byte;
            snapshot.update(&now);
            assert!(restored(&snapshot, &born) == now, "{position}");
        }
        // Data that was there at birth and is zero now.
        now[STACK..PAGE].fill(0);
        snapshot.update(&now);
        assert!(restored(&snapshot, &born) == now);
        // What the stack held is neither kept nor brought back.
        let kept = bytes_kept(&snapshot);
        let mut dirty = now.clone();
        dirty[..STACK].fill(7);
        snapshot.update(&dirty);
        assert_eq!(bytes_kept(&snapshot), kept);
        assert!(restored(&snapshot, &born) == now);
    }

    #[test]
    fn zeros_take_no_space() {
        let mut snapshot = Snapshot::new(0);
        let mut memory = vec![0; 100 * PAGE];
        snapshot.update(&memory);
        assert_eq!(bytes_kept(&snapshot), 0);
        memory[50 * PAGE] = 1;
        snapshot.update(&memory);
        assert_eq!(bytes_kept(&snapshot), BLOCK_BYTES);
        memory[50 * PAGE] = 0;
        snapshot.update(&memory);
        assert_eq!(bytes_kept(&snapshot), 0);
        assert!(restored(&snapshot, &vec![0; PAGE]) == memory);
    }

    #[test]
    fn copies_share_and_do_not_disturb_each_other() {
        let first = vec![1; PAGE];
        let mut snapshot = Snapshot::new(0);
        snapshot.update(&first);
        let copy = snapshot.clone();
        let mut second = first.clone();
        second[5] = 2;
        snapshot.update(&second);
        assert!(restored(&snapshot, &first) == second);
        assert!(restored(&copy, &second) == first);
        let shared = snapshot.blocks.iter().flatten().zip(copy.blocks.iter().flatten());
        assert_eq!(shared.filter(|(one, other)| !Arc::ptr_eq(one, other)).count(), 1);
    }
}
