//! Runs Python programs in the interpreter, with an engine and nothing else: no
//! limits but on memory and fuel, no clock, no input. A start for a host of your
//! own; `docs/ABI.md` has the contract.

mod host;

pub use host::{Host, Printed};

/// The interpreter, from the file that the build script found.
pub const INTERPRETER: &[u8] = include_bytes!(env!("INTERPRETER_WASM"));

/// What it was made from, as JSON.
pub const MANIFEST: &str = include_str!(env!("INTERPRETER_MANIFEST"));

/// The version of the contract that `host` keeps to.
pub const ABI_VERSION: u64 = 2;
