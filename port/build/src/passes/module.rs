//! A module on its way through the passes.

use super::seal::{self, Landmarked, Sealed};
use super::{check_polls, hint_branches, name_in_c, validate};
use crate::manifest::{Manifest, Pass};
use anyhow::{Context as _, Result, anyhow};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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
        let report = self.rewrite(name, pass)?;
        self.record(name, report)
    }

    /// Finishes it: takes away what only the compiler and the linker knew, hints
    /// at what its polls find in the functions that are hot, and seals it.
    ///
    /// # Errors
    ///
    /// When one of that fails, or what it makes is not valid.
    pub fn seal(
        mut self,
        manifest: Manifest,
        polls: &check_polls::Options,
        hot: &BTreeSet<String>,
        landmarked: &Landmarked,
        licenses: &str,
    ) -> Result<Sealed> {
        self.rewrite("seal", |module| {
            seal::strip(module);
            Ok(())
        })?;
        let hinted = hint_branches::run(&self.wasm, polls, |name| hot.contains(name_in_c(name)))
            .context("in the pass hint_branches")?;
        validate(&hinted).context("after the pass hint_branches")?;
        let manifest = Manifest { passes: self.passes, ..manifest };
        let sealed = seal::run(&hinted, manifest, landmarked, licenses)?;
        validate(&sealed.wasm).context("after it was sealed")?;
        Ok(sealed)
    }

    fn rewrite<R>(
        &mut self,
        name: &str,
        pass: impl FnOnce(&mut walrus::Module) -> Result<R>,
    ) -> Result<R> {
        let mut module = parse(&self.wasm).with_context(|| format!("before the pass {name}"))?;
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
        let report = sorted(serde_json::to_value(report)?);
        self.passes.push(Pass { name: name.to_owned(), report });
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
fn parse(wasm: &[u8]) -> Result<walrus::Module> {
    walrus::ModuleConfig::new()
        .generate_producers_section(false)
        .parse(wasm)
        .map_err(|error| anyhow!("the module cannot be read: {error:#}"))
}

/// A value with the keys of its objects in order, whatever serde_json is told to
/// do with them by some other crate of the program.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let object: BTreeMap<String, Value> = object.into_iter().collect();
            Value::Object(object.into_iter().map(|(key, value)| (key, sorted(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

/// The version of the library that rewrites modules, as it writes it itself into
/// what it has read.
///
/// # Errors
///
/// When what it writes cannot be read.
pub fn walrus_version() -> Result<String> {
    let empty = walrus::Module::from_buffer(b"\0asm\x01\0\0\0");
    let wasm = empty.map_err(|error| anyhow!("{error:#}"))?.emit_wasm();
    for payload in wasmparser::Parser::new(0).parse_all(&wasm) {
        let wasmparser::Payload::CustomSection(section) = payload? else { continue };
        let wasmparser::KnownCustom::Producers(fields) = section.as_known() else { continue };
        for field in fields {
            for value in field?.values {
                let value = value?;
                if value.name == "walrus" {
                    return Ok(value.version.to_owned());
                }
            }
        }
    }
    Err(anyhow!("walrus does not say its version"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walrus_says_its_version() {
        let version = walrus_version().unwrap();
        assert_eq!(version.split('.').count(), 3, "{version}");
    }

    #[test]
    fn keys_are_sorted_at_every_depth() {
        let value = serde_json::json!({"b": [{"z": 1, "a": 2}], "a": {"d": 0, "c": 0}});
        let text = sorted(value).to_string();
        assert_eq!(text, r#"{"a":{"c":0,"d":0},"b":[{"a":2,"z":1}]}"#);
    }
}
