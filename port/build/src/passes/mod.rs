//! What is done to the linked module, one pass a file: `Module::apply` runs a
//! pass and shows that what comes out is valid. And the checks of what is
//! finished, which need only the feature `checks`.

#[cfg(feature = "passes")]
mod callers;
#[cfg(feature = "passes")]
pub mod check_imports;
pub mod check_polls;
#[cfg(feature = "passes")]
pub mod count_steps;
#[cfg(feature = "passes")]
pub mod guard_recursion;
#[cfg(feature = "passes")]
pub mod hint_branches;
#[cfg(feature = "passes")]
mod marker;
#[cfg(feature = "passes")]
mod module;
#[cfg(feature = "passes")]
pub mod place_polls;
#[cfg(feature = "passes")]
mod recursion;
#[cfg(feature = "passes")]
pub mod seal;
#[cfg(all(feature = "passes", feature = "engine"))]
pub mod snapshot;
#[cfg(feature = "passes")]
pub mod spill_roots;
#[cfg(feature = "passes")]
pub mod torture_allocation;
#[cfg(feature = "passes")]
pub mod trap_freed_access;
pub mod validate_spills;

#[cfg(feature = "passes")]
pub use module::{Module, walrus_version};

use anyhow::{Result, anyhow};
use wasmparser::{Validator, WasmFeatures};

/// What a function is called in its C file: the linker numbers static functions of
/// one name (`match.12`), and passes add to a name what they have moved.
#[cfg(feature = "passes")]
pub(crate) fn name_in_c(name: &str) -> &str {
    name.split_once('.').map_or(name, |(name, _)| name)
}

/// Writes a list as the number of what is in it: reports are part of each module,
/// and names would be a good part of its size.
#[cfg(feature = "passes")]
pub(crate) fn number_of<S: serde::Serializer>(
    list: &[String],
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_u64(list.len() as u64)
}

/// Shows that a module is valid, with the features that the engine has on.
///
/// # Errors
///
/// When it is not: then with the place.
pub fn validate(wasm: &[u8]) -> Result<()> {
    // The last two for the memory that polls read.
    let features = WasmFeatures::WASM2
        | WasmFeatures::EXCEPTIONS
        | WasmFeatures::TAIL_CALL
        | WasmFeatures::MULTI_MEMORY
        | WasmFeatures::THREADS;
    Validator::new_with_features(features)
        .validate_all(wasm)
        .map(drop)
        .map_err(|error| anyhow!("{error}"))
}
