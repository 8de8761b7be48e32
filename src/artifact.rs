//! The interpreter: WebAssembly and native code, built in or given.
//!
//! [`WASM`] is the file that anything can run which keeps to `docs/ABI.md`; this
//! crate's own runtime is one of those. The build script of a crate that depends on
//! this one finds the same in files: `DEP_MICROPYTHON_SANDBOX_WASM` and
//! `DEP_MICROPYTHON_SANDBOX_MANIFEST` are their paths.

use crate::cache::Cache;
use crate::error::Error;
use crate::policy::CachePolicy;
use micropython_sandbox_build::own_signal;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use wasmtime::{Engine, Module};

/// The interpreter that was built with this crate, as a WebAssembly module.
pub const WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/micropython.wasm"));

/// What [`WASM`] was made from and how, as JSON.
pub const MANIFEST: &str = include_str!(concat!(env!("OUT_DIR"), "/manifest.json"));

/// [`WASM`] compiled by the same build for the processors of its target.
static NATIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/micropython.cwasm"));

/// The SHA-256 of a module in hexadecimal; of the built-in one, if there is none. As
/// the variant that counts comes of the same source, it goes by the digest of the
/// plain one.
pub(crate) fn sha256(given: Option<&[u8]>) -> String {
    static BUILT_IN: LazyLock<String> = LazyLock::new(|| hex(WASM));
    match given {
        Some(wasm) => hex(wasm),
        None => BUILT_IN.clone(),
    }
}

fn hex(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// How many bytes at the start of the built-in interpreter's memory are its
/// stack, which means nothing between two calls.
pub(crate) fn stack_bytes() -> usize {
    // Counted by the build; were it no number, no harm would be done by saving
    // the stack too.
    env!("MPSANDBOX_STACK_BYTES").parse().unwrap_or(0)
}

/// The variant of [`WASM`] that counts steps: see `count_steps` of the build.
const COUNTING_WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/micropython.counting.wasm"));

/// [`COUNTING_WASM`] compiled likewise.
static COUNTING_NATIVE: &[u8] =
    include_bytes!(concat!(env!("OUT_DIR"), "/micropython.counting.cwasm"));

/// Which built-in interpreter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variant {
    Plain,
    /// The one that exports a counter of its steps.
    Counting,
}

/// Gives the built-in interpreter, ready to be instantiated.
///
/// # Errors
///
/// [`Error::Internal`] when the engine can neither use nor make its native
/// code; [`Error::Artifact`] when it was built without this variant, or without
/// any.
pub(crate) fn built_in(
    engine: &Engine,
    variant: Variant,
    cache: &CachePolicy,
) -> Result<Module, Error> {
    if WASM.is_empty() {
        let what = "this is a build for documentation only: it has no interpreter";
        return Err(Error::Artifact(what.to_owned()));
    }
    let (wasm, native) = match variant {
        Variant::Plain => (WASM, NATIVE),
        Variant::Counting if COUNTING_WASM.is_empty() => {
            let what = "this was built with an interpreter that does not count steps: a limit on \
                        them needs the variant that does, beside the file in MPSANDBOX_ARTIFACT";
            return Err(Error::Artifact(what.to_owned()));
        }
        Variant::Counting => (COUNTING_WASM, COUNTING_NATIVE),
    };
    // SAFETY: these bytes are the unchanged result of a compilation, as the
    // function demands: the build made them with the engine that is linked
    // here, and they are part of this program.
    match unsafe { Module::deserialize(engine, native) } {
        Ok(module) => Ok(module),
        // Made for another processor or with other settings.
        Err(_) => given(engine, wasm, cache).map_err(|_| {
            Error::Internal("the built-in interpreter cannot be compiled here".to_owned())
        }),
    }
}

/// Gives a module of the caller's, compiled or from the cache.
///
/// # Errors
///
/// [`Error::Artifact`] when it is not a WebAssembly module that the engine
/// takes.
pub(crate) fn given(engine: &Engine, wasm: &[u8], cache: &CachePolicy) -> Result<Module, Error> {
    // The engine takes text as well, and more than modules; we do not.
    if !wasm.starts_with(b"\0asm\x01\0\0\0") {
        return Err(Error::Artifact("it is not a WebAssembly module".to_owned()));
    }
    let wasm = &own_signal::embed(wasm).map_err(|error| Error::Artifact(format!("{error:#}")))?;
    let cache = Cache::open(cache);
    if let Some(cache) = &cache
        && let Some(native) = cache.load(engine, wasm)
    {
        // SAFETY: the cache gives only what it has stored itself, in a place
        // that nobody else can write to, unchanged by its digest.
        if let Ok(module) = unsafe { Module::deserialize(engine, native) } {
            return Ok(module);
        }
    }
    let refused = |error: wasmtime::Error| Error::Artifact(error.root_cause().to_string());
    let module = Module::from_binary(engine, wasm).map_err(refused)?;
    if let Some(cache) = &cache
        && let Ok(native) = module.serialize()
    {
        cache.store(engine, wasm, &native);
    }
    Ok(module)
}
