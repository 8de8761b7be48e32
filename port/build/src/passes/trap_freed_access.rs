//! Checks every access to memory, only in a build that tortures the collector.
//!
//! A function of the port knows which memory was freed. The pass calls it in
//! front of each load and store, and in front of copies and fills. Before:
//!
//! ```wat
//! (func $next (param $list i32)
//!   (i32.store offset=8 (local.get $list) (i32.load (local.get $list))))
//! ```
//!
//! and after, with `$next` being function number 3:
//!
//! ```wat
//! (func $next (param $list i32) (local $stored i32)
//!   local.get $list
//!   (call $mph_pass_check_access (local.get $list) (i32.const 0) (i32.const 0x304))
//!   i32.load
//!   local.set $stored
//!   (call $mph_pass_check_access (;…;) (i32.const 8) (i32.const 0x384))
//!   local.get $stored
//!   i32.store offset=8)
//! ```
//!
//! The last argument is the number of bytes, with 0x80 for a store, and the
//! function's number times 0x100. The check gives back the address, so that it
//! needs no local. It ends the run when the memory was freed; to tell which
//! function it was, it calls an import that this pass writes:
//!
//! ```wat
//! (func $mph_build_function_name (param $function i32)
//!   (if (i32.eq (local.get $function) (i32.const 3))
//!     (then (call $mph_pass_function_name (i64.const 0x7478656e)))) …)   ;; "next"
//! ```
//!
//! The collector's own functions are exempt: they do read and write what is
//! free. So is the check, which would otherwise call itself.
//!
//! The check neither collects nor raises, so the pass may run after
//! `spill_roots` and `guard_recursion`. Before them, its locals would be taken
//! for further roots, and a module in which they hide a missing one would be
//! tested in place of the one that is used.

use anyhow::{Result, anyhow, bail, ensure};
use serde::Serialize;
use std::collections::BTreeMap;
use walrus::ir::{
    Call, Const, Instr, InstrLocId, InstrSeq, InstrSeqId, LocalGet, LocalSet, Value, Visitor,
    dfs_in_order,
};
use walrus::{FunctionId, ImportKind, LocalId, Module, ModuleLocals, ValType};

use super::torture_allocation::exported;

/// Added to the number of bytes of a store.
const WRITES: u32 = 0x80;

/// What a function's number is multiplied by.
const FUNCTION: u32 = 0x100;

/// What to look for.
#[derive(Debug, Clone)]
pub struct Options {
    /// The export that checks a load or store, of type `(i32 i32 i32) -> i32`:
    /// address, offset, access.
    pub check_access: String,
    /// The export that checks a range, of type `(i32 i32 i32) -> ()`: address,
    /// bytes, access.
    pub check_range: String,
    /// The export that prints up to eight characters, of type `(i64) -> ()`.
    pub print: String,
    /// Module and name of the import that the check calls to have a function's
    /// name printed, of type `(i32) -> ()`.
    pub name: (String, String),
    /// How the names of functions start that are not checked.
    pub exempt_prefixes: Vec<String>,
}

/// What the pass did, for the build's log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Functions whose accesses are checked.
    pub functions: usize,
    /// Loads in them.
    pub loads: usize,
    /// Stores in them.
    pub stores: usize,
    /// Copies and fills in them.
    pub ranges: usize,
    /// Names of the other functions, sorted.
    pub exempt: Vec<String>,
}

/// Runs the pass.
///
/// # Errors
///
/// When the check is not as expected, or a function accesses memory by an
/// instruction that the pass does not know. The module is then left half done.
pub fn run(module: &mut Module, options: &Options) -> Result<Report> {
    ensure!(
        module.memories.iter().map(|memory| memory.memory64).eq([false]),
        "the module must have exactly one memory, of 32 bits"
    );
    let i32 = ValType::I32;
    let (access, access_export) =
        exported(module, &options.check_access, &[i32, i32, i32], &[i32])?;
    let (range, range_export) = exported(module, &options.check_range, &[i32, i32, i32], &[])?;
    let (print, print_export) = exported(module, &options.print, &[ValType::I64], &[])?;
    let check = Check { access, range };

    let mut report = Report::default();
    let mut names = Vec::new();
    let functions: Vec<_> = module.funcs.iter_local().map(|(id, _)| id).collect();
    for id in functions {
        let name = module.funcs.get(id).name.clone();
        let name = name.unwrap_or_else(|| format!("function {}", id.index()));
        if options.exempt_prefixes.iter().any(|prefix| name.starts_with(prefix.as_str())) {
            report.exempt.push(name);
            continue;
        }
        let number = u32::try_from(names.len())?;
        check.function(module, id, number * FUNCTION, &mut report).map_err(|instr| {
            anyhow!("{name} accesses memory by {instr:?}, which the pass does not know")
        })?;
        names.push(name);
    }
    report.functions = names.len();
    report.exempt.sort_unstable();

    write_names(module, options, print, &names)?;
    for export in [access_export, range_export, print_export] {
        module.exports.delete(export);
    }
    Ok(report)
}

/// The functions that check.
struct Check {
    access: FunctionId,
    range: FunctionId,
}

impl Check {
    /// Adds the checks to a function.
    fn function(
        &self,
        module: &mut Module,
        id: FunctionId,
        number: u32,
        report: &mut Report,
    ) -> Result<(), Instr> {
        let Module { funcs, locals, .. } = module;
        let func = funcs.get_mut(id).kind.unwrap_local_mut();
        let mut sequences = Sequences::default();
        dfs_in_order(&mut sequences, func, func.entry_block());
        let mut scratch = Scratch { locals, by_use: BTreeMap::new() };
        for sequence in sequences.0 {
            let old = std::mem::take(&mut func.block_mut(sequence).instrs);
            let mut new = Vec::with_capacity(old.len());
            for (instr, location) in old {
                let before = self.before(&instr, number, &mut scratch, report)?;
                new.extend(before.into_iter().map(|instr| (instr, InstrLocId::default())));
                new.push((instr, location));
            }
            func.block_mut(sequence).instrs = new;
        }
        Ok(())
    }

    /// What goes in front of an instruction.
    fn before(
        &self,
        instr: &Instr,
        number: u32,
        scratch: &mut Scratch<'_>,
        report: &mut Report,
    ) -> Result<Vec<Instr>, Instr> {
        let access = |offset: u64, access: u32| {
            // An offset beyond 32 bits is not valid in a 32-bit memory.
            let offset = constant(offset as u32);
            [offset, constant(number | access), call(self.access)]
        };
        match instr {
            Instr::Load(load) => {
                report.loads += 1;
                Ok(access(load.arg.offset, load.kind.width()).to_vec())
            }
            Instr::Store(store) => {
                use walrus::ir::StoreKind as Kind;
                report.stores += 1;
                let stored = scratch.local(match store.kind {
                    Kind::I32 { .. } | Kind::I32_8 { .. } | Kind::I32_16 { .. } => Use::I32,
                    Kind::I64 { .. }
                    | Kind::I64_8 { .. }
                    | Kind::I64_16 { .. }
                    | Kind::I64_32 { .. } => Use::I64,
                    Kind::F32 => Use::F32,
                    Kind::F64 => Use::F64,
                    Kind::V128 => return Err(instr.clone()),
                });
                let mut code = vec![set(stored)];
                code.extend(access(store.arg.offset, store.kind.width() | WRITES));
                code.push(get(stored));
                Ok(code)
            }
            Instr::MemoryCopy(_) | Instr::MemoryFill(_) => {
                report.ranges += 1;
                let [to, from, bytes] = [Use::To, Use::I32, Use::Bytes].map(|u| scratch.local(u));
                let range = |start, access| {
                    [get(start), get(bytes), constant(number | access), call(self.range)]
                };
                let mut code = vec![set(bytes), set(from), set(to)];
                code.extend(range(to, WRITES));
                if matches!(instr, Instr::MemoryCopy(_)) {
                    code.extend(range(from, 0));
                }
                code.extend([get(to), get(from), get(bytes)]);
                Ok(code)
            }
            Instr::MemoryInit(_)
            | Instr::AtomicRmw(_)
            | Instr::Cmpxchg(_)
            | Instr::AtomicNotify(_)
            | Instr::AtomicWait(_)
            | Instr::LoadSimd(_) => Err(instr.clone()),
            _ => Ok(Vec::new()),
        }
    }
}

/// Every sequence of instructions of a function.
#[derive(Default)]
struct Sequences(Vec<InstrSeqId>);

impl<'a> Visitor<'a> for Sequences {
    fn start_instr_seq(&mut self, sequence: &'a InstrSeq) {
        self.0.push(sequence.id());
    }
}

/// What a local of ours holds while a check runs: a value to be stored, by its
/// type, or another operand of a range. One of each serves a whole function.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    I32,
    I64,
    F32,
    F64,
    To,
    Bytes,
}

struct Scratch<'a> {
    locals: &'a mut ModuleLocals,
    by_use: BTreeMap<Use, LocalId>,
}

impl Scratch<'_> {
    fn local(&mut self, purpose: Use) -> LocalId {
        let ty = match purpose {
            Use::I32 | Use::To | Use::Bytes => ValType::I32,
            Use::I64 => ValType::I64,
            Use::F32 => ValType::F32,
            Use::F64 => ValType::F64,
        };
        *self.by_use.entry(purpose).or_insert_with(|| self.locals.add(ty))
    }
}

fn constant(value: u32) -> Instr {
    Instr::Const(Const { value: Value::I32(value.cast_signed()) })
}

fn call(func: FunctionId) -> Instr {
    Instr::Call(Call { func })
}

fn get(local: LocalId) -> Instr {
    Instr::LocalGet(LocalGet { local })
}

fn set(local: LocalId) -> Instr {
    Instr::LocalSet(LocalSet { local })
}

/// Puts a function in the place of the import that prints a name.
fn write_names(
    module: &mut Module,
    options: &Options,
    print: FunctionId,
    names: &[String],
) -> Result<()> {
    let (from, name) = &options.name;
    let import = module
        .imports
        .iter()
        .find(|import| import.module == *from && import.name == *name)
        .ok_or_else(|| anyhow!("the module does not import {from}.{name}"))?;
    let ImportKind::Function(function) = import.kind else {
        bail!("the import {from}.{name} is not a function");
    };
    let ty = module.types.params_results(module.funcs.get(function).ty());
    ensure!(
        ty == (&[ValType::I32][..], &[][..]),
        "the import {from}.{name} must take a number and give nothing"
    );
    module
        .replace_imported_func(function, |(code, args)| {
            for (number, name) in (0..).zip(names) {
                code.local_get(args[0]).i32_const(number).binop(walrus::ir::BinaryOp::I32Eq);
                code.if_else(
                    None,
                    |then| {
                        for piece in name.as_bytes().chunks(8) {
                            let mut characters = [0; 8];
                            characters[..piece.len()].copy_from_slice(piece);
                            then.i64_const(i64::from_le_bytes(characters)).call(print);
                        }
                    },
                    |_| {},
                );
            }
        })
        .map_err(|error| anyhow!("{error:#}"))?;
    Ok(())
}
