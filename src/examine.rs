//! What there is to know of an interpreter without running it: what it can do and
//! what it is made of, whether it is what it says, and in what two differ.
//!
//! ```
//! use micropython_sandbox::{WASM, examine};
//!
//! let inspection = examine::inspect(WASM)?;
//! assert!(inspection.abilities.sentence().starts_with("This file can print"));
//! assert!(inspection.abilities.unknown.is_empty());
//! # Ok::<(), micropython_sandbox::examine::Refusal>(())
//! ```
//!
//! `mpsandbox inspect`, `verify` and `diff` show the same; `docs/verifying.md`
//! says what it is worth.

pub use micropython_sandbox_build::diff::{
    Alteration, Difference, Fact, FunctionChange, Functions, List, MemoryChange, Place,
    SectionChange, Side, diff,
};
pub use micropython_sandbox_build::digests::{DigestLock, Entry};
pub use micropython_sandbox_build::inspect::abilities::Abilities;
pub use micropython_sandbox_build::inspect::{
    Inspection, MemoryNeeds, Refusal, SectionSize, inspect,
};
pub use micropython_sandbox_build::manifest::{Frozen, Origin, Source, Toolchain};
pub use micropython_sandbox_build::notices::LICENSES_SECTION;
pub use micropython_sandbox_build::sbom::SBOM_SECTION;
pub use micropython_sandbox_build::sealing::{Broken, sha256};
pub use micropython_sandbox_build::sections::Unreadable;
pub use micropython_sandbox_build::symbols::Symbols;
pub use micropython_sandbox_build::verify::{Check, Verdict, Verification};

use crate::artifact::WASM;
use crate::contract::MPH_ABI_VERSION;
use micropython_sandbox_build::sections::split;
use micropython_sandbox_build::verify::{self, Expected};

/// The version of the contract between interpreter and host that this runtime
/// speaks.
pub const ABI_VERSION: u32 = MPH_ABI_VERSION;

/// The digests that are known, as text.
const LOCK: &str = include_str!("../artifacts.lock");

/// The names of the functions of [`WASM`].
const SYMBOLS: &str = include_str!(concat!(env!("OUT_DIR"), "/micropython.symbols"));

/// The digests that are known: what the sources of this version give, for each
/// toolchain that somebody has built them with.
pub fn known_digests() -> DigestLock {
    // A test reads it; were it illegible, nothing would be known.
    DigestLock::parse(LOCK).unwrap_or_default()
}

/// The built-in interpreter and the names of its functions.
pub fn built_in() -> (&'static [u8], Symbols) {
    let none = Symbols { module_sha256: String::new(), names: Default::default() };
    (WASM, Symbols::parse(SYMBOLS).unwrap_or(none))
}

/// Makes every check of an interpreter that can be made without building it anew.
pub fn verify(wasm: &[u8], lock: &DigestLock) -> Verification {
    verify::verify(wasm, &Expected { abi_version: ABI_VERSION, lock: lock.clone() })
}

/// What a custom section of a module holds; `None` where there is none, or the
/// file is no module.
pub fn section<'a>(wasm: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let sections = split(wasm).ok()?;
    let section = sections.iter().find(|section| section.is_custom() && section.name == name);
    section.map(|section| section.content)
}
