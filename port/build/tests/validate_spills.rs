//! The validator accepts what is right and says what is wrong with the rest.
#![cfg(feature = "passes")]

mod oracle;

use micropython_sandbox_build::passes::validate_spills::{
    FaultKind, Options, faults, name_of_export, roots_of, validate,
};
use oracle::explore::{Blind, Facts};
use oracle::mutate::{mutants, root_stores, without};
use oracle::program::Program;
use oracle::{Random, naive};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

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

/// The names of all cases, and what they say.
fn texts() -> Vec<(String, String)> {
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(&path).expect("a case"))
    };
    cases().into_iter().map(read).collect()
}

/// A case is a few functions; the module around them is the same for all.
fn assemble(functions: &str) -> Vec<u8> {
    let prelude = include_str!("validate_spills/prelude.txt");
    wat::parse_str(format!("(module {prelude} {functions})")).expect("a module")
}

fn options() -> Options {
    Options { roots: vec!["gc_collect".to_owned()], raising: Vec::new() }
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
        assert!(faults(&wasm, &Options { roots, ..options() }).is_err());
    }
    let raising = vec!["rais".to_owned()];
    assert!(faults(&wasm, &Options { raising, ..options() }).is_err());
}

/// A function that collects only to raise: what is needed once it has returned
/// need not be kept, what is needed where its exception is caught must be.
#[test]
fn what_raises_does_not_return() {
    let wasm = assemble(
        r#"(func $guard (param $raises i32)
            local.get $raises
            if
                call $gc_collect
                unreachable
            end)
        (func $guarded (param $p i32) (result i32)
            i32.const 0
            call $guard
            local.get $p)
        (func (export "waits") (param $p i32) (result i32)
            local.get $p
            call $guarded
            drop
            local.get $p)
        (func (export "catches") (param $p i32) (result i32)
            block $caught
                try_table (catch_all $caught)
                    local.get $p
                    call $guarded
                    drop
                end
            end
            local.get $p)"#,
    );
    let of_roots = |options: Options| -> BTreeSet<String> {
        let (_, found) = faults(&wasm, &options).expect("a valid module");
        let no_frame = found.into_iter().filter(|fault| fault.kind == FaultKind::NoFrame);
        no_frame.map(|fault| fault.function).collect()
    };
    let raising = vec!["guard".to_owned()];
    assert_eq!(of_roots(Options { raising, ..options() }), ["catches".to_owned()].into());
    let all = ["guarded", "waits", "catches"].map(str::to_owned);
    assert_eq!(of_roots(options()), all.into());
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
    let named = assemble(r#"(func $inner (export "outer"))"#);
    assert_eq!(name_of_export(&named, "outer").expect("a name"), "inner");
    assert!(name_of_export(&named, "inner").is_err());
}

/// What the validator accepts, following each value along each path finds
/// nothing wrong with; what it rejects, that finds wrong too, except where the
/// validator asks for more than is needed.
#[test]
fn exploring_agrees_with_verdicts() {
    let stricter = [
        // The frame's address is given away, but nobody writes there.
        "base_leaks",
        // Every path is sound on its own.
        "branches_other_slots",
        // What the compiler keeps in its own frame may be overwritten.
        "compiled_frame_only",
    ];
    let mut wrong = Vec::new();
    for (name, text) in texts() {
        let wasm = assemble(&text);
        let program = Program::parse(&wasm).expect("a module");
        let facts = Facts::of(&program, &options().roots);
        let losses: Vec<_> = (0..program.bodies.len()).flat_map(|f| facts.losses(f)).collect();
        let rejected = text.starts_with(";; rejected") && !stricter.contains(&&*name);
        if losses.is_empty() == rejected {
            wrong.push(format!("{name}: {losses:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Exploring tells what shows that a store is needed; and without the store,
/// something is lost.
#[test]
fn exploring_knows_why_a_store_is_needed() {
    for (case, expected) in [
        ("catch", Blind::Catches),
        ("catch_outer", Blind::Catches),
        ("loop", Blind::Loops),
        ("operand", Blind::Operands),
        ("indirect_stored", Blind::IndirectCalls),
        ("derived_stored", Blind::Derived),
        ("param", Blind::Params),
    ] {
        let (_, text) = texts().into_iter().find(|(name, _)| name == case).expect("a case");
        let wasm = assemble(&text);
        let program = Program::parse(&wasm).expect("a module");
        let facts = Facts::of(&program, &options().roots);
        let mut found = BTreeSet::new();
        for body in 0..program.bodies.len() {
            for (store, blind) in facts.needs(body, &root_stores(&program, body)) {
                found.extend(blind);
                let bytes = without(&program, body, &[store]).bytes(&program);
                let changed = program.parse_body(body, &bytes).expect("a body");
                assert!(facts.is_lossy(body, &changed), "{case}: {}", program.name(body));
            }
        }
        assert!(found.contains(&expected), "{case}: {found:?}");
    }
}

/// One slip at a time in each accepted case: it is rejected, or exploring finds
/// that nothing is lost.
#[test]
fn mutants_of_cases() {
    let (mut rejected, mut harmless) = (0, 0);
    let mut wrong = Vec::new();
    for (name, text) in texts() {
        if !text.starts_with(";; accepted") {
            continue;
        }
        let wasm = assemble(&text);
        let program = Program::parse(&wasm).expect("a module");
        let facts = Facts::of(&program, &options().roots);
        for body in 0..program.bodies.len() {
            for mutant in mutants(&program, body, &mut Random::new(1)) {
                let bytes = mutant.bytes(&program);
                let mut bodies: Vec<_> =
                    (0..program.bodies.len()).map(|body| program.bytes(body)).collect();
                bodies[body] = &bytes;
                let mutated = program.with_bodies(&bodies);
                let (_, found) = faults(&mutated, &options()).expect("a valid module");
                let changed = program.parse_body(body, &bytes).expect("a body");
                if !found.is_empty() {
                    rejected += 1;
                } else if facts.is_lossy(body, &changed) {
                    wrong.push(format!("{name} {:?} at {}", mutant.slip, mutant.at));
                } else {
                    harmless += 1;
                }
            }
        }
    }
    assert!(rejected > 300, "only {rejected} mutants are rejected, {harmless} are not");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What stores everything is accepted, whatever it is made of.
#[test]
fn naive_spill_of_cases() {
    for (name, text) in texts() {
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

/// With a memory of the host's before its own, as a finished module has.
#[test]
fn roots_are_kept_in_the_memory_that_the_collector_reads() {
    let prelude = include_str!("validate_spills/prelude.txt")
        .replace("(memory 2)", r#"(import "host" "signal" (memory 1 1 shared)) (memory $own 2)"#)
        .replace("  i32.load)", "  i32.load $own)");
    let kept = |memory: &str| {
        let function = include_str!("validate_spills/copy.wat")
            .replace("i32.store", &format!("i32.store {memory}"));
        wat::parse_str(format!("(module {prelude} {function})")).expect("a module")
    };
    validate(&kept("$own"), &options()).expect("a sound module");
    let error = validate(&kept("0"), &options()).expect_err("a lost root");
    assert!(format!("{error:#}").contains("that the collector does not read"), "{error:#}");
    for (memories, message) in [
        ("(memory 1) (memory 1)", "several memories"),
        ("(memory 1 1 shared)", "shared with threads"),
        ("(memory i64 1)", "only 32-bit"),
    ] {
        let text = format!("(module {memories} (func $gc_collect))");
        let error = faults(&wat::parse_str(text).expect("a module"), &options()).unwrap_err();
        assert!(format!("{error:#}").contains(message), "{error:#}");
    }
}
