//! The last part of a build: from a module that has been started to one that is
//! sealed, and verified as others will.

use crate::contract::{Contract, Function};
use crate::digests::DigestLock;
use crate::manifest::Manifest;
use crate::passes::check_imports::{self, Stage};
use crate::passes::seal::{Landmarked, Sealed};
use crate::passes::{Module, check_polls, count_steps, place_polls, validate_spills};
use crate::progress::{Progress, Step};
use crate::unpolled::{self, BYTECODE_LOOP};
use crate::verify::{Expected, Verdict, verify};
use anyhow::{Context as _, Result, ensure};
use std::collections::BTreeSet;

/// The function that Python functions are called through: most cycles of calls
/// lead through it.
const BYTECODE_ENTRY: &str = "mp_execute_bytecode";

/// Functions that are called for nearly every bytecode: a guard or a poll in
/// them would be felt.
pub const HOT_FUNCTIONS: [&str; 25] = [
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

/// A module that has been started and lacks only its polls.
#[derive(Clone)]
pub struct Started {
    /// The module.
    pub module: Module,
    /// What the proof of its roots starts from.
    pub roots: validate_spills::Options,
    /// The names of the functions that run often.
    pub hot: BTreeSet<String>,
}

/// Finishes a module in the variant of that stage. The manifest is completed.
///
/// # Errors
///
/// When a pass or a check fails, or the finished module is not what it says.
pub fn finish(
    started: Started,
    contract: &Contract,
    stage: Stage,
    manifest: Manifest,
    licenses: &str,
    progress: &Progress,
) -> Result<Finished> {
    progress.begins(Step::Polls);
    let Started { mut module, roots, hot } = started;
    let polls = interruptible(contract, &mut module, stage, &hot)?;
    module.apply("check_imports", |module| check_imports::run(module, contract, stage))?;
    let tortures = manifest.gc_torture.is_some();
    // Of the whole, as it is used. What accesses to freed memory are checked with
    // is beyond the proof, which was made before those checks were put in.
    if !tortures {
        module.check("validate_spills", |wasm| {
            validate_spills::validate(&check_polls::without(wasm, &polls)?, &roots)
        })?;
    }
    progress.begins(Step::Sealing);
    let named = module.wasm().to_vec();
    let landmarked = Landmarked {
        collect: roots.roots,
        raise: roots.raising,
        dispatch: polls.dispatchers.clone(),
        bounded: polls.bounded.clone(),
    };
    let sealed = module.seal(manifest, &polls, &hot, &landmarked, licenses)?;
    if !tortures {
        check(&sealed, contract)?;
    }
    Ok(Finished { sealed, named })
}

/// A finished module.
pub struct Finished {
    /// As it is used.
    pub sealed: Sealed,
    /// Before it was sealed, with the names of its functions: for whoever debugs.
    pub named: Vec<u8>,
}

/// Verifies a module as whoever gets it does, but for its digest.
fn check(sealed: &Sealed, contract: &Contract) -> Result<()> {
    let expected = Expected { abi_version: contract.abi_version, lock: DigestLock::default() };
    let verification = verify(&sealed.wasm, &expected);
    let failed: Vec<String> = verification
        .checks
        .iter()
        .filter(|check| check.verdict == Verdict::Failed)
        .map(|check| format!("  {}: {}\n", check.name, check.detail))
        .collect();
    ensure!(failed.is_empty(), "the finished module is not as it should be:\n{}", failed.concat());
    Ok(())
}

/// Makes a module interruptible, and count its steps if it is to; gives what its
/// polls are to look like.
///
/// # Errors
///
/// When a pass fails, or something may run without end.
pub fn interruptible(
    contract: &Contract,
    module: &mut Module,
    stage: Stage,
    hot: &BTreeSet<String>,
) -> Result<check_polls::Options> {
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
        hot: Some(hot.clone()),
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

/// A function of the contract that a pass needs.
///
/// # Errors
///
/// When it has none of that name.
pub fn declared(functions: &[Function], name: &str) -> Result<Function> {
    functions
        .iter()
        .find(|each| each.name == name)
        .cloned()
        .with_context(|| format!("host.h does not declare {name}, which a pass needs"))
}
