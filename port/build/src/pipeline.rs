//! The stages of a build, in order: from C sources to a sealed module.

use crate::bindings::Bindings;
use crate::c_modules::{self, CModule};
use crate::compile;
use crate::contract::Function;
use crate::engine;
use crate::features;
use crate::frozen;
use crate::generate::{self, Program};
use crate::link;
use crate::manifest::Manifest;
use crate::mpy_cross;
pub(crate) use crate::parts::Parts;
pub use crate::parts::Request;
use crate::passes::check_imports::{self, Stage};
use crate::passes::{
    self, Module, check_polls, count_steps, guard_recursion, hint_branches, place_polls, snapshot,
    spill_roots, validate_spills,
};
use crate::profile;
use crate::progress::Step;
use crate::sources;
use crate::torture;
use crate::unpolled::{self, BYTECODE_LOOP};
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

/// The function that Python functions are called through: most cycles of calls
/// lead through it.
const BYTECODE_ENTRY: &str = "mp_execute_bytecode";

/// Functions that are called for nearly every bytecode: a guard or a poll in
/// them would be felt.
const HOT_FUNCTIONS: [&str; 26] = [
    "fun_builtin_1_call",
    "fun_builtin_2_call",
    "fun_builtin_var_call",
    "mp_binary_op",
    "mp_call_function_n_kw",
    "mp_call_method_n_kw",
    "mp_execute_bytecode",
    "mp_get_buffer",
    "mp_getiter",
    "mp_iternext",
    "mp_load_attr",
    "mp_load_global",
    "mp_load_method",
    "mp_load_method_maybe",
    "mp_map_lookup",
    "mp_map_rehash",
    "mp_obj_equal_not_equal",
    "mp_obj_get_type",
    "mp_obj_instance_attr",
    "mp_obj_instance_call",
    "mp_obj_is_true",
    "mp_set_lookup",
    "mp_unary_op",
    "run_bytecode",
    "upstream_mp_map_lookup",
    "type_call",
];

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
    /// Rust source of the contract, for the runtime to include.
    pub contract: String,
    /// Files and folders of the ingredients: when one changes, so does this.
    pub inputs: Vec<PathBuf>,
}

/// A sealed module alone.
pub struct Sealed {
    /// The module.
    pub wasm: Vec<u8>,
    /// What it says of itself.
    pub manifest: Manifest,
}

/// Runs all stages.
///
/// # Errors
///
/// When one fails: with what was wrong, where, and what to do next.
pub fn build(request: &Request<'_>) -> Result<Artifact> {
    let parts = Parts::find(request)?;
    let module = shipped(&parts)?;
    let (plain, polls) = finished(&parts, module.clone(), Stage::Finished)?;
    let (counting, counting_polls) = finished(&parts, module, Stage::Counting)?;
    parts.progress.begins(Step::Sealing);
    let manifest = parts.manifest(plain.passes())?;
    let counting_manifest = Manifest { passes: counting.passes().to_vec(), ..manifest.clone() };
    let wasm = seal(plain, &manifest, &polls)?;
    let counting_wasm = seal(counting, &counting_manifest, &counting_polls)?;
    Ok(Artifact {
        native: engine::precompile(&wasm, request.target)?,
        wasm,
        counting_native: engine::precompile(&counting_wasm, request.target)?,
        counting_wasm,
        manifest,
        contract: parts.bindings.rust,
        inputs: parts.inputs,
    })
}

/// Runs the stages that lead to the sealed module: no native code of it is made,
/// and no variant that counts.
///
/// # Errors
///
/// As [`build`].
pub fn build_module(request: &Request<'_>) -> Result<Sealed> {
    let parts = Parts::find(request)?;
    let (module, polls) = finished(&parts, shipped(&parts)?, Stage::Finished)?;
    parts.progress.begins(Step::Sealing);
    let manifest = parts.manifest(module.passes())?;
    Ok(Sealed { wasm: seal(module, &manifest, &polls)?, manifest })
}

/// The module as it is shipped, started, without polls.
fn shipped(parts: &Parts) -> Result<Module> {
    let flags = profile::flags_to_use(&parts.layout, &parts.toolchain)?;
    started(parts, &linked(parts, &flags, &[])?, None)
}

/// From a started module to one as it is used, in the variant of that stage;
/// with what its polls are to look like.
fn finished(
    parts: &Parts,
    mut module: Module,
    stage: Stage,
) -> Result<(Module, check_polls::Options)> {
    parts.progress.begins(Step::Polls);
    let polls = interruptible(parts, &mut module, stage)?;
    let contract = &parts.bindings.contract;
    module.apply("check_imports", |module| check_imports::run(module, contract, stage))?;
    let unsealed = match stage {
        Stage::Counting => "micropython.counting.unsealed.wasm",
        _ => "micropython.unsealed.wasm",
    };
    // With the names of its functions, for whoever debugs.
    fs::write(parts.layout.out.join(unsealed), module.wasm())?;
    Ok((module, polls))
}

/// Seals a module, and hints at what its polls find.
fn seal(module: Module, manifest: &Manifest, polls: &check_polls::Options) -> Result<Vec<u8>> {
    let sealed = module.seal(manifest)?;
    let wasm = hint_branches::run(&sealed, polls).context("in the pass hint_branches")?;
    passes::validate(&wasm).context("after the pass hint_branches")?;
    Ok(wasm)
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

/// From C, compiled with further flags and files, to the linker's module.
pub(crate) fn linked(
    parts: &Parts,
    further_flags: &[String],
    further_files: &[PathBuf],
) -> Result<Vec<u8>> {
    let Parts { layout, lock, toolchain, c_modules, progress, .. } = parts;
    progress.begins(Step::Headers);
    let mut flags = compile::flags(layout, toolchain);
    flags.extend(torture::defines(parts.torture));
    flags.extend(c_modules.iter().flat_map(CModule::all_flags));
    fs::write(layout.generated().join(features::HEADER), parts.features.header())?;
    let mut c_files = sources::c_files(&layout.micropython, &layout.port, &parts.features)?;
    let scanned = c_modules.iter().flat_map(|module| &module.scanned);
    let mut qstr_definitions = vec![layout.port.join("qstrdefsport.h")];
    qstr_definitions.extend(c_modules.iter().flat_map(|module| module.qstr_definitions.clone()));
    let program = Program {
        micropython: &layout.micropython,
        compiler: &toolchain.clang,
        flags: &flags,
        sources: &c_files.iter().chain(scanned).cloned().collect::<Vec<_>>(),
        qstr_definitions,
        generated: layout.generated(),
    };
    generate::changed_headers(&program, toolchain, lock, &parts.c_inputs()?)?;
    progress.begins(Step::BytecodeCompiler);
    let mpy_cross = mpy_cross::build(layout, toolchain, lock)?;
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
pub(crate) fn started(parts: &Parts, linked: &[u8], omission: Option<Omission>) -> Result<Module> {
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
    // Once more: the guards collect too. What comes next, polls among it, touches
    // nothing that the proof speaks of: neither locals nor what is held on the
    // operand stack nor the shadow stack.
    if spills {
        module.check("validate_spills", |wasm| validate_spills::validate(wasm, &validating))?;
    }
    if torture.is_some() {
        torture::trap_freed_access(&mut module, contract)?;
    }
    parts.progress.begins(Step::Starting);
    module.apply("snapshot", |module| snapshot::run(module, contract))?;
    Ok(module)
}

/// Makes a module interruptible, and count its steps if it is to; gives what its
/// polls are to look like.
pub(crate) fn interruptible(
    parts: &Parts,
    module: &mut Module,
    stage: Stage,
) -> Result<check_polls::Options> {
    let contract = &parts.bindings.contract;
    let poll = declared(&contract.added_imports, "poll")?;
    let placing = place_polls::Options {
        host_module: contract.import_module.clone(),
        poll_import: poll.name.clone(),
        signal_import: contract.signal_memory.clone(),
        marker_module: contract.build_module.clone(),
        marker_name: declared(&contract.build_imports, "poll_marker")?.name,
        entries: vec![BYTECODE_ENTRY.to_owned()],
        avoid: HOT_FUNCTIONS.map(str::to_owned).to_vec(),
        dispatchers: vec![BYTECODE_LOOP.to_owned()],
        bounded: unpolled::names(),
    };
    module.apply("place_polls", |module| place_polls::run(module, &placing))?;
    let steps_export = (stage == Stage::Counting).then(|| contract.steps_global.clone());
    if let Some(steps_export) = &steps_export {
        let counting = count_steps::Options {
            host_module: contract.import_module.clone(),
            poll_import: poll.name.clone(),
            steps_export: steps_export.clone(),
            dispatchers: placing.dispatchers.clone(),
        };
        module.apply("count_steps", |module| count_steps::run(module, &counting))?;
    }
    let polls = check_polls::Options {
        host_module: contract.import_module.clone(),
        poll_import: poll.name,
        signal_import: contract.signal_memory.clone(),
        steps_export,
        dispatchers: placing.dispatchers,
        bounded: placing.bounded,
    };
    module.check("check_polls", |wasm| check_polls::run(wasm, &polls))?;
    Ok(polls)
}

fn declared(functions: &[Function], name: &str) -> Result<Function> {
    functions
        .iter()
        .find(|each| each.name == name)
        .cloned()
        .with_context(|| format!("host.h does not declare {name}, which a pass needs"))
}
