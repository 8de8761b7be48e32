//! The pass `trap_freed_access`, on small modules with the expected output
//! beside them, see `common`; and what such a module then does.

#![cfg(feature = "passes")]

mod common;

use micropython_sandbox_build::passes::trap_freed_access::{Options, Report, run};

fn trap(wasm: &[u8]) -> Result<(Vec<u8>, Report), String> {
    let options = Options {
        check_access: "check_access".into(),
        check_range: "check_range".into(),
        print: "print".into(),
        name: ("build".into(), "name".into()),
        exempt_prefixes: ["gc_", "check_", "print"].map(String::from).to_vec(),
    };
    common::run(wasm, |module| run(module, &options))
}

#[test]
fn output_is_as_expected() {
    common::assert_output_is_as_expected("trap_freed_access", trap);
}

#[cfg(feature = "engine")]
mod running {
    use super::trap;
    use wasmtime::{Caller, Engine, Linker, Store};

    /// The check writes its arguments down, and has names printed.
    const MODULE: &str = r#"(module
        (import "build" "name" (func $name_of (param i32)))
        (import "test" "log" (func $log (param i32 i32 i32)))
        (import "test" "printed" (func $printed (param i64)))
        (memory (export "memory") 1)
        (data (i32.const 100) "\01\02\03\04\05\06\07\08")
        (func $check_access (export "check_access") (param i32 i32 i32) (result i32)
            (call $log (local.get 0) (local.get 1) (local.get 2))
            (call $name_of (i32.shr_u (local.get 2) (i32.const 8)))
            (local.get 0))
        (func $check_range (export "check_range") (param i32 i32 i32)
            (call $log (local.get 0) (local.get 1) (local.get 2)))
        (func $print (export "print") (param i64) (call $printed (local.get 0)))
        (func $reads_something (param $at i32) (result i64)
            (i64.load offset=4 (local.get $at)))
        (func $work (export "work") (param $at i32) (result i64)
            (i64.store32 offset=100 (local.get $at) (i64.const -2))
            (f64.store offset=200 (local.get $at) (f64.const 0.5))
            (memory.copy (i32.const 300) (i32.add (local.get $at) (i32.const 96)) (i32.const 16))
            (memory.fill (i32.const 304) (i32.load8_u (i32.const 105)) (i32.const 2))
            (i64.add (call $reads_something (i32.const 300)) (i64.load (i32.const 200)))))"#;

    #[derive(Default)]
    struct Seen {
        checks: Vec<(u32, u32, u32)>,
        printed: Vec<u8>,
    }

    /// What a module saw, its memory, and its result.
    fn work(wasm: &[u8]) -> (Seen, Vec<u8>, i64) {
        let engine = Engine::default();
        let module = wasmtime::Module::new(&engine, wasm).expect("a module");
        let mut linker: Linker<Seen> = Linker::new(&engine);
        if module.imports().any(|import| import.name() == "name") {
            linker.func_wrap("build", "name", |_: u32| ()).expect("linked");
        }
        let log = |mut caller: Caller<'_, Seen>, address: u32, other: u32, access: u32| {
            caller.data_mut().checks.push((address, other, access));
        };
        linker.func_wrap("test", "log", log).expect("linked");
        let printed = |mut caller: Caller<'_, Seen>, characters: u64| {
            let characters = characters.to_le_bytes().into_iter().filter(|byte| *byte != 0);
            caller.data_mut().printed.extend(characters);
        };
        linker.func_wrap("test", "printed", printed).expect("linked");
        let mut store = Store::new(&engine, Seen::default());
        let instance = linker.instantiate(&mut store, &module).expect("an instance");
        let work = instance.get_typed_func::<u32, i64>(&mut store, "work").expect("work");
        let result = work.call(&mut store, 4).expect("no trap");
        let memory = instance.get_memory(&mut store, "memory").expect("a memory");
        let bytes = memory.data(&store).to_vec();
        (store.into_data(), bytes, result)
    }

    #[test]
    fn each_access_is_checked_and_done() {
        let plain = wat::parse_str(MODULE).expect("a module");
        let (trapping, report) = trap(&plain).expect("a module that is checked");
        assert_eq!((report.functions, report.loads, report.stores, report.ranges), (2, 3, 2, 2));
        let (seen, memory, result) = work(&trapping);
        let (unseen, plain_memory, plain_result) = work(&plain);
        assert_eq!((result, memory), (plain_result, plain_memory));
        assert!(unseen.checks.is_empty());
        let (reads_something, work) = (0, 1);
        let access = |function: u32, access: u32| function * 0x100 + access;
        assert_eq!(
            seen.checks,
            [
                (4, 100, access(work, 0x84)),
                (4, 200, access(work, 0x88)),
                (300, 16, access(work, 0x80)),
                (100, 16, access(work, 0)),
                (105, 0, access(work, 1)),
                (304, 2, access(work, 0x80)),
                (300, 4, access(reads_something, 8)),
                (200, 0, access(work, 8)),
            ]
        );
        let names = ["work", "work", "work", "reads_something", "work"].concat();
        assert_eq!(String::from_utf8_lossy(&seen.printed), names);
    }
}
