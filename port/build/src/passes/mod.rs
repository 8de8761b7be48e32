//! What is done to the linked module, one pass a file. [`Module::apply`] runs a
//! pass and shows that what comes out is valid.

mod callers;
pub mod check_imports;
pub mod check_polls;
pub mod count_steps;
pub mod guard_recursion;
pub mod hint_branches;
mod marker;
pub mod place_polls;
mod recursion;
pub mod seal;
#[cfg(feature = "engine")]
pub mod snapshot;
pub mod spill_roots;
pub mod torture_allocation;
pub mod trap_freed_access;
pub mod validate_spills;

use crate::manifest::{Manifest, Pass};
use anyhow::{Context as _, Result, anyhow};
use serde::Serialize;
use wasmparser::{Validator, WasmFeatures};

/// A module on its way through the passes, and what each pass reported.
#[derive(Clone)]
pub struct Module {
    wasm: Vec<u8>,
    passes: Vec<Pass>,
}

impl Module {
    /// Starts with the module that the linker made.
    ///
    /// # Errors
    ///
    /// When it is not valid.
    pub fn new(wasm: Vec<u8>) -> Result<Module> {
        validate(&wasm).context("the linker's module is not valid")?;
        Ok(Module { wasm, passes: Vec::new() })
    }

    /// Applies a pass.
    ///
    /// # Errors
    ///
    /// When the pass fails or what it makes is not valid.
    pub fn apply<R: Serialize>(
        &mut self,
        name: &str,
        pass: impl FnOnce(&mut walrus::Module) -> Result<R>,
    ) -> Result<()> {
        let report = self.rewrite(name, true, pass)?;
        self.record(name, report)
    }

    /// Applies the last pass and gives the module, without names.
    ///
    /// # Errors
    ///
    /// As [`Module::apply`].
    pub fn seal(mut self, manifest: &Manifest) -> Result<Vec<u8>> {
        self.rewrite("seal", false, |module| seal::run(module, manifest))?;
        Ok(self.wasm)
    }

    fn rewrite<R>(
        &mut self,
        name: &str,
        names: bool,
        pass: impl FnOnce(&mut walrus::Module) -> Result<R>,
    ) -> Result<R> {
        let mut module =
            parse(&self.wasm, names).with_context(|| format!("before the pass {name}"))?;
        let report = pass(&mut module).with_context(|| format!("in the pass {name}"))?;
        self.wasm = module.emit_wasm();
        validate(&self.wasm).with_context(|| format!("after the pass {name}"))?;
        Ok(report)
    }

    /// Checks the module without changing it.
    ///
    /// # Errors
    ///
    /// When the check fails.
    pub fn check<R: Serialize>(
        &mut self,
        name: &str,
        check: impl FnOnce(&[u8]) -> Result<R>,
    ) -> Result<()> {
        let report = check(&self.wasm).with_context(|| format!("in the check {name}"))?;
        self.record(name, report)
    }

    fn record(&mut self, name: &str, report: impl Serialize) -> Result<()> {
        self.passes.push(Pass { name: name.to_owned(), report: serde_json::to_value(report)? });
        Ok(())
    }

    /// The module as it is now.
    pub fn wasm(&self) -> &[u8] {
        &self.wasm
    }

    /// What was done so far.
    pub fn passes(&self) -> &[Pass] {
        &self.passes
    }
}

/// Reads a module for walrus. walrus's own entry in the producers section is left
/// out: the manifest says by what the module was made.
fn parse(wasm: &[u8], names: bool) -> Result<walrus::Module> {
    walrus::ModuleConfig::new()
        .generate_producers_section(false)
        .generate_name_section(names)
        .parse(wasm)
        .map_err(|error| anyhow!("the module cannot be read: {error:#}"))
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
