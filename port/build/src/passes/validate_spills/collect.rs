//! Which functions may start a collection before they return.

use super::ir::Callee;
use super::module::Module;
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::FuncType;

pub struct MayCollect<'a> {
    /// Those that may return afterwards, and all.
    returning: Reached,
    any: Reached,
    module: &'a Module,
}

#[derive(Default)]
struct Reached {
    functions: BTreeSet<u32>,
    /// Types of which some table function may collect. Compared by structure:
    /// a module may list the same type twice.
    types: BTreeSet<TypeKey>,
}

/// What a call may come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No collection.
    Nothing,
    /// A collection, and then an exception.
    Raises,
    /// A collection, and then whatever else.
    Returns,
}

type TypeKey = String;

fn key(ty: &FuncType) -> TypeKey {
    format!("{:?}->{:?}", ty.params(), ty.results())
}

impl<'a> MayCollect<'a> {
    /// The least sets closed under being called. A tail call counts for its
    /// caller: whoever called that one is still waiting. Imported functions do
    /// not collect unless they are roots themselves: no host function calls
    /// back into the module while it is called. A function in `raising` does
    /// not return once it has collected, so a caller that waits for it may go on
    /// only where the exception is caught.
    pub fn new(module: &'a Module, roots: &BTreeSet<u32>, raising: &BTreeSet<u32>) -> Self {
        let mut callers: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        let mut callers_of_type: BTreeMap<TypeKey, BTreeSet<u32>> = BTreeMap::new();
        for function in &module.functions {
            for call in function.calls() {
                match call.callee {
                    Callee::Function(callee) => callers.entry(callee).or_default(),
                    Callee::Indirect(ty) => {
                        callers_of_type.entry(key(&module.types[ty as usize])).or_default()
                    }
                }
                .insert(function.index);
            }
        }
        let reach = |except: &BTreeSet<u32>| {
            let mut found = Reached::default();
            let mut pending: Vec<u32> = roots.iter().copied().collect();
            while let Some(function) = pending.pop() {
                if except.contains(&function) || !found.functions.insert(function) {
                    continue;
                }
                pending.extend(callers.get(&function).into_iter().flatten());
                if module.table.contains(&function) {
                    let key = key(module.signature(function));
                    pending.extend(callers_of_type.get(&key).into_iter().flatten());
                    found.types.insert(key);
                }
            }
            found
        };
        Self { returning: reach(raising), any: reach(&BTreeSet::new()), module }
    }

    pub fn callee(&self, callee: Callee) -> Outcome {
        if self.returning.has(callee, self.module) {
            Outcome::Returns
        } else if self.any.has(callee, self.module) {
            Outcome::Raises
        } else {
            Outcome::Nothing
        }
    }

    pub fn count(&self) -> usize {
        self.any.functions.len()
    }
}

impl Reached {
    fn has(&self, callee: Callee, module: &Module) -> bool {
        match callee {
            Callee::Function(index) => self.functions.contains(&index),
            Callee::Indirect(ty) => self.types.contains(&key(&module.types[ty as usize])),
        }
    }
}
