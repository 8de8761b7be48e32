//! Guest memory, as bytes that may be anything.
//!
//! Every access of ours goes through [`bytes`] or [`bytes_mut`], which check
//! the range that the guest named against the memory that it has. (The WASI
//! calls do the same in `wiggle`.)

use std::ops::Range;

/// The guest named memory that it does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an address outside of the interpreter's memory")]
pub(crate) struct OutOfBounds;

/// The one bounds check: `length` bytes at `address`, if all of them exist.
fn range(memory: &[u8], address: u32, length: u32) -> Result<Range<usize>, OutOfBounds> {
    // In 64 bits the sum of two 32-bit numbers cannot overflow.
    let start = u64::from(address);
    let end = start + u64::from(length);
    if end > memory.len() as u64 {
        return Err(OutOfBounds);
    }
    Ok(start as usize..end as usize)
}

/// The bytes that the guest calls `address` and `length`.
pub(crate) fn bytes(memory: &[u8], address: u32, length: u32) -> Result<&[u8], OutOfBounds> {
    range(memory, address, length).map(|range| &memory[range])
}

/// The same, to be written to.
pub(crate) fn bytes_mut(
    memory: &mut [u8],
    address: u32,
    length: u32,
) -> Result<&mut [u8], OutOfBounds> {
    range(memory, address, length).map(|range| &mut memory[range])
}

/// Reads a 32-bit word; it need not be aligned.
pub(crate) fn read_u32(memory: &[u8], address: u32) -> Result<u32, OutOfBounds> {
    let word = bytes(memory, address, 4)?;
    Ok(u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
}

/// Writes a 32-bit word; it need not be aligned.
pub(crate) fn write_u32(memory: &mut [u8], address: u32, value: u32) -> Result<(), OutOfBounds> {
    bytes_mut(memory, address, 4)?.copy_from_slice(&value.to_le_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_exists_is_given() {
        let memory = [1, 2, 3, 4, 5, 6, 7, 8];
        assert_eq!(bytes(&memory, 2, 3), Ok(&memory[2..5]));
        assert_eq!(bytes(&memory, 0, 8), Ok(&memory[..]));
        assert_eq!(bytes(&memory, 8, 0), Ok(&memory[8..]));
        assert_eq!(read_u32(&memory, 4), Ok(0x0807_0605));
    }

    #[test]
    fn what_does_not_exist_is_refused() {
        let mut memory = [0; 8];
        for (address, length) in [
            (8, 1),
            (0, 9),
            (9, 0),
            (u32::MAX, 1),
            (u32::MAX, u32::MAX),
            (4, u32::MAX),
            (1, u32::MAX - 7),
        ] {
            assert_eq!(bytes(&memory, address, length), Err(OutOfBounds), "{address} {length}");
            assert_eq!(bytes_mut(&mut memory, address, length), Err(OutOfBounds));
        }
        assert_eq!(read_u32(&memory, 5), Err(OutOfBounds));
        assert_eq!(write_u32(&mut memory, u32::MAX - 1, 0), Err(OutOfBounds));
    }
}
