//! What became of the functions.
//!
//! Functions are matched by their names where those of both modules are known,
//! otherwise by what they do: first those of the same bytes, then those of the
//! same instructions with other numbers in them.

use super::Side;
use anyhow::Result;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem::discriminant;
use wasmparser::{FunctionBody, Parser, Payload, TypeRef};

/// What became of the functions of a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Functions {
    /// Whether they were matched by their names.
    pub by_name: bool,
    /// How many are the same, byte for byte.
    pub same: usize,
    /// The others, those first whose size has changed most.
    pub changes: Vec<FunctionChange>,
}

/// A function that is not the same in both modules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FunctionChange {
    /// Its name, or its numbers where that is not known.
    pub name: String,
    /// What became of it.
    pub alteration: Alteration,
    /// The bytes of its body in the first module, if it is there.
    pub before: Option<usize>,
    /// The bytes of its body in the second, if it is there.
    pub after: Option<usize>,
}

/// What became of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Alteration {
    /// Only the second module has it.
    Added,
    /// Only the first has it.
    Removed,
    /// It does something else.
    Instructions,
    /// It does the same with other numbers: constants, addresses, or the numbers
    /// of other functions.
    Numbers,
}

/// A function with a body.
pub struct Function<'a> {
    index: u32,
    name: Option<String>,
    body: &'a [u8],
    /// A digest of its instructions without their numbers.
    shape: u64,
}

impl Function<'_> {
    fn called(&self) -> String {
        self.name.clone().unwrap_or_else(|| format!("function {}", self.index))
    }
}

/// The functions of a module, in their order.
///
/// # Errors
///
/// When it cannot be read.
pub fn read(side: Side<'_>) -> Result<Vec<Function<'_>>> {
    let mut next = 0;
    let mut functions = Vec::new();
    for payload in Parser::new(0).parse_all(side.wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    next += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let name = side.symbols.and_then(|symbols| symbols.names.get(&next).cloned());
                let bytes = &side.wasm[body.range()];
                functions.push(Function { index: next, name, body: bytes, shape: shape(&body)? });
                next += 1;
            }
            _ => {}
        }
    }
    Ok(functions)
}

fn shape(body: &FunctionBody<'_>) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for local in body.get_locals_reader()? {
        local?.hash(&mut hasher);
    }
    for op in body.get_operators_reader()? {
        discriminant(&op?).hash(&mut hasher);
    }
    Ok(hasher.finish())
}

/// Compares the functions of two modules.
pub fn compare(before: &[Function<'_>], after: &[Function<'_>]) -> Functions {
    let are_named = |list: &[Function<'_>]| list.iter().all(|function| function.name.is_some());
    let by_name = are_named(before) && are_named(after);
    let mut matching = Matching::new(before, after);
    if by_name {
        matching.by(|function| function.name.clone());
    } else {
        matching.by(|function| function.body.to_vec());
        matching.by(|function| (function.shape, function.body.len()));
        matching.by(|function| function.shape);
        // What is left over one for one is taken for the same, changed.
        if matching.before.len() == matching.after.len() {
            matching.by(|_| ());
        }
    }
    let mut same = 0;
    let mut changes = Vec::new();
    for (before, after) in matching.pairs {
        if before.body == after.body {
            same += 1;
            continue;
        }
        let alteration = match before.shape == after.shape {
            true => Alteration::Numbers,
            false => Alteration::Instructions,
        };
        let name = match (by_name, before.called(), after.called()) {
            (false, before, after) if before != after => format!("{before}, now {after}"),
            (_, before, _) => before,
        };
        let sizes = (Some(before.body.len()), Some(after.body.len()));
        changes.push(FunctionChange { name, alteration, before: sizes.0, after: sizes.1 });
    }
    changes.extend(matching.before.iter().map(|function| FunctionChange {
        name: function.called(),
        alteration: Alteration::Removed,
        before: Some(function.body.len()),
        after: None,
    }));
    changes.extend(matching.after.iter().map(|function| FunctionChange {
        name: function.called(),
        alteration: Alteration::Added,
        before: None,
        after: Some(function.body.len()),
    }));
    changes.sort_by_key(|change| {
        let (before, after) = (change.before.unwrap_or(0), change.after.unwrap_or(0));
        (std::cmp::Reverse(before.abs_diff(after)), change.alteration, change.name.clone())
    });
    Functions { by_name, same, changes }
}

/// Functions that have found their like, and those that have not.
struct Matching<'a, 'b> {
    pairs: Vec<(&'a Function<'b>, &'a Function<'b>)>,
    before: Vec<&'a Function<'b>>,
    after: Vec<&'a Function<'b>>,
}

impl<'a, 'b> Matching<'a, 'b> {
    fn new(before: &'a [Function<'b>], after: &'a [Function<'b>]) -> Matching<'a, 'b> {
        let all = |list: &'a [Function<'b>]| list.iter().collect();
        Matching { pairs: Vec::new(), before: all(before), after: all(after) }
    }

    /// Matches what has the same key, in order.
    fn by<K: Hash + Eq>(&mut self, key: impl Fn(&Function<'b>) -> K) {
        let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
        for (place, function) in self.after.iter().enumerate() {
            waiting.entry(key(function)).or_default().push_back(place);
        }
        let mut found: BTreeMap<usize, usize> = BTreeMap::new();
        for (place, function) in self.before.iter().enumerate() {
            if let Some(other) = waiting.get_mut(&key(function)).and_then(VecDeque::pop_front) {
                found.insert(place, other);
            }
        }
        let taken: std::collections::BTreeSet<usize> = found.values().copied().collect();
        let pairs = found.iter().map(|(before, after)| (self.before[*before], self.after[*after]));
        self.pairs.extend(pairs);
        let rest = |list: &[&'a Function<'b>], is_taken: &dyn Fn(&usize) -> bool| {
            let kept = list.iter().enumerate().filter(|(place, _)| !is_taken(place));
            kept.map(|(_, function)| *function).collect()
        };
        self.before = rest(&self.before, &|place| found.contains_key(place));
        self.after = rest(&self.after, &|place| taken.contains(place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbols::Symbols;

    fn compared(before: &str, after: &str, names: [&[&str]; 2]) -> Functions {
        let [before, after] =
            [before, after].map(|text| wat::parse_str(format!("(module {text})")).unwrap());
        let symbols = |wasm: &[u8], names: &[&str]| Symbols {
            module_sha256: crate::sealing::sha256(wasm),
            names: (0..).zip(names.iter().map(|name| (*name).to_owned())).collect(),
        };
        let of = [symbols(&before, names[0]), symbols(&after, names[1])];
        let of = of.each_ref().map(|it| Some(it).filter(|it| !it.names.is_empty()));
        let first = read(Side { wasm: &before, symbols: of[0] }).unwrap();
        let second = read(Side { wasm: &after, symbols: of[1] }).unwrap();
        compare(&first, &second)
    }

    fn told(functions: &Functions) -> Vec<String> {
        let told = |it: &FunctionChange| {
            format!("{}: {:?} {:?} {:?}", it.name, it.alteration, it.before, it.after)
        };
        functions.changes.iter().map(told).collect()
    }

    const ONE: &str = "(func) (func (result i32) i32.const 7) (func unreachable)";

    #[test]
    fn functions_are_told_by_their_names() {
        let other = "(func unreachable) (func nop) (func (result i32) i32.const 8) (func)";
        let names: [&[&str]; 2] = [&["a", "b", "c"], &["c", "new", "b", "a"]];
        let found = compared(ONE, other, names);
        assert!(found.by_name);
        assert_eq!(found.same, 2);
        assert_eq!(told(&found), ["new: Added None Some(3)", "b: Numbers Some(4) Some(4)"]);
        let gone = compared(ONE, "(func nop) (func unreachable)", [&["a", "b", "c"], &["a", "c"]]);
        assert_eq!(told(&gone), ["b: Removed Some(4) None", "a: Instructions Some(2) Some(3)"]);
    }

    #[test]
    fn functions_without_names_are_told_by_what_they_do() {
        let other = "(func unreachable) (func) (func (result i32) i32.const 8)";
        let found = compared(ONE, other, [&[], &[]]);
        assert!(!found.by_name);
        assert_eq!(found.same, 2);
        assert_eq!(told(&found), ["function 1, now function 2: Numbers Some(4) Some(4)"]);
        let changed = compared(ONE, &ONE.replace("unreachable", "nop nop"), [&[], &[]]);
        assert_eq!(told(&changed), ["function 2: Instructions Some(3) Some(4)"]);
        let fewer = compared(ONE, "(func)", [&[], &[]]);
        assert_eq!(fewer.same, 1);
        assert_eq!(
            told(&fewer),
            ["function 1: Removed Some(4) None", "function 2: Removed Some(3) None"]
        );
    }
}
