//! The stages of a build, in order: from C sources to a sealed module.

use crate::bindings::Bindings;
use crate::c_modules::{self, CModule};
use crate::compile;
use crate::engine;
use crate::features;
use crate::finish::{self, Finished, HOT_FUNCTIONS, Started, declared};
use crate::frozen;
use crate::generate::{self, Program};
use crate::link;
use crate::manifest::Manifest;
use crate::mpy_cross;
use crate::notices;
pub(crate) use crate::parts::Parts;
pub use crate::parts::Request;
use crate::passes::check_imports::{self, Stage};
use crate::passes::seal::Sealed;
use crate::passes::{Module, guard_recursion, snapshot, spill_roots, validate_spills};
use crate::profile;
use crate::progress::Step;
use crate::sources;
use crate::symbols::Symbols;
use crate::torture;
use anyhow::{Context as _, Result, anyhow};
use std::fs;
use std::path::PathBuf;

/// What of the stack is left when a guarded function raises, in bytes: half of
/// the margin that the interpreter's own checks keep
/// (`MICROPY_STACK_CHECK_MARGIN`), so that those come first.
const STACK_RESERVE_BYTES: u32 = 12 * 1024;

/// How the names of functions start that are not guarded: the collector, which
/// an exception must not interrupt; the argument check, which only recurses to
/// raise; and the subclass test, whose depth is that of nested tuples of bases,
/// which a guarded function builds.
const UNGUARDED_FUNCTIONS: [&str; 3] = ["gc_", "mp_arg_check_num_sig", "mp_obj_is_subclass_fast"];

/// What a build makes.
pub struct Artifact {
    /// The sealed module.
    pub wasm: Vec<u8>,
    /// Native code of it, for the target.
    pub native: Vec<u8>,
    /// The sealed module in the variant that counts steps.
    pub counting_wasm: Vec<u8>,
    /// Native code of that.
    pub counting_native: Vec<u8>,
    /// What the module says of itself.
    pub manifest: Manifest,
    /// The names of its functions, and of those of the variant.
    pub symbols: [Symbols; 2],
    /// Rust source of the contract, for the runtime to include.
    pub contract: String,
    /// Files and folders of the ingredients: when one changes, so does this.
    pub inputs: Vec<PathBuf>,
}

/// The sealed modules.
pub struct Modules {
    /// The one that is used unless steps are counted.
    pub plain: Sealed,
    /// The variant that counts steps.
    pub counting: Sealed,
    /// Rust source of the contract, for the runtime to include.
    pub contract: String,
    /// Files and folders of the ingredients: when one changes, so does this.
    pub inputs: Vec<PathBuf>,
}

/// Runs all stages.
///
/// # Errors
///
/// When one fails: with what was wrong, where, and what to do next.
pub fn build(request: &Request<'_>) -> Result<Artifact> {
    let Modules { plain, counting, contract, inputs } = modules(request)?;
    Ok(Artifact {
        native: engine::precompile(&plain.wasm, request.target)?,
        counting_native: engine::precompile(&counting.wasm, request.target)?,
        wasm: plain.wasm,
        counting_wasm: counting.wasm,
        manifest: plain.manifest,
        symbols: [plain.symbols, counting.symbols],
        contract,
        inputs,
    })
}

/// Runs all stages but the last, which makes native code of the modules.
///
/// # Errors
///
/// As [`build`].
pub fn modules(request: &Request<'_>) -> Result<Modules> {
    let parts = Parts::find(request)?;
    let shipped = shipped(&parts)?;
    Ok(Modules {
        plain: finished(&parts, shipped.clone(), Stage::Finished)?,
        counting: finished(&parts, shipped, Stage::Counting)?,
        contract: parts.bindings.rust,
        inputs: parts.inputs,
    })
}

/// Runs the stages that lead to the sealed module that is used unless steps are
/// counted.
///
/// # Errors
///
/// As [`build`].
pub fn build_module(request: &Request<'_>) -> Result<Sealed> {
    let parts = Parts::find(request)?;
    finished(&parts, shipped(&parts)?, Stage::Finished)
}

/// The module as it is shipped, before it is finished.
#[derive(Clone)]
struct Shipped {
    started: Started,
    manifest: Manifest,
    licenses: String,
}

fn shipped(parts: &Parts) -> Result<Shipped> {
    let profile = profile::flags_to_use(&parts.layout, &parts.toolchain)?;
    let linked = linked(parts, &profile, &[])?;
    let licenses = notices::licenses(|path| {
        let path = parts.layout.root.join(path);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    })?;
    Ok(Shipped { started: started(parts, &linked, None)?, manifest: parts.manifest()?, licenses })
}

fn finished(parts: &Parts, shipped: Shipped, stage: Stage) -> Result<Sealed> {
    let Parts { layout, bindings, progress, .. } = parts;
    let Shipped { started, manifest, licenses } = shipped;
    let Finished { sealed, named } =
        finish::finish(started, &bindings.contract, stage, manifest, &licenses, progress)?;
    let unsealed = match stage {
        Stage::Counting => "micropython.counting.unsealed.wasm",
        _ => "micropython.unsealed.wasm",
    };
    // With the names of its functions, for whoever debugs.
    fs::write(layout.out.join(unsealed), named)?;
    Ok(sealed)
}

/// What a module can lack to measure what it costs. Only `ablation` asks for
/// such a module, and keeps it in memory: none is ever written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Omission {
    /// The collector is not shown the roots on the stack: it frees what is in
    /// use, so that nothing runs right unless the collector is off.
    Spills,
    /// Recursion in C code ends in a trap of the engine.
    Guards,
}

/// From C, compiled with further flags and files, to the linker's module. A file
/// takes the place of one with the same name.
pub(crate) fn linked(
    parts: &Parts,
    further_flags: &[String],
    further_files: &[PathBuf],
) -> Result<Vec<u8>> {
    let Parts { layout, lock, patched, toolchain, c_modules, progress, .. } = parts;
    progress.begins(Step::Headers);
    let mut flags = parts.flags();
    fs::write(layout.generated().join(features::HEADER), parts.features.header())?;
    let mut c_files =
        sources::c_files(&layout.micropython, &layout.port, &parts.features, patched)?;
    c_files.retain(|file| further_files.iter().all(|other| other.file_name() != file.file_name()));
    let scanned = c_modules.iter().flat_map(|module| &module.scanned);
    let mut qstr_definitions = vec![layout.port.join("qstrdefsport.h")];
    qstr_definitions.extend(c_modules.iter().flat_map(|module| module.qstr_definitions.clone()));
    let program = Program {
        micropython: &layout.micropython,
        patched,
        compiler: &toolchain.clang,
        flags: &flags,
        sources: &c_files.iter().chain(scanned).cloned().collect::<Vec<_>>(),
        qstr_definitions,
        generated: layout.generated(),
    };
    generate::changed_headers(&program, toolchain, lock, &parts.c_inputs()?)?;
    progress.begins(Step::BytecodeCompiler);
    let mpy_cross = mpy_cross::build(layout, patched, toolchain, lock)?;
    progress.begins(Step::Freezing);
    c_files.extend(c_modules.iter().flat_map(|module| module.c_files.clone()));
    c_files.push(frozen::content(layout, toolchain, &mpy_cross, &parts.frozen)?);
    c_files.extend_from_slice(further_files);
    flags.extend_from_slice(further_flags);
    progress.begins(Step::Compiling);
    let profile = profile::used_in(&flags);
    let objects = compile::compile(layout, toolchain, &c_files, &flags, &profile)?;
    progress.warns(&objects.warnings);
    progress.begins(Step::Linking);
    let stack_bytes =
        if parts.torture.is_some() { torture::STACK_BYTES } else { link::STACK_BYTES };
    link::link(layout, toolchain, &parts.bindings.contract, &objects.files, stack_bytes)
        .map_err(|error| named_in(c_modules, error))
}

/// Adds to what the linker says which C modules name the symbols that are missing:
/// after link-time optimisation it does not know that itself.
fn named_in(modules: &[CModule], error: anyhow::Error) -> anyhow::Error {
    let said = format!("{error:#}");
    let symbols = said.lines().filter_map(|line| line.split_once("undefined symbol: "));
    let notes: String = symbols
        .flat_map(|(_, symbol)| {
            let files = c_modules::naming(modules, symbol.trim());
            files.into_iter().map(move |file| format!("\n{symbol} is named in {}", file.display()))
        })
        .collect();
    if notes.is_empty() { error } else { anyhow!("{}{notes}", said.trim_end()) }
}

/// From the linker's module to one that has been started and lacks only its
/// polls, and what is omitted, if anything.
pub(crate) fn started(parts: &Parts, linked: &[u8], omission: Option<Omission>) -> Result<Started> {
    let Parts { bindings: Bindings { contract, .. }, torture, .. } = parts;
    parts.progress.begins(Step::Roots);
    let mut module = Module::new(linked.to_vec())?;
    module.apply("check_imports", |module| check_imports::run(module, contract, Stage::Linked))?;
    if torture.is_some() {
        torture::wrap_allocation(&mut module)?;
    }
    let spills = omission != Some(Omission::Spills);
    let marker = declared(&contract.build_imports, "gc_marker")?;
    let roots = validate_spills::roots_of(module.wasm(), &contract.build_module, &marker.name)?;
    let spilling = spill_roots::Options {
        marker_module: contract.build_module.clone(),
        marker_name: marker.name.clone(),
    };
    let mut validating = validate_spills::Options { roots, raising: Vec::new() };
    if spills {
        module.apply("spill_roots", |module| spill_roots::run(module, &spilling))?;
        module.check("validate_spills", |wasm| validate_spills::validate(wasm, &validating))?;
    }
    let guard = declared(&contract.pass_exports, "pass_stack_guard")?;
    validating.raising.push(validate_spills::name_of_export(module.wasm(), &guard.name)?);
    let guarding = guard_recursion::Options {
        guard_export: guard.name.clone(),
        raise: "mp_raise_recursion_depth".to_owned(),
        exempt_prefixes: UNGUARDED_FUNCTIONS.map(str::to_owned).to_vec(),
        avoid: HOT_FUNCTIONS.map(str::to_owned).to_vec(),
        frame_bytes: guard_recursion::DEFAULT_FRAME_BYTES,
        limit_bytes: STACK_RESERVE_BYTES,
    };
    if omission != Some(Omission::Guards) {
        module.apply("guard_recursion", |module| guard_recursion::run(module, &guarding))?;
    }
    // Once more: the guards collect too.
    if spills {
        module.check("validate_spills", |wasm| validate_spills::validate(wasm, &validating))?;
    }
    if torture.is_some() {
        torture::trap_freed_access(&mut module, contract)?;
    }
    parts.progress.begins(Step::Starting);
    module.apply("snapshot", |module| snapshot::run(module, contract))?;
    let hot = profile::hot_functions(&parts.layout)?;
    Ok(Started { module, roots: validating, hot })
}
