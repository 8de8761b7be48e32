//! A module without its polls, for what looks at the rest of it.
//!
//! A poll reads a word that only the host writes, and then traps, or calls the
//! host, which calls nothing of the module's; what counts a step changes a global
//! that nothing else touches. So neither does anything to the locals, the operand
//! stack or the memory of the function that it stands in, and what is proven of a
//! function without them holds with them.

use super::module::Module;
use super::{Options, body};
use crate::sections::{push_number, split};
use anyhow::{Context as _, Result, ensure};

/// The number of the section with the code.
const CODE: u8 = 10;

/// Gives the module without polls and without what counts steps. Of the custom
/// sections only the names stay: what others say of places is no longer so.
///
/// # Errors
///
/// When the module's polls are not what they should be, or it cannot be read.
pub fn without(wasm: &[u8], options: &Options) -> Result<Vec<u8>> {
    let module = Module::read(wasm, options)?;
    let mut code = Vec::new();
    push_number(module.functions.len(), &mut code);
    for function in &module.functions {
        let scanned = body::scan(function, &module)?;
        ensure!(scanned.misuses.is_empty(), "function {} {}", function.index, scanned.misuses[0]);
        let bytes = &wasm[function.body.range()];
        let mut rest = Vec::new();
        let mut at = 0;
        for range in scanned.places.code {
            let part = bytes.get(at..range.start as usize).context("polls overlap")?;
            rest.extend_from_slice(part);
            at = range.end as usize;
        }
        rest.extend_from_slice(&bytes[at..]);
        push_number(rest.len(), &mut code);
        code.extend(rest);
    }
    let mut stripped = wasm[..8].to_vec();
    for section in split(wasm)? {
        if section.id == CODE {
            stripped.push(CODE);
            push_number(code.len(), &mut stripped);
            stripped.append(&mut code);
        } else if !section.is_custom() || section.name == "name" {
            stripped.extend_from_slice(&wasm[section.range]);
        }
    }
    Ok(stripped)
}
