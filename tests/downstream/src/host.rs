//! The host: what the interpreter may call, and how it is called.

use crate::ABI_VERSION;
use wasmtime::{
    Caller, Config, Engine, Error, Extern, ExternType, FuncType, Linker, Memory, Module, Result,
    SharedMemory, Store, StoreLimits, StoreLimitsBuilder, Trap, Val, bail, format_err,
};

const HOST: &str = "micropython_host";
const WASI: &str = "wasi_snapshot_preview1";

/// Numbers of `port/host.h`, see `docs/ABI.md`.
const STREAM_STDOUT: u32 = 1;
const FIELD_ERROR_TYPE: u32 = 2;
const FIELD_ERROR_MESSAGE: u32 = 3;
const BUFFER_SOURCE: u32 = 0;
const STATUS_DONE: u32 = 0;
/// `mph_control.memory_limit`.
const MEMORY_LIMIT_OFFSET: usize = 36;
/// The errors of WASI for a file descriptor that is not open, and for what is not
/// allowed.
const BADF: i32 = 8;
const NOTCAPABLE: i32 = 76;

/// What a program may use.
const MEMORY_BYTES: usize = 16 << 20;
const FUEL: u64 = 1_000_000_000;
const OUTPUT_BYTES: usize = 1 << 16;

/// What a program printed, and how it ended.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Printed {
    /// What it printed on stdout.
    pub stdout: String,
    /// The uncaught exception's type and message, if there was one.
    pub error: Option<(String, String)>,
}

/// What an instance has on this side.
#[derive(Default)]
struct State {
    stdout: Vec<u8>,
    error_type: Vec<u8>,
    error_message: Vec<u8>,
    /// An answer that had no room, until it is fetched.
    reply: Vec<u8>,
    limits: StoreLimits,
}

/// An engine with the interpreter compiled.
pub struct Host {
    engine: Engine,
    module: Module,
    linker: Linker<State>,
}

impl Host {
    /// Compiles an interpreter, and refuses one that asks for what this host does not
    /// know.
    ///
    /// # Errors
    ///
    /// When it is of another version, or has an import that is not known.
    pub fn new(wasm: &[u8], manifest: &str) -> Result<Host> {
        let manifest: serde_json::Value = serde_json::from_str(manifest)?;
        if manifest["contract"]["abi_version"] != ABI_VERSION {
            bail!("it keeps to another version than {ABI_VERSION} of the contract");
        }
        let mut config = Config::new();
        config.wasm_exceptions(true).shared_memory(true).consume_fuel(true);
        let engine = Engine::new(&config)?;
        let module = Module::new(&engine, wasm)?;
        let linker = link(&engine, &module)?;
        Ok(Host { engine, module, linker })
    }

    /// Runs a program in an interpreter of its own.
    ///
    /// # Errors
    ///
    /// When it used up what it may use, or the interpreter failed.
    pub fn run(&self, source: &str) -> Result<Printed> {
        let limits = StoreLimitsBuilder::new().memory_size(MEMORY_BYTES).build();
        let mut store = Store::new(&self.engine, State { limits, ..State::default() });
        store.limiter(|state| &mut state.limits);
        store.set_fuel(FUEL)?;
        let mut linker = self.linker.clone();
        // It stays zero: nobody asks this run to stop.
        let signal = wasmtime::MemoryTypeBuilder::new().min(1).max(Some(1)).shared(true).build()?;
        linker.define(&store, HOST, "signal", SharedMemory::new(&self.engine, signal)?)?;
        let instance = linker.instantiate(&mut store, &self.module)?;
        let memory = instance
            .get_memory(&mut store, "memory")
            .ok_or_else(|| format_err!("it has no memory"))?;
        let control = instance.get_typed_func::<(), u32>(&mut store, "control")?;
        let buffer = instance.get_typed_func::<(u32, u32), u32>(&mut store, "buffer")?;
        let run = instance.get_typed_func::<(), u32>(&mut store, "run")?;

        let words = control.call(&mut store, ())? as usize;
        // A little less than the engine allows, so that programs see a MemoryError.
        let limit = (MEMORY_BYTES as u32).to_le_bytes();
        memory.write(&mut store, words + MEMORY_LIMIT_OFFSET, &limit)?;
        let address = buffer.call(&mut store, (BUFFER_SOURCE, u32::try_from(source.len())?))?;
        if address == 0 {
            bail!("it has no room for the program");
        }
        memory.write(&mut store, address as usize, source.as_bytes())?;
        let status = run.call(&mut store, ()).map_err(|error| match error.downcast_ref() {
            Some(Trap::OutOfFuel) => format_err!("it has used up its fuel"),
            _ => error,
        })?;
        let state = store.into_data();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let error =
            (status != STATUS_DONE).then(|| (text(state.error_type), text(state.error_message)));
        Ok(Printed { stdout: text(state.stdout), error })
    }
}

/// Offers what the module imports and this host knows, by name.
fn link(engine: &Engine, module: &Module) -> Result<Linker<State>> {
    let mut linker = Linker::new(engine);
    for import in module.imports() {
        let (from, name) = (import.module(), import.name());
        let ExternType::Func(ty) = import.ty() else {
            if (from, name) == (HOST, "signal") {
                continue; // of each store
            }
            bail!("it imports {from}.{name}, which is not known here");
        };
        match (from, name) {
            (HOST, "print") => linker.func_wrap(from, name, print)?,
            (HOST, "report") => linker.func_wrap(from, name, report)?,
            // Without tracebacks and limits.
            (HOST, "exception") => linker.func_wrap(from, name, |_: u32| {})?,
            (HOST, "frame") => {
                linker.func_wrap(from, name, |_: u32, _: u32, _: u32, _: u32, _: u32| {})?
            }
            (HOST, "budget") => linker.func_wrap(from, name, |_: u32, _: u32| u64::MAX)?,
            (HOST, "poll") => linker.func_wrap(from, name, || {})?,
            (HOST, "fetch") => linker.func_wrap(from, name, fetch)?,
            (HOST, "reply") => linker.func_wrap(from, name, reply)?,
            // Programs have no functions to call, so none of these is ever called.
            (HOST, "call" | "start" | "finished" | "collect" | "cancel") => {
                let refusal = format!("{name} is not offered");
                constant(&mut linker, from, name, &ty, Err(refusal))?
            }
            (WASI, "random_get" | "clock_time_get") => {
                constant(&mut linker, from, name, &ty, Ok(NOTCAPABLE))?
            }
            (WASI, "poll_oneoff") => constant(&mut linker, from, name, &ty, Ok(NOTCAPABLE))?,
            (WASI, _) if name.starts_with("fd_") => {
                constant(&mut linker, from, name, &ty, Ok(BADF))?
            }
            (WASI, _) if name.starts_with("path_") => {
                constant(&mut linker, from, name, &ty, Ok(NOTCAPABLE))?
            }
            _ => bail!("it imports {from}.{name}, which is not known here"),
        };
    }
    Ok(linker)
}

/// Offers a function of any type that always gives the same: a number, or a trap.
fn constant<'a>(
    linker: &'a mut Linker<State>,
    module: &str,
    name: &str,
    ty: &FuncType,
    answer: Result<i32, String>,
) -> Result<&'a mut Linker<State>> {
    linker.func_new(module, name, ty.clone(), move |_, _, results| {
        let number = answer.clone().map_err(Error::msg)?;
        results.fill(Val::I32(number));
        Ok(())
    })
}

fn print(mut caller: Caller<'_, State>, stream: u32, address: u32, length: u32) -> Result<()> {
    let (bytes, state) = guest_bytes(&mut caller, address, length)?;
    if stream == STREAM_STDOUT {
        let room = OUTPUT_BYTES - state.stdout.len();
        state.stdout.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }
    Ok(())
}

fn report(mut caller: Caller<'_, State>, field: u32, address: u32, length: u32) -> Result<()> {
    let (bytes, state) = guest_bytes(&mut caller, address, length)?;
    let text = match field {
        FIELD_ERROR_TYPE => &mut state.error_type,
        FIELD_ERROR_MESSAGE => &mut state.error_message,
        _ => return Ok(()), // of no interest here
    };
    let room = OUTPUT_BYTES - text.len();
    text.extend_from_slice(&bytes[..bytes.len().min(room)]);
    Ok(())
}

/// Has the program raise an exception: the answer is an encoded array of the type's
/// name and the message, and its length is negative.
fn fetch(mut caller: Caller<'_, State>, address: u32, _: u32, room: u32) -> Result<i32> {
    // In MessagePack: an array of two, a text of 15 bytes, a text of 41.
    let reply = b"\x92\xafPermissionError\xd9\x29this program has no access to the network";
    if reply.len() <= room as usize {
        let (bytes, _) = guest_bytes(&mut caller, address, reply.len() as u32)?;
        bytes.copy_from_slice(reply);
    } else {
        caller.data_mut().reply = reply.to_vec();
    }
    Ok(-(reply.len() as i32))
}

fn reply(mut caller: Caller<'_, State>, address: u32, length: u32) -> Result<()> {
    let reply = std::mem::take(&mut caller.data_mut().reply);
    let (bytes, _) = guest_bytes(&mut caller, address, length)?;
    if bytes.len() != reply.len() {
        bail!("it asked for a reply that there is not");
    }
    bytes.copy_from_slice(&reply);
    Ok(())
}

/// The guest's bytes at an address, which is checked, and this side of it.
fn guest_bytes<'a>(
    caller: &'a mut Caller<'_, State>,
    address: u32,
    length: u32,
) -> Result<(&'a mut [u8], &'a mut State)> {
    let memory: Memory = match caller.get_export("memory") {
        Some(Extern::Memory(memory)) => memory,
        _ => bail!("it has no memory"),
    };
    let (memory, state) = memory.data_and_store_mut(caller);
    let bytes = memory
        .get_mut(address as usize..)
        .and_then(|rest| rest.get_mut(..length as usize))
        .ok_or_else(|| format_err!("it named memory that it does not have"))?;
    Ok((bytes, state))
}
