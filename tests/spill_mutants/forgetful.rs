//! The pass `spill_roots`, kept from seeing where exceptions are caught: the
//! clauses are taken away before it runs and put back afterwards.

use crate::oracle::program::Program;
use crate::real::pass;
use micropython_sandbox_build::passes::{Module, spill_roots};
use std::collections::BTreeMap;
use walrus::ir::{Instr, InstrSeq, InstrSeqId, TryTableCatch, VisitorMut, dfs_pre_order_mut};
use wasmparser::Operator;

/// Which guarded regions lose their clauses, in every function.
#[derive(Clone, Copy, Debug)]
pub enum Forgotten {
    All,
    /// Only the one with this number.
    One(usize),
}

/// All regions at once, and each on its own.
pub fn variants(linked: &[u8]) -> Vec<Forgotten> {
    let program = Program::parse(linked).unwrap();
    let regions = program.bodies.iter().map(|body| {
        body.ops.iter().filter(|(_, op)| matches!(op, Operator::TryTable { .. })).count()
    });
    let most = regions.max().unwrap_or(0);
    [Forgotten::All].into_iter().chain((0..most).map(Forgotten::One)).collect()
}

/// The linked module after the forgetful pass.
pub fn spill(linked: &[u8], forgotten: Forgotten) -> Vec<u8> {
    let mut module = Module::new(linked.to_vec()).unwrap();
    let forgetful = |module: &mut walrus::Module| {
        let mut clauses = BTreeMap::new();
        for (id, function) in module.funcs.iter_local_mut() {
            let entry = function.entry_block();
            let mut take = Take { forgotten, regions: 0, taken: BTreeMap::new() };
            dfs_pre_order_mut(&mut take, function, entry);
            // The pass gives the function's own label to another block.
            let labels = take.taken.values().flatten().map(label);
            assert!(labels.into_iter().all(|label| label != entry), "a clause that returns");
            clauses.insert(id, take.taken);
        }
        let report = spill_roots::run(module, &pass())?;
        for (id, function) in module.funcs.iter_local_mut() {
            let entry = function.entry_block();
            let taken = clauses.remove(&id).unwrap_or_default();
            dfs_pre_order_mut(&mut PutBack(taken), function, entry);
        }
        Ok(report)
    };
    module.apply("spill_roots", forgetful).unwrap();
    module.wasm().to_vec()
}

fn label(clause: &TryTableCatch) -> InstrSeqId {
    match clause {
        TryTableCatch::Catch { label, .. }
        | TryTableCatch::CatchRef { label, .. }
        | TryTableCatch::CatchAll { label }
        | TryTableCatch::CatchAllRef { label } => *label,
    }
}

struct Take {
    forgotten: Forgotten,
    regions: usize,
    taken: BTreeMap<InstrSeqId, Vec<TryTableCatch>>,
}

impl VisitorMut for Take {
    fn start_instr_seq_mut(&mut self, seq: &mut InstrSeq) {
        for (instr, _) in &mut seq.instrs {
            if let Instr::TryTable(region) = instr {
                let forgotten = match self.forgotten {
                    Forgotten::All => true,
                    Forgotten::One(number) => number == self.regions,
                };
                self.regions += 1;
                if forgotten {
                    self.taken.insert(region.seq, std::mem::take(&mut region.catches));
                }
            }
        }
    }
}

struct PutBack(BTreeMap<InstrSeqId, Vec<TryTableCatch>>);

impl VisitorMut for PutBack {
    fn start_instr_seq_mut(&mut self, seq: &mut InstrSeq) {
        for (instr, _) in &mut seq.instrs {
            if let Instr::TryTable(region) = instr
                && let Some(clauses) = self.0.remove(&region.seq)
            {
                region.catches = clauses;
            }
        }
    }
}
