//! Cycles of calls that pass no poll.

use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

use super::body;
use super::module::Module;

/// A cycle for each place where one was found that leads only through functions
/// without a poll at their entry, as the functions that it leads through.
///
/// A function may call whatever it names and, by its type, whatever a table or
/// a reference can lead to. Imports are left out: the host does not call back.
pub fn without_poll(module: &Module<'_>) -> Result<Vec<Vec<u32>>> {
    let mut by_type = BTreeMap::<u32, Vec<u32>>::new();
    for function in module.functions.iter().filter(|each| module.taken.contains(&each.index)) {
        let ty = module.same_type[function.ty as usize];
        by_type.entry(ty).or_default().push(function.index);
    }
    let mut callees = BTreeMap::<u32, BTreeSet<u32>>::new();
    for function in &module.functions {
        let body = body::scan(function, module)?;
        if body.starts_with_poll {
            continue;
        }
        let of_type = body
            .indirect
            .iter()
            .filter_map(|&ty| by_type.get(&module.same_type[ty as usize]))
            .flatten();
        callees.insert(function.index, body.calls.iter().chain(of_type).copied().collect());
    }
    Ok(cycles(&callees))
}

/// Walks through the graph in depth, on a stack of its own. A call that leads
/// back to the way to it closes a cycle. Functions that are not in the graph
/// end a way.
fn cycles(callees: &BTreeMap<u32, BTreeSet<u32>>) -> Vec<Vec<u32>> {
    let mut found = Vec::new();
    let mut done = BTreeSet::new();
    for &root in callees.keys() {
        let mut way = Vec::new();
        let mut on_way = BTreeSet::new();
        let enter = |function: u32| callees.get(&function).map(|next| (function, next.iter()));
        if !done.contains(&root) {
            way.extend(enter(root));
            on_way.insert(root);
        }
        while let Some((function, next)) = way.last_mut() {
            let function = *function;
            let Some(&callee) = next.next() else {
                done.insert(function);
                on_way.remove(&function);
                way.pop();
                continue;
            };
            if on_way.contains(&callee) {
                let way = way.iter().map(|(function, _)| *function);
                found.push(way.skip_while(|&function| function != callee).collect());
            } else if !done.contains(&callee)
                && let Some(entered) = enter(callee)
            {
                on_way.insert(callee);
                way.push(entered);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(calls: &[(u32, &[u32])]) -> BTreeMap<u32, BTreeSet<u32>> {
        calls.iter().map(|(from, to)| (*from, to.iter().copied().collect())).collect()
    }

    #[test]
    fn what_ends_has_no_cycle() {
        assert!(cycles(&graph(&[(1, &[2, 3]), (2, &[3]), (3, &[])])).is_empty());
        // 9 is polled, and not in the graph.
        assert!(cycles(&graph(&[(1, &[9]), (2, &[1, 9])])).is_empty());
    }

    #[test]
    fn a_cycle_is_found_wherever_it_is() {
        assert_eq!(cycles(&graph(&[(1, &[1])])), [[1]]);
        assert_eq!(cycles(&graph(&[(1, &[2]), (2, &[3]), (3, &[2])])), [[2, 3]]);
        assert_eq!(cycles(&graph(&[(1, &[]), (2, &[1, 3]), (3, &[4]), (4, &[2])])), [[2, 3, 4]]);
    }
}
