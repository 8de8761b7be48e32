//! The stages of a build, in order: from C sources to a sealed module.

use crate::bindings::{self, Bindings};
use crate::compile;
use crate::engine;
use crate::environment::Environment;
use crate::finish::{self, Finished, HOT_FUNCTIONS, Started, declared};
use crate::generate::{self, FrozenFile, Program};
use crate::layout::Layout;
use crate::link;
use crate::manifest::{FORMAT, Frozen, Landmarks, Manifest, Origin, Source};
use crate::mpy_cross;
use crate::notices;
use crate::passes::check_imports::{self, Stage};
use crate::passes::seal::Sealed;
use crate::passes::{
    Module, guard_recursion, snapshot, spill_roots, validate_spills, walrus_version,
};
use crate::patches::Patched;
use crate::profile;
use crate::sealing::sha256;
use crate::source::{self, LOCK_FILE, Lock, tree_digest};
use crate::sources;
use crate::survey;
use crate::symbols::Symbols;
use crate::toolchain::{self, Toolchain};
use crate::torture;
use anyhow::{Context as _, Result};
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
    /// The names of its functions, and of those of the variant.
    pub symbols: [Symbols; 2],
    /// Rust source of the contract, for the runtime to include.
    pub contract: String,
}

/// The sealed modules.
pub struct Modules {
    /// The one that is used unless steps are counted.
    pub plain: Sealed,
    /// The variant that counts steps.
    pub counting: Sealed,
    /// Rust source of the contract, for the runtime to include.
    pub contract: String,
}

/// Runs all stages.
///
/// # Errors
///
/// When one fails: with what was wrong, where, and what to do next.
pub fn build(request: &Request<'_>) -> Result<Artifact> {
    let Modules { plain, counting, contract } = modules(request)?;
    Ok(Artifact {
        native: engine::precompile(&plain.wasm, request.target)?,
        counting_native: engine::precompile(&counting.wasm, request.target)?,
        wasm: plain.wasm,
        counting_wasm: counting.wasm,
        manifest: plain.manifest,
        symbols: [plain.symbols, counting.symbols],
        contract,
    })
}

/// Runs all stages but the last, which makes native code of the modules.
///
/// # Errors
///
/// As [`build`].
pub fn modules(request: &Request<'_>) -> Result<Modules> {
    let parts = Parts::find(request)?;
    let profile = profile::flags_to_use(&parts.layout, &parts.toolchain)?;
    let linked = linked(&parts, &profile, &[])?;
    let started = started(&parts, &linked, None)?;
    let manifest = manifest(&parts)?;
    let Parts { layout, bindings, .. } = parts;
    let licenses = notices::licenses(|path| {
        let path = layout.root.join(path);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    })?;
    let Bindings { rust, contract } = bindings;
    let finished = |started, stage, name: &str| -> Result<Sealed> {
        let Finished { sealed, named } =
            finish::finish(started, &contract, stage, manifest.clone(), &licenses)?;
        // With the names of its functions, for whoever debugs.
        fs::write(layout.out.join(name), named)?;
        Ok(sealed)
    };
    Ok(Modules {
        plain: finished(started.clone(), Stage::Finished, "micropython.unsealed.wasm")?,
        counting: finished(started, Stage::Counting, "micropython.counting.unsealed.wasm")?,
        contract: rust,
    })
}

/// What is known of a module before it is finished.
fn manifest(parts: &Parts) -> Result<Manifest> {
    let Parts { layout, lock, patched, toolchain, bindings, torture, .. } = parts;
    let mut flags = compile::flags(layout, toolchain);
    flags.extend(torture::defines(*torture));
    Ok(Manifest {
        format: FORMAT,
        builder: env!("CARGO_PKG_VERSION").to_owned(),
        contract: bindings.contract.clone(),
        micropython: Source {
            version: lock.get("micropython_version")?.to_owned(),
            commit: lock.get("micropython_commit")?.to_owned(),
            tree_sha256: tree_digest(&layout.micropython, lock.get("micropython_tree_paths")?)?,
        },
        patches: patched.applied.clone(),
        port_sha256: port_digest(&layout.port)?,
        toolchain: toolchain::identity(toolchain, walrus_version()?)?,
        gc_torture: *torture,
        passes: Vec::new(),
        frozen: frozen_digests(layout, toolchain)?,
        modules: survey::modules(layout)?,
        switches: survey::switches(layout, toolchain, &flags)?,
        landmarks: Landmarks::default(),
        sbom_sha256: String::new(),
        licenses_sha256: String::new(),
    })
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

/// From C, compiled with further flags and files, to the linker's module. A file
/// takes the place of one with the same name.
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
    c_files.retain(|file| further_files.iter().all(|other| other.file_name() != file.file_name()));
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
pub(crate) fn started(parts: &Parts, linked: &[u8], omission: Option<Omission>) -> Result<Started> {
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
    // Once more: the guards collect too.
    if spills {
        module.check("validate_spills", |wasm| validate_spills::validate(wasm, &validating))?;
    }
    if torture.is_some() {
        torture::trap_freed_access(&mut module, contract)?;
    }
    module.apply("snapshot", |module| snapshot::run(module, contract))?;
    Ok(Started { module, roots: validating })
}

fn port_digest(port: &Path) -> Result<String> {
    let mut names: Vec<String> = fs::read_dir(port)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| [".c", ".h", ".py", ".proftext"].iter().any(|end| name.ends_with(end)))
        .collect();
    names.sort();
    names.extend(["compiler", "frozen", "patches"].map(str::to_owned));
    tree_digest(port, &names.join(" "))
}

fn frozen_digests(layout: &Layout, toolchain: &Toolchain) -> Result<Vec<Frozen>> {
    generate::frozen_files(layout, toolchain)?
        .into_iter()
        .map(|FrozenFile { path, file, doc }| {
            let source =
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let origin = if file.starts_with(&layout.micropython) {
                Origin::MicroPython
            } else if file.starts_with(&layout.port) {
                Origin::Port
            } else {
                Origin::Other
            };
            Ok(Frozen { path, sha256: sha256(&source), origin, doc })
        })
        .collect()
}
