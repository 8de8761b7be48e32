//! The pass `guard_recursion`, on small modules with the expected output beside
//! them, see `common`.

#![cfg(feature = "passes")]

mod common;

use std::time::Instant;

use micropython_sandbox_build::passes::guard_recursion::{
    DEFAULT_FRAME_BYTES, Options, Report, run, unchecked_cycles,
};
use walrus::{FunctionBuilder, Module};

const PASS: &str = "guard_recursion";

fn options() -> Options {
    Options {
        guard_export: "guard".into(),
        raise: "raise".into(),
        exempt_prefixes: vec!["gc_".into()],
        avoid: vec!["hot".into()],
        frame_bytes: DEFAULT_FRAME_BYTES,
        limit_bytes: 1024,
    }
}

fn guard(wasm: &[u8]) -> Result<(Vec<u8>, Report), String> {
    common::run(wasm, |module| run(module, &options()))
}

#[test]
fn output_is_as_expected() {
    common::assert_output_is_as_expected(PASS, guard);
}

#[test]
fn output_is_the_same_each_time() {
    for input in common::inputs(PASS) {
        let wasm = common::parse(&input);
        assert_eq!(guard(&wasm), guard(&wasm), "{}", input.display());
    }
}

#[test]
fn sizes_that_do_not_fit_are_refused() {
    let input = common::parse(&common::inputs(PASS)[0]);
    let with = |frame_bytes, limit_bytes| {
        let options = Options { frame_bytes, limit_bytes, ..options() };
        common::run(&input, |module| run(module, &options)).expect_err("a refusal")
    };
    assert!(with(0, 1024).contains("aligned"));
    assert!(with(100, 1024).contains("aligned"));
    assert!(with(1 << 31, 1024).contains("frame is too large"));
    assert!(with(96, 1 << 31).contains("limit is too high"));
}

/// A cycle as long as this would exhaust the stack of a pass that recurses.
#[test]
fn long_cycle() {
    const LENGTH: usize = 50_000;
    let text = |node: usize| format!("(func $f{node} (call $f{}))", (node + 1) % LENGTH);
    let wasm = wat::parse_str(format!(
        "(module (memory 1) (global $__stack_pointer (mut i32) (i32.const 4096))
           (func $raise unreachable) (func $guard (export \"guard\") (call $raise)) {})",
        (0..LENGTH).map(text).collect::<String>()
    ))
    .expect("a module");

    let module = Module::from_buffer(&wasm).expect("a valid module");
    let cycles = unchecked_cycles(&module, &options()).expect("a module with a guard");
    assert_eq!(cycles.iter().map(Vec::len).collect::<Vec<_>>(), [LENGTH]);
    let (_, report) = guard(&wasm).expect("a guarded module");
    assert_eq!((report.recursive, report.guarded.len()), (LENGTH, 1));
}

/// The module named by `MPH_WASM`, with a guard that is not called if it has
/// none.
#[test]
#[ignore = "needs a linked module: MPH_WASM=path"]
fn real_module() {
    let path = std::env::var("MPH_WASM").expect("MPH_WASM names the linked module");
    let wasm = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let options = Options {
        guard_export: "pass_stack_guard".into(),
        raise: "mp_raise_recursion_depth".into(),
        exempt_prefixes: ["gc_", "mp_obj_is_subclass_fast", "mp_arg_check_num_sig"]
            .map(String::from)
            .to_vec(),
        avoid: HOT.map(String::from).to_vec(),
        limit_bytes: 24 * 1024,
        ..options()
    };
    let mut module = Module::from_buffer(&wasm).expect("a valid module");
    if module.exports.get_func(&options.guard_export).is_err() {
        let raise = module.funcs.by_name(&options.raise).expect("the raise function");
        let mut guard = FunctionBuilder::new(&mut module.types, &[], &[]);
        guard.func_body().call(raise);
        let guard = guard.finish(Vec::new(), &mut module.funcs);
        module.exports.add(&options.guard_export, guard);
    }
    let wasm = module.emit_wasm();

    let module = Module::from_buffer(&wasm).expect("a valid module");
    for cycle in unchecked_cycles(&module, &options).unwrap_or_else(|error| panic!("{error:#}")) {
        println!("{} functions: {}", cycle.len(), cycle.join(" "));
    }
    let start = Instant::now();
    let (guarded, report) = common::run(&wasm, |module| run(module, &options))
        .unwrap_or_else(|error| panic!("{error}"));
    println!("{report:#?}");
    println!(
        "{} guarded in {:?}; {} bytes, {:+} by the pass",
        report.guarded.len(),
        start.elapsed(),
        guarded.len(),
        guarded.len().cast_signed() - wasm.len().cast_signed()
    );
    if let Ok(out) = std::env::var("MPH_OUT") {
        std::fs::write(&out, &guarded).unwrap_or_else(|error| panic!("{out}: {error}"));
    }
}

/// What runs for each bytecode or each attribute.
const HOT: [&str; 8] = [
    "mp_execute_bytecode",
    "mp_obj_get_type",
    "mp_call_function_n_kw",
    "mp_binary_op",
    "mp_load_attr",
    "mp_load_method",
    "mp_load_method_maybe",
    "mp_map_lookup",
];
