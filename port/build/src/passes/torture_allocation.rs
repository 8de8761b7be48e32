//! Puts two calls around the function that allocates, only in a build that
//! tortures the collector. Before:
//!
//! ```wat
//! (func $gc_alloc (param $bytes i32) (param $flags i32) (result i32) …)
//! ```
//!
//! and after:
//!
//! ```wat
//! (func $gc_alloc (param $bytes i32) (param $flags i32) (result i32)
//!   (call $mph_pass_before_alloc)
//!   (call $gc_alloc.plain (local.get $bytes) (local.get $flags))
//!   (call $mph_pass_after_alloc))
//! (func $gc_alloc.plain (param $bytes i32) (param $flags i32) (result i32) …)
//! ```
//!
//! The first call may collect. The pass therefore runs before `spill_roots`,
//! to which this is a function like any other. Every call of the allocator leads
//! through the wrapper, those of the collector's own files included, which no
//! option of the linker would do.

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use serde::Serialize;
use walrus::{
    ExportId, ExportItem, FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module, ValType,
};

/// What to look for.
#[derive(Debug, Clone)]
pub struct Options {
    /// The name of the function that allocates. Whatever it takes, it gives an
    /// address.
    pub allocate: String,
    /// The export to be called before it, of type `() -> ()`.
    pub before: String,
    /// The export to be called after it, of type `(i32) -> i32`, which gives
    /// back the address that it gets.
    pub after: String,
}

/// What the pass did, for the build's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The name that the function which allocates has now.
    pub wrapped: String,
}

/// Runs the pass.
///
/// # Errors
///
/// When one of the three functions is missing or has another type.
pub fn run(module: &mut Module, options: &Options) -> Result<Report> {
    let allocate = module.funcs.by_name(&options.allocate).with_context(|| {
        format!(
            "no function is named {}: was it inlined, or the module linked without names?",
            options.allocate
        )
    })?;
    let ty = module.funcs.get(allocate).ty();
    let (params, results) = module.types.params_results(ty);
    ensure!(*results == [ValType::I32], "{} gives no address", options.allocate);
    let (params, results) = (params.to_vec(), results.to_vec());
    let (before, before_export) = exported(module, &options.before, &[], &[])?;
    let (after, after_export) = exported(module, &options.after, &[ValType::I32], &[ValType::I32])?;

    let plain = move_body(module, allocate)?;
    let wrapped = format!("{}.plain", options.allocate);
    module.funcs.get_mut(plain).name = Some(wrapped.clone());
    let args: Vec<_> = params.iter().map(|&ty| module.locals.add(ty)).collect();
    let mut wrapper = FunctionBuilder::new(&mut module.types, &params, &results);
    let mut code = wrapper.func_body();
    code.call(before);
    for &arg in &args {
        code.local_get(arg);
    }
    code.call(plain).call(after);
    module.funcs.get_mut(allocate).kind = FunctionKind::Local(wrapper.local_func(args));

    module.exports.delete(before_export);
    module.exports.delete(after_export);
    Ok(Report { wrapped })
}

/// Gives the body of a function to a new one, and leaves it without.
fn move_body(module: &mut Module, function: FunctionId) -> Result<FunctionId> {
    let ty = module.funcs.get(function).ty();
    let emptied = FunctionKind::Uninitialized(ty);
    match std::mem::replace(&mut module.funcs.get_mut(function).kind, emptied) {
        FunctionKind::Local(body) => Ok(module.funcs.add_local(body as LocalFunction)),
        _ => bail!("the function that allocates is not in the module"),
    }
}

/// An exported function of this type.
pub(super) fn exported(
    module: &Module,
    name: &str,
    params: &[ValType],
    results: &[ValType],
) -> Result<(FunctionId, ExportId)> {
    let export = module.exports.iter().find(|export| export.name == name);
    let export = export.ok_or_else(|| {
        anyhow!("the module does not export {name}: was it built for torture, is the pass run only once?")
    })?;
    let ExportItem::Function(function) = export.item else {
        bail!("the export {name} is not a function");
    };
    let found = module.types.params_results(module.funcs.get(function).ty());
    ensure!(
        found == (params, results),
        "the export {name} has the type {:?} -> {:?}, not {params:?} -> {results:?}",
        found.0,
        found.1
    );
    Ok((function, export.id()))
}
