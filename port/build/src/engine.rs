//! How the interpreter's module becomes native code.
//!
//! The build compiles ahead of time with the configuration below and the
//! runtime loads with it; an engine refuses native code that was made with
//! other settings, so both take them from here.

use crate::own_signal;
use anyhow::{Context as _, Result, anyhow};
use wasmtime::{Config, Engine, OptLevel};

/// The native stack that a guest may use, in bytes: 6 MiB.
///
/// The interpreter ends recursion when its stack in linear memory is used up
/// (`link::STACK_BYTES`, 1.25 MiB). A level of recursion takes up to five times
/// as much native stack as stack in linear memory; where it takes more, the
/// pass `guard_recursion` has added to the latter. So this limit, whose end is
/// a trap and not an exception, is not met.
pub const MAX_WASM_STACK_BYTES: usize = 6 << 20;

/// How code is interrupted that does not stop by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interruption {
    /// By the polls that the build has put into the module: see the pass
    /// `place_polls`. Costs next to nothing, and is as good as the module is.
    Polls,
    /// By the engine, which makes all loops and functions look at its epoch.
    /// Works for any module, and makes it noticeably slower: see
    /// `benches/interruption.rs`.
    Epochs,
}

/// The engine settings that decide which native code is made and accepted.
///
/// What only concerns the running process (the allocation strategy) is left at
/// its default, for the caller to choose.
pub fn config(interruption: Interruption) -> Config {
    let mut config = Config::new();
    config
        // Python exceptions are WebAssembly exceptions (longjmp of the port).
        .wasm_exceptions(true)
        .epoch_interruption(interruption == Interruption::Epochs)
        // The hosts of the build itself run modules as they are, which import the
        // memory of their signal as a shared one.
        .shared_memory(true)
        // Polls seldom find anything: the module says so.
        .wasm_branch_hinting(true)
        .max_wasm_stack(MAX_WASM_STACK_BYTES)
        // The engine asks for it even where nothing is asynchronous.
        .async_stack_size(MAX_WASM_STACK_BYTES + (1 << 20))
        .cranelift_opt_level(OptLevel::Speed)
        // Nobody reads native backtraces or wasm offsets: errors name the trap
        // only. Without them exceptions are cheaper and the code is smaller.
        .wasm_backtrace_max_frames(None)
        .generate_address_map(false)
        // Pure overhead for modules that are not components.
        .concurrency_support(false);
    config
}

/// Compiles a sealed module, with its signal as its own memory ([`own_signal`]), to
/// native code for `target`, a target triple as cargo names it.
///
/// The code uses only what every processor of that target has.
///
/// # Errors
///
/// When the engine does not know the target or refuses the module.
pub fn precompile(wasm: &[u8], target: &str) -> Result<Vec<u8>> {
    let mut config = config(Interruption::Polls);
    config
        .target(target)
        .map_err(|error| anyhow!("{error:#}"))
        .with_context(|| format!("the engine cannot compile for the target {target}"))?;
    let wasm = own_signal::embed(wasm)?;
    Engine::new(&config)
        .and_then(|engine| engine.precompile_module(&wasm))
        .map_err(|error| anyhow!("{error:#}"))
        .context("the engine cannot compile the module ahead of time")
}
