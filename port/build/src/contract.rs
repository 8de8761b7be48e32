//! The contract between guest and host, as data: what `port/host.h` declares.

use serde::{Deserialize, Serialize};

/// Everything that crosses the border of the module.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Raised whenever the meaning of anything else here changes.
    pub abi_version: u32,
    /// The module from which the guest imports the host's own functions.
    pub import_module: String,
    /// The host's own functions.
    pub imports: Vec<Function>,
    /// The host's functions that only code calls which a pass of the build adds.
    pub added_imports: Vec<Function>,
    /// The memory that the host shares with the guest, imported from
    /// `import_module`: one page, whose first word is the signal.
    pub signal_memory: String,
    /// The global that counts steps: an `i64`, exported by the variant of the
    /// module that counts.
    pub steps_global: String,
    /// The module of WASI calls.
    pub wasi_module: String,
    /// The only WASI calls that may be imported.
    pub wasi_imports: Vec<String>,
    /// The module of imports that a pass of the build removes again.
    pub build_module: String,
    /// Those imports.
    pub build_imports: Vec<Function>,
    /// Exports that only a pass of the build uses, which removes them.
    pub pass_exports: Vec<Function>,
    /// What the host calls.
    pub exports: Vec<Function>,
    /// What only the build calls, before it takes the start-up snapshot.
    pub startup_exports: Vec<Function>,
}

/// A function of the contract, by its name in the module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Function {
    /// The name that the module imports or exports it by.
    pub name: String,
    /// Its parameters.
    pub params: Vec<Type>,
    /// Its results: none or one.
    pub results: Vec<Type>,
}

/// A value type of WebAssembly that the contract uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// 32 bits: numbers and guest addresses.
    I32,
    /// 64 bits.
    I64,
}

/// The name of the memory that the module exports.
pub const MEMORY_EXPORT: &str = "memory";

/// The export that runs the C library's constructors, before anything else.
pub const INITIALIZE_EXPORT: &str = "_initialize";
