//! The stages of a build, in order: from C sources to a sealed module.

use crate::bindings::{self, Bindings};
use crate::compile;
use crate::contract::Function;
use crate::engine;
use crate::environment::Environment;
use crate::generate::{self, Program};
use crate::layout::Layout;
use crate::link;
use crate::manifest::{Frozen, Library, Manifest, Source};
use crate::mpy_cross;
use crate::passes::check_imports::{self, Stage};
use crate::passes::{
    self, Module, check_polls, count_steps, guard_recursion, hint_branches, place_polls, snapshot,
    spill_roots, validate_spills,
};
use crate::patches::Patched;
use crate::profile;
use crate::source::{self, LOCK_FILE, Lock, hex, tree_digest};
use crate::sources;
use crate::toolchain::{self, Toolchain};
use crate::torture;
use crate::unpolled::{self, BYTECODE_LOOP};
use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

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
const HOT_FUNCTIONS: [&str; 25] = [
    "fun_builtin_1_call",
    "fun_builtin_2_call",
    "fun_builtin_var_call",
    "look_up_object",
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
    "mp_obj_equal_not_equal",
    "mp_obj_get_type",
    "mp_obj_instance_attr",
    "mp_obj_instance_call",
    "mp_obj_is_true",
    "mp_set_lookup",
    "mp_unary_op",
    "run_bytecode",
    "type_call",
];

/// What a build is asked for.
pub struct Request<'a> {
    /// The top of the project.
    pub root: &'a Path,
    /// Where everything that is made goes.
    pub out: &'a Path,
    /// The triple of the machine that builds.
    pub host: &'a str,
    /// The triple of the machine that will run the module.
    pub target: &'a str,
    /// What the environment says.
    pub environment: &'a Environment,
}

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
}

/// Runs all stages.
///
/// # Errors
///
/// When one fails: with what was wrong, where, and what to do next.
pub fn build(request: &Request<'_>) -> Result<Artifact> {
    let parts = Parts::find(request)?;
    let profile = profile::flags_to_use(&parts.layout, &parts.toolchain)?;
    let linked = linked(&parts, &profile, &[])?;
    let module = started(&parts, &linked, None)?;
    let (plain, polls) = finished(&parts, module.clone(), Stage::Finished)?;
    let (counting, counting_polls) = finished(&parts, module, Stage::Counting)?;
    let Parts { layout, lock, patched, toolchain, bindings, torture, .. } = parts;
    let Bindings { rust, contract } = bindings;
    // With the names of its functions, for whoever debugs.
    fs::write(layout.out.join("micropython.unsealed.wasm"), plain.wasm())?;
    fs::write(layout.out.join("micropython.counting.unsealed.wasm"), counting.wasm())?;

    let manifest = Manifest {
        format: 1,
        builder: env!("CARGO_PKG_VERSION").to_owned(),
        micropython: Source {
            version: lock.get("micropython_version")?.to_owned(),
            commit: lock.get("micropython_commit")?.to_owned(),
            tree_sha256: tree_digest(&layout.micropython, lock.get("micropython_tree_paths")?)?,
        },
        patches: patched.applied,
        wasi_libc: libc_digest(&toolchain)?,
        port_sha256: port_digest(&layout.port)?,
        compiler: format!("clang {}", toolchain.clang_version),
        gc_torture: torture,
        passes: plain.passes().to_vec(),
        frozen: frozen_digests(&layout, &toolchain)?,
        contract,
    };
    let counting_manifest = Manifest { passes: counting.passes().to_vec(), ..manifest.clone() };
    let (wasm, native) = seal(plain, &manifest, &polls, request.target)?;
    let (counting_wasm, counting_native) =
        seal(counting, &counting_manifest, &counting_polls, request.target)?;
    Ok(Artifact { wasm, native, counting_wasm, counting_native, manifest, contract: rust })
}

/// From a started module to one as it is used, in the variant of that stage;
/// with what its polls are to look like.
fn finished(
    parts: &Parts,
    mut module: Module,
    stage: Stage,
) -> Result<(Module, check_polls::Options)> {
    let polls = interruptible(parts, &mut module, stage)?;
    let contract = &parts.bindings.contract;
    module.apply("check_imports", |module| check_imports::run(module, contract, stage))?;
    Ok((module, polls))
}

/// Seals a module, hints at what its polls find, and compiles it.
fn seal(
    module: Module,
    manifest: &Manifest,
    polls: &check_polls::Options,
    target: &str,
) -> Result<(Vec<u8>, Vec<u8>)> {
    let sealed = module.seal(manifest)?;
    let wasm = hint_branches::run(&sealed, polls).context("in the pass hint_branches")?;
    passes::validate(&wasm).context("after the pass hint_branches")?;
    let native = engine::precompile(&wasm, target)?;
    Ok((wasm, native))
}

/// What a build starts from, all checked.
pub(crate) struct Parts {
    pub layout: Layout,
    pub lock: Lock,
    pub patched: Patched,
    pub toolchain: Toolchain,
    pub bindings: Bindings,
    pub host: String,
    /// How often the interpreter tortures its collector, if it does.
    pub torture: Option<NonZeroU32>,
}

impl Parts {
    pub fn find(request: &Request<'_>) -> Result<Parts> {
        let layout = Layout::new(request.root, request.out);
        let lock = Lock::read(&layout.root.join(LOCK_FILE))?;
        source::check(&lock, &layout.micropython, request.environment.develop)?;
        let patched = Patched::make(&layout.micropython, &layout.patches(), &layout.patched())?;
        let toolchain = toolchain::find(request.environment, &layout.root)?;
        let torture = torture::interval(request.environment)?;
        let header = layout.port.join("host.h");
        let bindings = bindings::generate(&header, &torture::defines(torture))?;
        let host = request.host.to_owned();
        Ok(Parts { layout, lock, patched, toolchain, bindings, host, torture })
    }
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
    let Parts {
        layout,
        lock,
        patched,
        toolchain,
        bindings: Bindings { contract, .. },
        host,
        torture,
    } = parts;
    let torture = *torture;
    let mut flags = compile::flags(layout, toolchain);
    flags.extend(torture::defines(torture));
    let mut c_files = sources::c_files(&layout.micropython, &layout.port, patched)?;
    let program = Program {
        micropython: &layout.micropython,
        patched,
        compiler: &toolchain.clang,
        flags: &flags,
        sources: &c_files,
        qstr_definitions: layout.port.join("qstrdefsport.h"),
        generated: layout.generated(),
    };
    generate::headers(&program, toolchain, lock)?;
    let mpy_cross = mpy_cross::build(layout, patched, toolchain, lock, host)?;
    c_files.push(generate::frozen(layout, toolchain, &mpy_cross)?);
    c_files.extend_from_slice(further_files);
    flags.extend_from_slice(further_flags);
    let objects = compile::compile(layout, toolchain, host, &c_files, &flags)?;
    let stack_bytes = if torture.is_some() { torture::STACK_BYTES } else { link::STACK_BYTES };
    link::link(layout, toolchain, contract, &objects, stack_bytes)
}

/// From the linker's module to one that has been started and lacks only its
/// polls, and what is omitted, if anything.
pub(crate) fn started(parts: &Parts, linked: &[u8], omission: Option<Omission>) -> Result<Module> {
    let Parts { bindings: Bindings { contract, .. }, torture, .. } = parts;
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

fn libc_digest(toolchain: &Toolchain) -> Result<Library> {
    let mut digest = Sha256::new();
    for archive in ["crt1-reactor.o", "libsetjmp.a", "libc.a"] {
        let path = toolchain.lib.join(archive);
        digest.update(fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?);
    }
    Ok(Library { sha256: hex(&digest.finalize()) })
}

fn port_digest(port: &Path) -> Result<String> {
    let mut names: Vec<String> = fs::read_dir(port)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| [".c", ".h", ".py", ".proftext"].iter().any(|end| name.ends_with(end)))
        .collect();
    names.sort();
    names.extend(["frozen", "patches"].map(str::to_owned));
    tree_digest(port, &names.join(" "))
}

fn frozen_digests(layout: &Layout, toolchain: &Toolchain) -> Result<Vec<Frozen>> {
    generate::frozen_files(layout, toolchain)?
        .into_iter()
        .map(|(path, file)| {
            let source =
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            Ok(Frozen { path, sha256: hex(&Sha256::digest(&source)) })
        })
        .collect()
}
