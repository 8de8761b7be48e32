//! Makes the interpreter count its steps, in the variant of the module that is
//! used where steps are limited.
//!
//! A *step* is a jump of a Python program, where the interpreter asks whether it
//! is to stop (see `place_polls`), or a call of the function that runs bytecode:
//! when a frame begins, and when it takes over an exception of C code. How many
//! a program makes depends on its bytecode and on what it computes, so it is the
//! same number each time. They are counted down in a global that the host sets;
//! when none is left, the host is asked what to do.
//!
//! ```wat
//! (global.set $steps (i64.sub (global.get $steps) (i64.const 1)))
//! (if (i64.lt_s (global.get $steps) (i64.const 0)) (then (call $micropython_host.poll)))
//! ```
//!
//! The code stands before each poll that asks, and at the entry of the function.
//! A guest cannot write to the global in any other way: the check `check_polls`
//! shows that nothing else names it. The variant that does not count is what it
//! would be if there were no other.

use anyhow::{Result, bail, ensure};
use serde::Serialize;
use walrus::ir::{
    BinaryOp, Binop, Const, GlobalGet, GlobalSet, IfElse, Instr, InstrLocId, InstrSeq, InstrSeqId,
    Value, Visitor, dfs_in_order,
};
use walrus::{
    ConstExpr, FunctionId, GlobalId, ImportKind, LocalFunction, Module, ValType, ir::Value as Bits,
};

/// What counts and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// The module of the import that asks the host, and its name.
    pub host_module: String,
    /// The import that asks the host: `() -> ()`.
    pub poll_import: String,
    /// The name by which the global is exported.
    pub steps_export: String,
    /// Names of the functions that run bytecode.
    pub dispatchers: Vec<String>,
}

/// What the pass did, for the build's log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Polls that ask, each of which counts.
    pub jumps: usize,
    /// Functions that run bytecode.
    pub frames: usize,
}

/// Runs the pass, after `place_polls`.
///
/// # Errors
///
/// When a function of [`Options::dispatchers`] is missing, when nothing asks, or
/// when the module exports what the pass is to add. The module is then left half
/// done.
pub fn run(module: &mut Module, options: &Options) -> Result<Report> {
    let Options { host_module, poll_import, steps_export, dispatchers } = options;
    let poll = module.imports.find(host_module, poll_import);
    let Some(ImportKind::Function(poll)) = poll.map(|id| &module.imports.get(id).kind) else {
        bail!(
            "the module does not import the function {host_module}.{poll_import}: were polls placed?"
        );
    };
    let poll = *poll;
    ensure!(
        module.exports.iter().all(|export| export.name != *steps_export),
        "the module already exports {steps_export}: was the pass run before?"
    );
    let steps = module.globals.add_local(ValType::I64, true, false, ConstExpr::Value(Bits::I64(0)));
    module.globals.get_mut(steps).name = Some(steps_export.clone());
    module.exports.add(steps_export, steps);

    let mut report = Report::default();
    for (function, asks) in asks(module, poll) {
        let func = module.funcs.get_mut(function).kind.unwrap_local_mut();
        for (sequence, index) in asks.into_iter().rev() {
            count(func, sequence, index..index, steps, poll);
            report.jumps += 1;
        }
    }
    for name in dispatchers {
        let named = |func: &&walrus::Function| func.name.as_ref() == Some(name);
        let Some(function) = module.funcs.iter().find(named).map(walrus::Function::id) else {
            bail!(
                "no function is named {name}, which runs bytecode: was the module linked with names?"
            );
        };
        let func = module.funcs.get_mut(function).kind.unwrap_local_mut();
        count(func, func.entry_block(), 0..0, steps, poll);
        report.frames += 1;
    }
    ensure!(report.jumps > 0, "nothing in the module asks {host_module}.{poll_import}");
    Ok(report)
}

/// Puts the code that counts into a sequence.
fn count(
    func: &mut LocalFunction,
    sequence: InstrSeqId,
    place: std::ops::Range<usize>,
    steps: GlobalId,
    poll: FunctionId,
) {
    let consequent = func.builder_mut().dangling_instr_seq(None).call(poll).id();
    let alternative = func.builder_mut().dangling_instr_seq(None).id();
    let code: [Instr; 8] = [
        GlobalGet { global: steps }.into(),
        Const { value: Value::I64(1) }.into(),
        Binop { op: BinaryOp::I64Sub }.into(),
        GlobalSet { global: steps }.into(),
        GlobalGet { global: steps }.into(),
        Const { value: Value::I64(0) }.into(),
        Binop { op: BinaryOp::I64LtS }.into(),
        IfElse { consequent, alternative }.into(),
    ];
    let code = code.map(|instr| (instr, InstrLocId::default()));
    func.block_mut(sequence).instrs.splice(place, code);
}

/// A sequence and a position in it.
type Place = (InstrSeqId, usize);

/// The polls that ask, each by its first instruction, in textual order, for each
/// function that has any.
fn asks(module: &Module, poll: FunctionId) -> Vec<(FunctionId, Vec<Place>)> {
    let mut all = Vec::new();
    for (id, func) in module.funcs.iter_local() {
        let mut walk = Asks { func, poll, found: Vec::new() };
        dfs_in_order(&mut walk, func, func.entry_block());
        if !walk.found.is_empty() {
            all.push((id, walk.found));
        }
    }
    all
}

struct Asks<'a> {
    func: &'a LocalFunction,
    poll: FunctionId,
    found: Vec<Place>,
}

impl<'instr> Visitor<'instr> for Asks<'_> {
    fn start_instr_seq(&mut self, seq: &'instr InstrSeq) {
        for (index, (instr, _)) in seq.instrs.iter().enumerate() {
            let Instr::IfElse(branch) = instr else { continue };
            if let [(Instr::Call(call), _)] = &self.func.block(branch.consequent).instrs[..]
                && call.func == self.poll
            {
                // The word's address and its load come before it.
                self.found.extend(index.checked_sub(2).map(|first| (seq.id(), first)));
            }
        }
    }
}
