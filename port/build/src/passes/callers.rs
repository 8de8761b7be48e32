//! Who calls a function: for messages about one that should not be there.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use walrus::ir::{Call, ReturnCall, Visitor, dfs_in_order};
use walrus::{FunctionId, Module};

/// The shortest way to a function from one that nobody calls directly, such as a
/// function of a Python module: names, from the function's own caller on.
pub fn chain(module: &Module, function: FunctionId) -> Vec<String> {
    let callers = callers(module);
    let mut came_from: BTreeMap<FunctionId, FunctionId> = BTreeMap::new();
    let mut seen = BTreeSet::from([function]);
    let mut queue = VecDeque::from([function]);
    while let Some(called) = queue.pop_front() {
        let Some(callers) = callers.get(&called) else {
            return names(module, &came_from, called);
        };
        for caller in callers {
            if seen.insert(*caller) {
                came_from.insert(*caller, called);
                queue.push_back(*caller);
            }
        }
    }
    // All callers are called by each other only.
    let nearest = callers.get(&function).and_then(|callers| callers.first());
    nearest.map(|caller| vec![name(module, *caller)]).unwrap_or_default()
}

fn names(
    module: &Module,
    came_from: &BTreeMap<FunctionId, FunctionId>,
    first: FunctionId,
) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = first;
    while let Some(next) = came_from.get(&at) {
        names.push(name(module, at));
        at = *next;
    }
    names.reverse();
    names
}

fn name(module: &Module, function: FunctionId) -> String {
    module
        .funcs
        .get(function)
        .name
        .clone()
        .unwrap_or_else(|| "a function without a name".to_owned())
}

/// The functions that call each function directly.
fn callers(module: &Module) -> BTreeMap<FunctionId, BTreeSet<FunctionId>> {
    let mut callers: BTreeMap<FunctionId, BTreeSet<FunctionId>> = BTreeMap::new();
    for (caller, function) in module.funcs.iter_local() {
        let mut calls = Calls::default();
        dfs_in_order(&mut calls, function, function.entry_block());
        for called in calls.called {
            callers.entry(called).or_default().insert(caller);
        }
    }
    callers
}

#[derive(Default)]
struct Calls {
    called: BTreeSet<FunctionId>,
}

impl Visitor<'_> for Calls {
    fn visit_call(&mut self, call: &Call) {
        self.called.insert(call.func);
    }

    fn visit_return_call(&mut self, call: &ReturnCall) {
        self.called.insert(call.func);
    }
}
