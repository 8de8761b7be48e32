//! Tells the engine that polls find nothing to do.
//!
//! The custom section `metadata.code.branch_hint` of the [branch-hinting
//! proposal](https://github.com/WebAssembly/branch-hinting) names branches, by
//! their place in the code, with a guess how they go. The engine then lays the
//! call out of the way and keeps registers for the code beside it. Where code
//! runs seldom that gains nothing, and hints take room, so only functions that
//! run often get any.
//!
//! Places are bytes of the finished code, so this comes after everything that
//! writes code, and works on the bytes.

use anyhow::{Context as _, Result};
use wasm_encoder::{BranchHint, BranchHints, RawSection};
use wasmparser::{Parser, Payload};

use super::check_polls::{Options, places};

/// A hint that the branch is not taken.
const NOT_TAKEN: u32 = 0;

/// Gives the module with hints for the polls of functions that are hot, by their
/// names in the source.
///
/// # Errors
///
/// When the module's polls are not what they should be, or it cannot be read.
pub fn run(wasm: &[u8], options: &Options, is_hot: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    let mut hints = BranchHints::new();
    for (function, name, places) in places(wasm, options)? {
        if !is_hot(&name) {
            continue;
        }
        let hint =
            |branch_func_offset| BranchHint { branch_func_offset, branch_hint_value: NOT_TAKEN };
        hints.function_hints(function, places.ifs.into_iter().map(hint));
    }
    let mut module = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else { continue };
        if let Payload::CodeSectionStart { .. } = payload {
            // Engines compile code as they read it, so hints come first.
            module.section(&hints);
        }
        let data = wasm.get(range).context("a section ends outside of the module")?;
        module.section(&RawSection { id, data });
    }
    Ok(module.finish())
}
