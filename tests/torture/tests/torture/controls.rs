//! Interpreters with a fault, made from the same linked module: torture has to
//! find it.

use micropython_sandbox_build::contract::{Contract, INITIALIZE_EXPORT};
use micropython_sandbox_build::passes::{Module, snapshot, spill_roots, validate_spills};
use micropython_sandbox_build::torture;
use walrus::ir::{BinaryOp, Instr, InstrSeq, InstrSeqId, Visitor, dfs_in_order};
use walrus::{ConstExpr, DataKind, FunctionId, LocalFunction, LocalId};

/// No function stores its roots. It would not live through its start, and so is
/// born in the state of one that has: `finished`, made from the same linked
/// module, in which everything has the same place.
pub fn unspilled(linked: &[u8], finished: &[u8], contract: &Contract) -> Vec<u8> {
    let mut module = Module::new(linked.to_vec()).expect("a valid module");
    torture::wrap_allocation(&mut module).expect("a module built for torture");
    module
        .apply("unspilled", |module| {
            let marker = (&contract.build_module, &contract.build_imports[0].name);
            let marker = module.imports.get_func(marker.0, marker.1).expect("the marker");
            module.replace_imported_func(marker, |_| {}).expect("a marker that is called");
            Ok(())
        })
        .expect("an unspilled module");
    trap(&mut module, contract);
    module
        .apply("transplant", |module| {
            transplant(&walrus::Module::from_buffer(finished)?, module);
            for export in [INITIALIZE_EXPORT, &contract.startup_exports[0].name] {
                module.exports.remove(export)?;
            }
            Ok(())
        })
        .expect("a module with another's state");
    module.wasm().to_vec()
}

/// A module whose roots are spilled, and the stores that do it.
pub struct Spilled {
    wasm: Vec<u8>,
    /// The functions that collect, for the validator.
    roots: Vec<String>,
    stores: usize,
}

/// A module that lacks a store.
pub struct Mutant {
    /// The name of the function that it was in.
    pub function: String,
    /// Whether the validator finds nothing wrong: nothing needed the store.
    pub valid: bool,
    /// The module, if it lives through its start.
    pub wasm: Option<Vec<u8>>,
}

/// A store of a root.
struct Store {
    function: FunctionId,
    sequence: InstrSeqId,
    /// Of its first instruction; it has three.
    index: usize,
}

impl Spilled {
    pub fn new(linked: &[u8], contract: &Contract) -> Spilled {
        let mut module = Module::new(linked.to_vec()).expect("a valid module");
        torture::wrap_allocation(&mut module).expect("a module built for torture");
        let marker = &contract.build_imports[0].name;
        let roots = validate_spills::roots_of(module.wasm(), &contract.build_module, marker)
            .expect("a collector");
        let options = spill_roots::Options {
            marker_module: contract.build_module.clone(),
            marker_name: contract.build_imports[0].name.clone(),
        };
        module.apply("spill_roots", |module| spill_roots::run(module, &options)).expect("spilled");
        let wasm = module.wasm().to_vec();
        let stores = stores(&walrus::Module::from_buffer(&wasm).expect("a valid module")).len();
        Spilled { wasm, roots, stores }
    }

    pub fn stores(&self) -> usize {
        self.stores
    }

    /// The module without one of its stores, or without all that are in the same
    /// function.
    pub fn without(&self, store: usize, all: bool, contract: &Contract) -> Mutant {
        let mut module = Module::new(self.wasm.clone()).expect("a valid module");
        let mut name = String::new();
        module
            .apply("drop_store", |module| {
                let stores = stores(module);
                let Store { function, .. } = stores[store];
                let function_name = module.funcs.get(function).name.clone();
                name = function_name.unwrap_or_default();
                let body = module.funcs.get_mut(function).kind.unwrap_local_mut();
                // From the last one, so that the others stay where they are.
                for (number, Store { function: at, sequence, index }) in
                    stores.iter().enumerate().rev()
                {
                    if number == store || all && *at == function {
                        body.block_mut(*sequence).instrs.drain(*index..index + 3);
                    }
                }
                Ok(())
            })
            .expect("a store less");
        let options = validate_spills::Options { roots: self.roots.clone(), raising: Vec::new() };
        let valid = validate_spills::validate(module.wasm(), &options).is_ok();
        trap(&mut module, contract);
        let alive = module.apply("snapshot", |module| snapshot::run(module, contract)).is_ok();
        Mutant { function: name, valid, wasm: alive.then(|| module.wasm().to_vec()) }
    }
}

/// Copies the state that instances are born in.
fn transplant(from: &walrus::Module, to: &mut walrus::Module) {
    let old: Vec<_> = to.data.iter().map(walrus::Data::id).collect();
    old.into_iter().for_each(|data| to.data.delete(data));
    let memory = to.memories.iter().next().expect("a memory").id();
    let source = from.memories.iter().find(|each| each.import.is_none()).expect("a memory");
    to.memories.get_mut(memory).initial = source.initial;
    to.memories.get_mut(memory).data_segments = Default::default();
    for data in from.data.iter() {
        let DataKind::Active { offset: ConstExpr::Value(offset), .. } = &data.kind else {
            panic!("data without a fixed place");
        };
        let kind = DataKind::Active { memory, offset: ConstExpr::Value(*offset) };
        let copy = to.data.add(kind, data.value.clone());
        to.memories.get_mut(memory).data_segments.insert(copy);
    }
}

/// The passes that make accesses trap. The others, whose exports are left, make no
/// difference here.
fn trap(module: &mut Module, contract: &Contract) {
    torture::trap_freed_access(module, contract).expect("a module built for torture");
    module
        .apply("other_passes", |module| {
            let exports: Vec<_> = module.exports.iter().map(|e| (e.id(), e.name.clone())).collect();
            for (id, name) in exports {
                if contract.pass_exports.iter().any(|of_a_pass| of_a_pass.name == name) {
                    module.exports.delete(id);
                }
            }
            for marker in &contract.build_imports {
                let found = module.imports.get_func(&contract.build_module, &marker.name);
                if let Ok(function) = found {
                    module.replace_imported_func(function, |_| ())?;
                }
            }
            Ok(())
        })
        .expect("a module without what only passes call");
}

fn stores(module: &walrus::Module) -> Vec<Store> {
    let mut stores = Vec::new();
    for (function, body) in module.funcs.iter_local() {
        let Some(base) = frame(body) else { continue };
        let mut visitor = FindStores { base, found: Vec::new() };
        dfs_in_order(&mut visitor, body, body.entry_block());
        let found = visitor.found.into_iter();
        stores.extend(found.map(|(sequence, index)| Store { function, sequence, index }));
    }
    stores
}

/// The local that holds the address of the frame which the pass made.
fn frame(body: &LocalFunction) -> Option<LocalId> {
    let start: Vec<&Instr> =
        body.block(body.entry_block()).instrs.iter().take(5).map(|(instr, _)| instr).collect();
    match start[..] {
        [
            Instr::GlobalGet(_),
            Instr::Const(_),
            Instr::Binop(sub),
            Instr::LocalTee(base),
            Instr::GlobalSet(_),
        ] if matches!(sub.op, BinaryOp::I32Sub) => Some(base.local),
        _ => None,
    }
}

struct FindStores {
    base: LocalId,
    found: Vec<(InstrSeqId, usize)>,
}

impl<'a> Visitor<'a> for FindStores {
    fn start_instr_seq(&mut self, sequence: &'a InstrSeq) {
        for (index, window) in sequence.instrs.windows(3).enumerate() {
            if let [(Instr::LocalGet(address), _), (Instr::LocalGet(_), _), (Instr::Store(_), _)] =
                window
                && address.local == self.base
            {
                self.found.push((sequence.id(), index));
            }
        }
    }
}
