//! The passes `check_imports` and `snapshot`, on small modules.

#![cfg(feature = "pipeline")]

use micropython_sandbox_build::contract::{Contract, Function, Type};
use micropython_sandbox_build::passes::check_imports::{self, Stage};
use micropython_sandbox_build::passes::{Module, snapshot};

fn function(name: &str, params: &[Type]) -> Function {
    Function { name: name.into(), params: params.to_vec(), results: Vec::new() }
}

fn contract() -> Contract {
    Contract {
        abi_version: 7,
        import_module: "host".into(),
        imports: vec![function("print", &[Type::I32, Type::I32])],
        added_imports: vec![function("poll", &[])],
        signal_memory: "signal".into(),
        steps_global: "steps".into(),
        wasi_module: "wasi".into(),
        wasi_imports: vec!["clock".into()],
        build_module: "build".into(),
        build_imports: vec![function("marker", &[])],
        pass_exports: vec![function("pass_guard", &[])],
        exports: vec![function("run", &[])],
        startup_exports: vec![function("startup_init", &[])],
    }
}

const PRINT: &str = r#"(import "host" "print" (func (param i32 i32)))"#;
const POLL: &str = r#"(import "host" "poll" (func))"#;
const SIGNAL: &str = r#"(import "host" "signal" (memory 1 1 shared))"#;
const BODY: &str = r#"(memory (export "memory") 1) (func (export "run"))"#;

/// Whether a module keeps to the contract, and if not, what it is told.
fn border(imports: &str, body: &str, stage: Stage) -> Result<(), String> {
    let wasm = wat::parse_str(format!("(module {imports} {body})")).unwrap();
    Module::new(wasm)
        .unwrap()
        .apply("check_imports", |module| check_imports::run(module, &contract(), stage))
        .map_err(|error| format!("{error:#}"))
}

#[test]
fn what_the_contract_declares_is_accepted() {
    let wasi = r#"(import "wasi" "clock" (func (param i64) (result i32)))"#;
    border(&format!("{PRINT} {wasi}"), BODY, Stage::Linked).unwrap();
    border(&format!("{PRINT} {wasi} {POLL} {SIGNAL}"), BODY, Stage::Finished).unwrap();
}

#[test]
fn what_polls_need_is_there_in_the_end_and_not_before() {
    for (imports, fault) in [
        (SIGNAL.to_owned(), "does not import host.poll"),
        (POLL.to_owned(), "does not import host.signal"),
        (
            format!("{POLL} {}", SIGNAL.replace("1 1 shared", "1 2 shared")),
            "not a shared one of one page",
        ),
        (format!("{POLL} {}", SIGNAL.replace("1 1 shared", "1 1")), "not a shared one of one page"),
    ] {
        let error = border(&format!("{PRINT} {imports}"), BODY, Stage::Finished).unwrap_err();
        assert!(error.contains(fault), "{error}");
    }
    let error = border(&format!("{PRINT} {POLL}"), BODY, Stage::Linked).unwrap_err();
    assert!(error.contains("imports host.poll, which the contract does not list"), "{error}");
}

#[test]
fn the_counter_of_steps_is_in_its_variant_only() {
    let imports = format!("{PRINT} {POLL} {SIGNAL}");
    let counter =
        |ty: &str, zero: &str| format!(r#"{BODY} (global (export "steps") {ty} ({zero}))"#);
    let right = counter("(mut i64)", "i64.const 0");
    border(&imports, &right, Stage::Counting).unwrap();
    let error = border(&imports, BODY, Stage::Counting).unwrap_err();
    assert!(error.contains("does not export steps"), "{error}");
    let error = border(&imports, &right, Stage::Finished).unwrap_err();
    assert!(error.contains("exports steps, which the contract does not list"), "{error}");
    for wrong in [counter("i64", "i64.const 0"), counter("(mut i32)", "i32.const 0")] {
        let error = border(&imports, &wrong, Stage::Counting).unwrap_err();
        assert!(error.contains("its global steps is not a mutable i64"), "{error}");
    }
}

#[test]
fn an_import_that_the_contract_lacks_is_refused() {
    for (import, name) in [
        (r#"(import "wasi" "fd_write" (func))"#, "wasi.fd_write"),
        (r#"(import "host" "fetch" (func))"#, "host.fetch"),
        (r#"(import "env" "setjmp" (func))"#, "env.setjmp"),
    ] {
        let error = border(&format!("{PRINT} {import}"), BODY, Stage::Linked).unwrap_err();
        assert!(error.contains(&format!("imports {name}, which the contract does not list")));
        assert!(error.contains("declare it in port/host.h"), "{error}");
    }
}

#[test]
fn who_calls_an_import_that_is_refused_is_told() {
    let import = r#"(import "wasi" "path_open" (func $open))"#;
    let body = r#"(memory (export "memory") 1) (func (export "run"))
        (func $fopen call $open) (func $retry call $fopen call $retry)
        (func $module_read call $fopen) (table 1 funcref) (elem (i32.const 0) $module_read)"#;
    let error = border(&format!("{PRINT} {import}"), body, Stage::Linked).unwrap_err();
    assert!(error.contains("(called by fopen, which is called by module_read)"), "{error}");
    let uncalled = format!("{PRINT} {import}");
    let error = border(&uncalled, BODY, Stage::Linked).unwrap_err();
    assert!(error.contains("(nothing calls it directly)"), "{error}");
}

#[test]
fn an_import_that_is_no_function_is_refused() {
    let memory = r#"(import "host" "memory" (memory 1))"#;
    let body = r#"(export "memory" (memory 0)) (func (export "run"))"#;
    let error = border(&format!("{PRINT} {memory}"), body, Stage::Linked).unwrap_err();
    assert!(error.contains("host.memory, which is not a function"), "{error}");
}

#[test]
fn a_wrong_type_is_refused() {
    let import = r#"(import "host" "print" (func (param i32 i64)))"#;
    let error = border(import, BODY, Stage::Linked).unwrap_err();
    assert!(error.contains("host.print has the type"), "{error}");
    let body = r#"(memory (export "memory") 1) (func (export "run") (param i32))"#;
    let error = border(PRINT, body, Stage::Linked).unwrap_err();
    assert!(error.contains("run has the type"), "{error}");
}

#[test]
fn something_missing_is_refused_and_all_faults_are_listed() {
    let error = border("", r#"(func (export "extra"))"#, Stage::Finished).unwrap_err();
    for fault in [
        "does not import host.print",
        "exports extra, which the contract does not list",
        "does not export run",
        "does not export memory",
    ] {
        assert!(error.contains(fault), "{fault} is not in: {error}");
    }
}

#[test]
fn what_only_the_build_needs_is_gone_in_the_end() {
    let marker = r#"(import "build" "marker" (func))"#;
    let exports = r#"(func (export "startup_init")) (func (export "pass_guard"))
        (func (export "_initialize"))"#;
    let imports = format!("{PRINT} {marker}");
    let body = format!("{BODY} {exports}");
    border(&imports, &body, Stage::Linked).unwrap();
    let error = border(&imports, &body, Stage::Finished).unwrap_err();
    for name in ["build.marker", "startup_init", "pass_guard", "_initialize"] {
        assert!(error.contains(name), "{name} is not in: {error}");
    }
}

/// A module whose start-up moves the stack pointer, dirties the dead stack,
/// writes two words, and grows memory.
const STARTUP: &str = r#"(module
    (memory (export "memory") 1)
    (global $__stack_pointer (mut i32) (i32.const 1024))
    (data (i32.const 2000) "old")
    (func (export "_initialize") (i32.store (i32.const 2004) (i32.const 0x01020304)))
    (func (export "startup_init")
        (i32.store (i32.const 100) (i32.const -1))
        (i32.store8 (i32.const 2000) (i32.const 0x6d))
        (global.set $__stack_pointer (i32.const 1008))
        (drop (memory.grow (i32.const 1))))
    (func (export "run") (drop (global.get $__stack_pointer))))"#;

fn snapshot_of(text: &str) -> Result<Vec<u8>, String> {
    let mut module = Module::new(wat::parse_str(text).unwrap()).unwrap();
    module
        .apply("snapshot", |module| snapshot::run(module, &contract()))
        .map_err(|error| format!("{error:#}"))?;
    Ok(module.wasm().to_vec())
}

#[test]
fn a_snapshot_is_the_state_after_start_up() {
    let printed = wasmprinter::print_bytes(snapshot_of(STARTUP).unwrap()).unwrap();
    assert!(printed.contains("(memory (;0;) 2)"), "{printed}");
    assert!(printed.contains("(global $__stack_pointer (;0;) (mut i32) i32.const 1008)"));
    assert!(printed.contains(r#"(i32.const 2000) "mld\00\04\03\02\01""#), "{printed}");
    assert!(!printed.contains("i32.const 100)"), "dead stack was kept: {printed}");
    for gone in ["_initialize", "startup_init", "snapshot_global"] {
        assert!(!printed.contains(gone), "{gone} is still in: {printed}");
    }
}

#[test]
fn a_snapshot_is_the_same_each_time() {
    assert_eq!(snapshot_of(STARTUP).unwrap(), snapshot_of(STARTUP).unwrap());
}

#[test]
fn start_up_that_traps_or_calls_the_host_is_refused() {
    let trapping = STARTUP.replace("(drop (memory.grow (i32.const 1)))", "unreachable");
    let error = snapshot_of(&trapping).unwrap_err();
    assert!(error.contains("the start-up function startup_init failed"), "{error}");
    let calling = STARTUP
        .replace("(module", r#"(module (import "host" "print" (func $print (param i32 i32)))"#)
        .replace("(drop (memory.grow (i32.const 1)))", "(call $print (i32.const 0) (i32.const 0))");
    let error = snapshot_of(&calling).unwrap_err();
    assert!(error.contains("the start-up function startup_init failed"), "{error}");
}

#[test]
fn state_that_a_snapshot_would_lack_is_refused() {
    let passive = STARTUP.replace("(data (i32.const 2000) \"old\")", "(data \"old\")");
    assert!(snapshot_of(&passive).unwrap_err().contains("passive data"));
    let start =
        STARTUP.replace("(func (export \"run\")", "(start $run) (func $run (export \"run\")");
    assert!(snapshot_of(&start).unwrap_err().contains("start function"));
    let pointerless = STARTUP
        .replace("$__stack_pointer", "$a")
        .replace("(memory (export", "(global $b (mut i32) (i32.const 1)) (memory (export");
    assert!(snapshot_of(&pointerless).unwrap_err().contains("stack pointer"));
    let counting = STARTUP
        .replace("(memory (export", "(global $count (mut i32) (i32.const 1)) (memory (export");
    assert!(snapshot_of(&counting).unwrap_err().contains("2 are mutable"));
    let table = "(table $t 2 funcref) (elem $e (table $t) (i32.const 0) func) (memory (export";
    let with_table = STARTUP.replace("(memory (export", table);
    snapshot_of(&with_table).unwrap();
    for change in [
        "(table.set $t (i32.const 0) (ref.null func))",
        "(table.fill $t (i32.const 0) (ref.null func) (i32.const 1))",
        "(table.copy $t $t (i32.const 0) (i32.const 1) (i32.const 1))",
        "(drop (table.grow $t (ref.null func) (i32.const 1)))",
        "(elem.drop $e)",
    ] {
        let run = "(drop (global.get $__stack_pointer))";
        let changing = with_table.replace(run, &format!("{run} {change}"));
        assert!(snapshot_of(&changing).unwrap_err().contains("changes a table"), "{change}");
    }
}
