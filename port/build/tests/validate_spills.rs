//! The validator accepts what is right and says what is wrong with the rest.
#![cfg(feature = "passes")]

#[path = "validate_spills/mutate.rs"]
mod mutate;
#[path = "validate_spills/naive.rs"]
mod naive;
#[path = "validate_spills/program.rs"]
mod program;
#[path = "validate_spills/walk.rs"]
mod walk;

use micropython_sandbox_build::passes::validate_spills::{
    FaultKind, Options, faults, roots_of, validate,
};
use mutate::{Slip, mutants};
use program::Program;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use walk::{Knowledge, Random, Slipped, Walk};
use wasmparser::Operator;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validate_spills");
    let entries = std::fs::read_dir(folder).expect("the folder of cases");
    let mut cases: Vec<_> = entries
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|suffix| suffix == "wat"))
        .collect();
    cases.sort();
    cases
}

/// A case is a few functions; the module around them is the same for all.
fn assemble(functions: &str) -> Vec<u8> {
    let prelude = include_str!("validate_spills/prelude.txt");
    wat::parse_str(format!("(module {prelude} {functions})")).expect("a module")
}

fn options() -> Options {
    Options { roots: vec!["gc_collect".to_owned()] }
}

/// Each case says in its first line what it expects: the faults it names, at
/// least once each, and no others.
#[test]
fn verdicts() {
    let cases = cases();
    assert!(cases.len() > 60, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let text = std::fs::read_to_string(&case).expect("a case");
        let expected: BTreeSet<&str> = match text.lines().next() {
            Some(";; accepted") => BTreeSet::new(),
            Some(line) => line
                .strip_prefix(";; rejected: ")
                .expect("a verdict in the first line")
                .split(' ')
                .collect(),
            None => panic!("{} is empty", case.display()),
        };
        let (_, found) = faults(&assemble(&text), &options()).expect("a valid module");
        let kinds: BTreeSet<String> = found.iter().map(|f| format!("{:?}", f.kind)).collect();
        if !kinds.iter().map(String::as_str).eq(expected.iter().copied()) {
            let name = case.file_stem().unwrap_or_default().to_string_lossy();
            let listed: Vec<_> = found.iter().map(ToString::to_string).collect();
            wrong.push(format!("{name}: expected {expected:?}, found {listed:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A fault tells which value is missing at which call.
#[test]
fn fault_names_call_and_value() {
    let wasm = assemble(include_str!("validate_spills/param_dropped_store.wat"));
    let (_, found) = faults(&wasm, &options()).expect("a valid module");
    let [fault] = &found[..] else { panic!("{found:?}") };
    assert_eq!(fault.kind, FaultKind::LocalUncovered);
    assert!(fault.detail.starts_with("local 0 "), "{}", fault.detail);
    assert_eq!(wasm[fault.offset], 0x10, "not the offset of a call");
    let error = validate(&wasm, &options()).expect_err("a fault").to_string();
    assert!(error.contains(&fault.to_string()), "{error}");
}

#[test]
fn counts_what_was_proven() {
    let wasm = assemble(include_str!("validate_spills/two_slots.wat"));
    let report = validate(&wasm, &options()).expect("a sound module");
    assert_eq!((report.framed, report.slots), (1, 2));
    assert_eq!(report.checked_values, 2);
    // The case itself, and the functions of the prelude.
    assert_eq!(report.waiting, 5);
    assert_eq!(report.checked_calls, 5);
}

/// Without roots every module would be proven.
#[test]
fn unknown_root_is_an_error() {
    let wasm = assemble("");
    for roots in [vec![], vec!["gc_collekt".to_owned()]] {
        assert!(faults(&wasm, &Options { roots }).is_err());
    }
}

#[test]
fn unknown_instruction_is_an_error() {
    let wasm = assemble("(func (result i32) i32.const 0 i32.atomic.load)");
    let error = faults(&wasm, &options()).expect_err("an instruction that is not understood");
    assert!(format!("{error:#}").contains("not understood"), "{error:#}");
}

#[test]
fn roots_are_the_callers_of_the_marker() {
    let wasm = wat::parse_str(
        r#"(module
            (import "other" "gc_marker" (func $other))
            (import "micropython_build" "gc_marker" (func $marker))
            (func $not_me call $other)
            (func $gc_collect call $marker)
            (func $neither call $gc_collect))"#,
    )
    .expect("a module");
    let roots = roots_of(&wasm, "micropython_build", "gc_marker").expect("roots");
    assert_eq!(roots, ["gc_collect"]);
    assert!(roots_of(&wasm, "micropython_build", "absent").is_err());
}

/// One slip at a time in each accepted case. Those that leave the module as
/// good as it was are listed, with the reason; every other one is caught.
#[test]
fn mutants_of_cases() {
    let mut equivalent = BTreeMap::from([
        (("compiled_frame_below", Slip::StoreDelayed), "that call does not collect"),
        (("loop", Slip::OtherLocal), "the other local holds the same value"),
        (("wide_half_overwritten_dead", Slip::StoreDropped), "what is stored is not read again"),
        (("indirect_other_type", Slip::StackNotLowered), "nothing collects"),
        (("operand_dropped", Slip::StackNotLowered), "there is nothing to keep"),
        (("tag_only", Slip::StackNotLowered), "there is nothing to keep"),
        (("wide_shifted_by_48", Slip::StackNotLowered), "there is nothing to keep"),
    ]);
    let known: BTreeSet<_> = equivalent.keys().copied().collect();
    let (mut made, mut wrong) = (0, Vec::new());
    for case in cases() {
        let text = std::fs::read_to_string(&case).expect("a case");
        if !text.starts_with(";; accepted") {
            continue;
        }
        let wasm = assemble(&text);
        let program = Program::parse(&wasm).expect("a module");
        for mutant in mutants(&program) {
            made += 1;
            let (_, found) = faults(&mutant.build(&program), &options()).expect("a valid module");
            let name = case.file_stem().unwrap_or_default().to_string_lossy();
            if found.is_empty() && !mutant.free {
                let key = (&*name, mutant.slip);
                equivalent.retain(|known, _| *known != key);
                if !known.contains(&key) {
                    wrong.push(format!("{name} {:?} {:#x}", mutant.slip, mutant.offset));
                }
            }
        }
    }
    assert!(made > 150, "only {made} mutants");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(equivalent.is_empty(), "listed but not accepted: {equivalent:?}");
}

/// Random paths through one function: what they find wrong with it.
fn walks(
    program: &Program<'_>,
    body: usize,
    knowledge: &mut Knowledge,
    seed: u64,
    everything: bool,
) -> BTreeSet<Slipped> {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut walk = Walk::new(program, body, knowledge);
    walk.everything = everything;
    // Long enough to reach the end of any but the largest functions.
    (0..200).for_each(|_| walk.path(&mut random, 3000));
    walk.slipped
}

/// Walking finds nothing in what is accepted, and most of what is rejected.
/// Not all: it trusts addresses that it does not know, sees neither alignment
/// nor whose frame a slot is in, and loses pointers in arithmetic.
#[test]
fn walks_agree_with_verdicts() {
    let unseen = [
        "base_leaks",
        "branches_other_slots",
        "compiled_frame_only",
        "frame_misaligned",
        "param_outside_frame",
        "pointer_in_global",
        "wide_shifted_by_word",
    ];
    let mut wrong = Vec::new();
    for case in cases() {
        let text = std::fs::read_to_string(&case).expect("a case");
        let wasm = assemble(&text);
        let program = Program::parse(&wasm).expect("a module");
        let mut knowledge = Knowledge::new(&program, &options().roots);
        // Twice: the first round learns which results are pointers.
        let mut slipped = BTreeSet::new();
        for round in 1..=2 {
            slipped = (0..program.bodies.len())
                .flat_map(|body| walks(&program, body, &mut knowledge, round, false))
                .collect();
        }
        let name = case.file_stem().unwrap_or_default().to_string_lossy();
        let rejected = text.starts_with(";; rejected") && !unseen.contains(&&*name);
        if slipped.is_empty() == rejected {
            wrong.push(format!("{name}: {slipped:x?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What stores everything is accepted, whatever it is made of.
#[test]
fn naive_spill_of_cases() {
    for case in cases() {
        let text = std::fs::read_to_string(&case).expect("a case");
        let name = case.file_stem().unwrap_or_default().to_string_lossy();
        // No storing helps these: what they do wrong, they do themselves.
        let lost = ["epilogue_", "stack_pointer_raised", "return_early_forgotten"]
            .into_iter()
            .chain(["tail_call_keeps_frame", "catch_no_epilogue", "base_reassigned"])
            .chain(["catch_slot_restored_relative", "pointer_in_global"]);
        if lost.into_iter().any(|lost| name.starts_with(lost)) {
            continue;
        }
        let wasm = assemble(&text);
        let spilled = naive::spill(&Program::parse(&wasm).expect("a module"));
        if let Err(error) = validate(&spilled, &options()) {
            panic!("{name}: {error:#}");
        }
    }
}

/// The module before and after the pass, for the tests that read a real one.
fn real() -> (Vec<u8>, Options) {
    let before = environment("MPH_WASM_BEFORE");
    let roots = roots_of(&before, "micropython_build", "gc_marker").expect("roots");
    (environment("MPH_WASM"), Options { roots })
}

/// The file that an environment variable names.
fn environment(variable: &str) -> Vec<u8> {
    let path = std::env::var_os(variable).unwrap_or_else(|| panic!("{variable} is not set"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
#[ignore = "reads MPH_WASM_BEFORE and MPH_WASM, the module before and after the pass"]
fn real_module() {
    let (wasm, options) = real();
    let start = std::time::Instant::now();
    let (report, found) = faults(&wasm, &options).expect("a valid module");
    println!("roots: {:?}", options.roots);
    println!("{report:#?}\nin {:?}", start.elapsed());
    let mut kinds = BTreeMap::new();
    for fault in &found {
        *kinds.entry(fault.kind).or_insert(0) += 1;
    }
    println!("{kinds:#?}");
    for kind in kinds.keys() {
        let of_kind = found.iter().filter(|fault| fault.kind == *kind);
        of_kind.take(20).for_each(|fault| println!("{fault}"));
    }
    assert!(found.is_empty(), "{} faults", found.len());
}

#[test]
#[ignore = "reads MPH_WASM_BEFORE, the module before the pass; writes to MPH_NAIVE if that is set"]
fn naive_spill_of_real_module() {
    let wasm = environment("MPH_WASM_BEFORE");
    let roots = roots_of(&wasm, "micropython_build", "gc_marker").expect("roots");
    let spilled = naive::spill(&Program::parse(&wasm).expect("a module"));
    if let Some(path) = std::env::var_os("MPH_NAIVE") {
        std::fs::write(path, &spilled).expect("written");
    }
    let start = std::time::Instant::now();
    let report = validate(&spilled, &Options { roots });
    println!("{report:#?}\nin {:?}", start.elapsed());
    assert!(report.is_ok());
}

/// What the validator accepts is walked, and so is each mutant that it accepts.
#[test]
#[ignore = "reads MPH_WASM_BEFORE and MPH_WASM; best in release mode; MPH_MUTANTS tells how many"]
fn mutants_of_real_module() {
    let (wasm, options) = real();
    let program = Program::parse(&wasm).expect("a module");
    let mut knowledge = Knowledge::new(&program, &options.roots);
    let mut slipped = BTreeMap::new();
    for round in 1..=3 {
        slipped = (0..program.bodies.len())
            .map(|body| (body, walks(&program, body, &mut knowledge, round, false)))
            .collect();
    }
    let name = |body: usize| {
        let index = program.imported + body as u32;
        program.names.get(&index).cloned().unwrap_or_default()
    };
    let mut wrong = 0;
    for (body, slipped) in slipped.iter().filter(|(_, slipped)| !slipped.is_empty()) {
        println!("walking {}: {slipped:x?}", name(*body));
        wrong += 1;
    }

    let mut all = mutants(&program);
    let wanted = std::env::var("MPH_MUTANTS").map_or(500, |n| n.parse().expect("a number"));
    println!("{} mutants are possible", all.len());
    let mut random = Random(20);
    for at in 0..wanted.min(all.len()) {
        let other = at + random.below(all.len() - at);
        all.swap(at, other);
    }
    all.truncate(wanted);
    let mut tally: BTreeMap<Slip, [usize; 5]> = BTreeMap::new();
    for mutant in all {
        let bytes = mutant.build(&program);
        let (_, found) = faults(&bytes, &options).expect("a valid module");
        let changed = Program::parse(&bytes).expect("a module");
        let slipped = walks(&changed, mutant.body, &mut knowledge, 7, false);
        let [made, caught, confirmed, free, dead] = tally.entry(mutant.slip).or_default();
        *made += 1;
        if !found.is_empty() {
            *caught += 1;
            *confirmed += usize::from(!slipped.is_empty());
            continue;
        }
        *free += usize::from(mutant.free);
        // Why it is as good as the original: even if every value were a
        // pointer none would be lost that was not before, or else those that
        // are lost are made by instructions that do not make pointers.
        let lost = |program: &Program<'_>, knowledge: &mut Knowledge| {
            let body = &program.bodies[mutant.body];
            let slipped = walks(program, mutant.body, knowledge, 7, true);
            let origins = slipped.into_iter().map(|slipped| match slipped {
                Slipped::Value { origin, call } => {
                    let position = |at| body.ops.iter().position(|(offset, _)| *offset == at);
                    // Counted among calls: the change moves everything else.
                    let calls = body.ops[..position(call).unwrap_or(0)].iter();
                    let calls = calls.filter(|(_, op)| matches!(op, Operator::Call { .. }));
                    let made = position(origin).map(|at| format!("{:?}", body.ops[at].1));
                    (calls.count(), made.unwrap_or("parameter".to_owned()))
                }
                Slipped::StackPointer { .. } => (0, "stack pointer".to_owned()),
            });
            origins.collect::<BTreeSet<_>>()
        };
        let now = lost(&changed, &mut knowledge);
        let before = lost(&program, &mut knowledge);
        let reason: BTreeSet<_> = now.difference(&before).map(|(_, made)| made).collect();
        *dead += usize::from(reason.is_empty());
        if !reason.is_empty() {
            let (slip, name) = (mutant.slip, name(mutant.body));
            println!("accepted: {slip:?} in {name} at {:#x}: {reason:?}", mutant.offset);
        }
        if !slipped.is_empty() {
            println!("  but walking finds {slipped:x?}");
            wrong += 1;
        }
    }
    println!(
        "slip: made, caught, caught and found by walking; accepted: moved to a free slot, dead"
    );
    println!("{tally:#?}");
    assert_eq!(wrong, 0, "accepted, but walking finds a lost value");
}
