//! Runs programs in a module with nothing around it: no limits, no files, no
//! clock. For the build's own ends, on modules that are made to be looked at
//! and not to be shipped.

use crate::bindings::{self, Bindings};
use crate::contract::MEMORY_EXPORT;
use crate::engine::{self, Interruption};
use anyhow::{Result, anyhow, bail};
use wasmtime::{
    Caller, Engine, ExternType, InstancePre, Linker, Memory, MemoryTypeBuilder, Module,
    SharedMemory, Store, TypedFunc,
};

/// A module that programs can be run in, each in an instance of its own.
pub struct BareHost {
    engine: Engine,
    instance: InstancePre<Heard>,
    source_buffer: u32,
    name_buffer: u32,
    done: u32,
}

/// What a guest has told.
#[derive(Default)]
struct Heard {
    printed: Vec<u8>,
    /// The fields of its end, joined.
    reported: Vec<u8>,
}

impl BareHost {
    /// Compiles a module for `target`, a target triple that this machine can
    /// run, as it is compiled when it is shipped.
    ///
    /// # Errors
    ///
    /// When the engine refuses the module, or the module imports something else
    /// than functions and the signal.
    pub fn new(wasm: &[u8], bindings: &Bindings, target: &str) -> Result<BareHost> {
        let mut config = engine::config(Interruption::Polls);
        config.target(target).map_err(untyped)?;
        let engine = Engine::new(&config).map_err(untyped)?;
        let module = Module::new(&engine, wasm).map_err(untyped)?;
        let instance = link(&engine, &module, bindings).map_err(untyped)?;
        let number = |name| bindings::number(&bindings.rust, name);
        Ok(BareHost {
            engine,
            instance,
            source_buffer: number("MPH_BUFFER_SOURCE")?,
            name_buffer: number("MPH_BUFFER_NAME")?,
            done: number("MPH_STATUS_DONE")?,
        })
    }

    /// A new instance.
    ///
    /// # Errors
    ///
    /// When it lacks an export.
    pub fn start(&self) -> Result<Guest<'_>> {
        let mut store = Store::new(&self.engine, Heard::default());
        let instance = self.instance.instantiate(&mut store).map_err(untyped)?;
        let memory = instance.get_memory(&mut store, MEMORY_EXPORT).ok_or_else(no_memory);
        let memory = memory.map_err(untyped)?;
        let buffer = instance.get_typed_func(&mut store, "buffer").map_err(untyped)?;
        let run = instance.get_typed_func(&mut store, "run").map_err(untyped)?;
        Ok(Guest { host: self, store, memory, buffer, run })
    }
}

/// An instance.
pub struct Guest<'a> {
    host: &'a BareHost,
    store: Store<Heard>,
    memory: Memory,
    buffer: TypedFunc<(u32, u32), u32>,
    run: TypedFunc<(), u32>,
}

impl Guest<'_> {
    /// Hands it the program that it is to run.
    ///
    /// # Errors
    ///
    /// When it makes no room for the program.
    pub fn load(&mut self, name: &str, source: &str) -> Result<()> {
        for (buffer, text) in [(self.host.source_buffer, source), (self.host.name_buffer, name)] {
            let request = (buffer, u32::try_from(text.len())?);
            let at = self.buffer.call(&mut self.store, request).map_err(untyped)?;
            self.memory.write(&mut self.store, at as usize, text.as_bytes())?;
        }
        Ok(())
    }

    /// Runs what was loaded.
    ///
    /// # Errors
    ///
    /// When the program does not reach its end: then with its traceback.
    pub fn run(&mut self) -> Result<()> {
        let status = self.run.call(&mut self.store, ()).map_err(untyped)?;
        if status != self.host.done {
            bail!("the program failed:\n{}", String::from_utf8_lossy(&self.store.data().reported));
        }
        Ok(())
    }

    /// What it has printed, on either stream.
    pub fn printed(&self) -> &[u8] {
        &self.store.data().printed
    }

    /// Its memory.
    pub fn memory(&self) -> &[u8] {
        self.memory.data(&self.store)
    }
}

/// What a program prints is kept, and what the interpreter reports of its end.
/// Anything else that it could ask the host for would make runs differ from one
/// day to the next, and is refused.
fn link(
    engine: &Engine,
    module: &Module,
    bindings: &Bindings,
) -> wasmtime::Result<InstancePre<Heard>> {
    let contract = &bindings.contract;
    let host = contract.import_module.as_str();
    let mut linker = Linker::new(engine);
    linker.func_wrap(host, "print", |mut caller: Caller<'_, Heard>, _: u32, at, length| {
        let text = read(&mut caller, at, length)?;
        caller.data_mut().printed.extend(text);
        wasmtime::Result::Ok(())
    })?;
    linker.func_wrap(host, "report", |mut caller: Caller<'_, Heard>, _: u32, at, length| {
        let text = read(&mut caller, at, length)?;
        caller.data_mut().reported.extend(text);
        wasmtime::Result::Ok(())
    })?;
    // Where an exception came from is not asked for.
    linker.func_wrap(host, "exception", |_: u32| {})?;
    linker.func_wrap(host, "frame", |_: u32, _: u32, _: u32, _: u32, _: u32| {})?;
    for marker in &contract.build_imports {
        linker.func_wrap(&contract.build_module, &marker.name, || {})?;
    }
    let imports_signal = module.imports().any(|import| {
        (import.module(), import.name()) == (host, &contract.signal_memory)
            && matches!(import.ty(), ExternType::Memory(_))
    });
    if imports_signal {
        // Never set: polls find nothing, as in a run that meets no limit.
        let ty = MemoryTypeBuilder::new().min(1).max(Some(1)).shared(true).build()?;
        let store = Store::new(engine, Heard::default());
        linker.define(&store, host, &contract.signal_memory, SharedMemory::new(engine, ty)?)?;
    }
    linker.define_unknown_imports_as_traps(module)?;
    linker.instantiate_pre(module)
}

fn read(caller: &mut Caller<'_, Heard>, at: u32, length: u32) -> wasmtime::Result<Vec<u8>> {
    let memory = caller.get_export(MEMORY_EXPORT).and_then(wasmtime::Extern::into_memory);
    let range = at as usize..(at as usize).saturating_add(length as usize);
    let bytes = memory.ok_or_else(no_memory)?.data(&caller).get(range);
    bytes.map(<[u8]>::to_vec).ok_or_else(|| wasmtime::Error::msg("text outside of the memory"))
}

fn no_memory() -> wasmtime::Error {
    wasmtime::Error::msg("the memory is not exported")
}

fn untyped(error: wasmtime::Error) -> anyhow::Error {
    anyhow!("{error:#}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Prints the program's text, then ends with its first byte as the status.
    const GUEST: &str = r#"(module
      (import "micropython_host" "print" (func $print (param i32 i32 i32)))
      (import "micropython_host" "report" (func $report (param i32 i32 i32)))
      (import "micropython_host" "poll" (func $poll))
      (import "micropython_host" "signal" (memory $signal 1 1 shared))
      (memory $own (export "memory") 1)
      (global $length (mut i32) (i32.const 0))
      (func (export "buffer") (param $buffer i32) (param $length i32) (result i32)
        (if (i32.eqz (local.get $buffer)) (then (global.set $length (local.get $length))))
        (i32.mul (local.get $buffer) (i32.const 1024)))
      (func (export "run") (result i32)
        (if (i32.atomic.load $signal (i32.const 0)) (then (call $poll)))
        (call $print (i32.const 1) (i32.const 0) (global.get $length))
        (call $report (i32.const 4) (i32.const 1024) (i32.const 4))
        (i32.sub (i32.load8_u $own (i32.const 0)) (i32.const 0x30))))"#;

    fn host(wat: &str) -> Result<BareHost> {
        let header = Path::new(env!("CARGO_MANIFEST_DIR")).join("../host.h");
        let bindings = bindings::generate(&header, &[])?;
        // The tests know no name for the machine but that of where they were built.
        BareHost::new(&wat::parse_str(wat)?, &bindings, &target())
    }

    fn target() -> String {
        match std::env::consts::OS {
            "macos" => format!("{}-apple-darwin", std::env::consts::ARCH),
            os => format!("{}-unknown-{os}-gnu", std::env::consts::ARCH),
        }
    }

    #[test]
    fn a_program_runs_in_an_instance_of_its_own() {
        let host = host(GUEST).unwrap();
        for program in ["0", "0 again"] {
            let mut guest = host.start().unwrap();
            guest.load("name", program).unwrap();
            assert_eq!(&guest.memory()[1024..1028], b"name");
            guest.run().unwrap();
            assert_eq!(guest.printed(), program.as_bytes());
        }
    }

    #[test]
    fn a_program_that_fails_is_an_error_with_what_it_reported() {
        let host = host(GUEST).unwrap();
        let mut guest = host.start().unwrap();
        guest.load("name", "1").unwrap();
        let error = guest.run().unwrap_err().to_string();
        assert!(error.contains("the program failed:\nname"), "{error}");
    }

    #[test]
    fn text_outside_of_the_memory_is_an_error() {
        let host = host(&GUEST.replace("(i32.const 4))\n", "(i32.const -1))\n")).unwrap();
        let mut guest = host.start().unwrap();
        guest.load("name", "0").unwrap();
        let error = guest.run().unwrap_err().to_string();
        assert!(error.contains("text outside of the memory"), "{error}");
    }
}
