//! Makes the profile anew: builds the interpreter so that it counts, runs the
//! training programs in it, and reads the counters from its memory.
//!
//! The counting module is our own in every other respect, so that each function
//! is counted in the form in which it is compiled. LLVM has no profile runtime
//! for the target; what it would do is done here from outside:
//!
//! ```wat
//! (data (i32.const 61440) "...")  ;; __llvm_prf_cnts: counters, zero at first
//! (data (i32.const 98304) "...")  ;; __llvm_prf_data: which function has which
//! (data (i32.const 167936) "...") ;; __llvm_prf_names: the functions' names
//! ```

use crate::bindings::{self, Bindings};
use crate::command::{command, run};
use crate::contract::MEMORY_EXPORT;
use crate::engine::{self, Interruption};
use crate::pipeline::{Parts, Request, interpreter};
use crate::profile::{PROFILE_FILE, flags_to_count};
use anyhow::{Context as _, Result, anyhow, bail};
use std::fs;
use std::ops::Range;
use std::path::Path;
use wasmparser::{DataKind, KnownCustom, Name, Operator, Parser, Payload};
use wasmtime::{Caller, Engine, Instance, InstancePre, Linker, Memory, Module, Store};

/// What the code that counts asks for, so that a profile runtime gets linked.
const RUNTIME: &str = "int __llvm_profile_runtime;\n";

/// The first eight bytes of a profile of a 32-bit target, read as a number, and
/// the version of the format.
const RAW_MAGIC: u64 = u64::from_be_bytes(*b"\xfflprofR\x81");
const RAW_VERSION: u64 = 10;

/// The length of a function's record in `__llvm_prf_data`.
const RECORD_BYTES: usize = 48;

/// The last kind of values that a record has room for.
const LAST_VALUE_KIND: u64 = 2;

/// What stands at the head of the profile.
const HEAD: &str = "# How often each part of the C code ran in benches/training: \
for each function\n# its name, a hash of its control flow, the number of \
counters, and the counters.\n# Made by scripts/make-profile. Do not edit.\n";

/// Runs the Python programs of a folder and writes the profile into the port's.
/// Gives how much each program made the counters grow by, all together.
///
/// # Errors
///
/// When a stage fails, or a program does: then with its traceback.
pub fn train(request: &Request<'_>, programs: &Path) -> Result<Vec<(String, u64)>> {
    let parts = Parts::find(request)?;
    let out = &parts.layout.out;
    fs::create_dir_all(out)?;
    let runtime = out.join("profile_runtime.c");
    fs::write(&runtime, RUNTIME)?;
    let (linked, module) = interpreter(&parts, &flags_to_count(), &[runtime])?;
    let sections = Sections::find(&linked)?;
    let programs = programs_in(programs)?;
    let trainer = Trainer::new(module.wasm(), sections.counters.clone(), &parts.bindings)?;
    let mut counters = vec![0; sections.counters.len() / 8];
    let mut growths = Vec::new();
    for (name, source) in programs {
        let growth = trainer.run(&name, &source, &mut counters)?;
        growths.push((name, growth));
    }

    let raw = out.join("interpreter.profraw");
    let text = out.join(PROFILE_FILE);
    fs::write(&raw, sections.raw_profile(&counters))?;
    run(command(&parts.toolchain.profdata).args(["merge", "-text"]).arg(&raw).arg("-o").arg(&text))
        .context("cannot read the counters")?;
    let text = fs::read_to_string(text)?;
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let body: String = lines.flat_map(|line| [line, "\n"]).collect();
    fs::write(parts.layout.port.join(PROFILE_FILE), format!("{HEAD}{body}"))?;
    Ok(growths)
}

/// Name and text of each program, sorted by name.
fn programs_in(folder: &Path) -> Result<Vec<(String, String)>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut programs = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "py") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            programs.push((name, fs::read_to_string(&path)?));
        }
    }
    programs.sort();
    if programs.is_empty() {
        bail!("no programs in {}", folder.display());
    }
    Ok(programs)
}

/// Where clang's instrumentation has put its data.
struct Sections {
    counters: Range<usize>,
    records: Range<usize>,
    record_bytes: Vec<u8>,
    names: Range<usize>,
    name_bytes: Vec<u8>,
}

impl Sections {
    /// Looks for them in the linker's module, which still names its data.
    fn find(linked: &[u8]) -> Result<Sections> {
        let segments = data_segments(linked)?;
        let find = |wanted: &str| {
            segments
                .iter()
                .find(|segment| segment.name == wanted)
                .map(|segment| (segment.at..segment.at + segment.bytes.len(), segment.bytes))
                .with_context(|| format!("the module has no data named {wanted}"))
        };
        let (counters, _) = find("__llvm_prf_cnts")?;
        let (records, record_bytes) = find("__llvm_prf_data")?;
        let (names, name_bytes) = find("__llvm_prf_names")?;
        if counters.len() % 8 != 0 || records.len() % RECORD_BYTES != 0 {
            bail!("this LLVM lays out its counters in a way that is not known here");
        }
        let (record_bytes, name_bytes) = (record_bytes.to_vec(), name_bytes.to_vec());
        Ok(Sections { counters, records, record_bytes, names, name_bytes })
    }

    /// The file that the profile runtime of another target writes at its end.
    fn raw_profile(&self, counters: &[u64]) -> Vec<u8> {
        let records = self.records.len() / RECORD_BYTES;
        let distance = (self.counters.start as u32).wrapping_sub(self.records.start as u32);
        let header = [
            RAW_MAGIC,
            RAW_VERSION,
            0, // build identifiers, bytes
            records as u64,
            0, // padding
            counters.len() as u64,
            0, // padding
            0, // bitmaps, bytes
            0, // padding
            self.name_bytes.len() as u64,
            u64::from(distance),
            0, // bitmaps, distance
            self.names.start as u64,
            0, // virtual tables
            0, // their names, bytes
            LAST_VALUE_KIND,
        ];
        let mut raw: Vec<u8> = header.iter().flat_map(|word| word.to_le_bytes()).collect();
        raw.extend(&self.record_bytes);
        raw.extend(counters.iter().flat_map(|count| count.to_le_bytes()));
        raw.extend(&self.name_bytes);
        raw.resize(raw.len().next_multiple_of(8), 0);
        raw
    }
}

struct Segment<'a> {
    name: String,
    at: usize,
    bytes: &'a [u8],
}

fn data_segments(wasm: &[u8]) -> Result<Vec<Segment<'_>>> {
    let mut segments = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::DataSection(section) => {
                for data in section {
                    let data = data?;
                    let DataKind::Active { offset_expr, .. } = data.kind else {
                        bail!("the module has passive data");
                    };
                    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
                    else {
                        bail!("the module has data at a place that is not constant");
                    };
                    let at = value as u32 as usize;
                    segments.push(Segment { name: String::new(), at, bytes: data.data });
                }
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else { continue };
                for name in names {
                    let Name::Data(map) = name? else { continue };
                    for naming in map {
                        let naming = naming?;
                        segments
                            .get_mut(naming.index as usize)
                            .context("a name is for data that is not there")?
                            .name = naming.name.to_owned();
                    }
                }
            }
            _ => {}
        }
    }
    Ok(segments)
}

/// Runs programs in the counting module, each in an instance of its own.
struct Trainer {
    engine: Engine,
    instance: InstancePre<Vec<u8>>,
    counters: Range<usize>,
    source_buffer: u32,
    name_buffer: u32,
    done: u32,
}

impl Trainer {
    fn new(wasm: &[u8], counters: Range<usize>, bindings: &Bindings) -> Result<Trainer> {
        let engine = Engine::new(&engine::config(Interruption::Polls))
            .map_err(|error| anyhow!("{error:#}"))?;
        let module = Module::new(&engine, wasm).map_err(|error| anyhow!("{error:#}"))?;
        let instance = link(&engine, &module, bindings).map_err(|error| anyhow!("{error:#}"))?;
        let number = |name| bindings::number(&bindings.rust, name);
        Ok(Trainer {
            engine,
            instance,
            counters,
            source_buffer: number("MPH_BUFFER_SOURCE")?,
            name_buffer: number("MPH_BUFFER_NAME")?,
            done: number("MPH_STATUS_DONE")?,
        })
    }

    /// Adds what a program makes the counters grow by. What the start-up counted
    /// is left out: it does not happen again when the sandbox runs.
    fn run(&self, name: &str, source: &str, counters: &mut [u64]) -> Result<u64> {
        let mut store = Store::new(&self.engine, Vec::new());
        let (status, grown) = self
            .count(&mut store, name, source)
            .map_err(|error| anyhow!("{error:#}"))
            .with_context(|| format!("the program {name} cannot be run"))?;
        if status != self.done {
            bail!("the program {name} failed:\n{}", String::from_utf8_lossy(store.data()));
        }
        for (counter, growth) in counters.iter_mut().zip(&grown) {
            *counter += growth;
        }
        Ok(grown.iter().sum())
    }

    fn count(
        &self,
        store: &mut Store<Vec<u8>>,
        name: &str,
        source: &str,
    ) -> wasmtime::Result<(u32, Vec<u64>)> {
        let instance = self.instance.instantiate(&mut *store)?;
        let memory = memory_of(&instance, store)?;
        let before = self.read(store, memory);
        for (buffer, text) in [(self.source_buffer, source), (self.name_buffer, name)] {
            let at = instance
                .get_typed_func::<(u32, u32), u32>(&mut *store, "buffer")?
                .call(&mut *store, (buffer, text.len() as u32))?;
            memory.write(&mut *store, at as usize, text.as_bytes())?;
        }
        let status =
            instance.get_typed_func::<(), u32>(&mut *store, "run")?.call(&mut *store, ())?;
        let after = self.read(store, memory);
        Ok((status, after.iter().zip(before).map(|(after, before)| after - before).collect()))
    }

    fn read(&self, store: &Store<Vec<u8>>, memory: Memory) -> Vec<u64> {
        memory.data(store)[self.counters.clone()]
            .chunks_exact(8)
            .map(|bytes| u64::from_le_bytes(bytes.try_into().unwrap_or_default()))
            .collect()
    }
}

/// What a program prints is dropped; what the interpreter reports of its end is
/// kept. Anything else that it could ask the host for would make the counts
/// differ from one day to the next, and is refused.
fn link(
    engine: &Engine,
    module: &Module,
    bindings: &Bindings,
) -> wasmtime::Result<InstancePre<Vec<u8>>> {
    let host = bindings.contract.import_module.as_str();
    let mut linker = Linker::new(engine);
    linker.func_wrap(host, "print", |_: u32, _: u32, _: u32| {})?;
    linker.func_wrap(host, "report", keep)?;
    for marker in &bindings.contract.build_imports {
        linker.func_wrap(&bindings.contract.build_module, &marker.name, || {})?;
    }
    linker.define_unknown_imports_as_traps(module)?;
    linker.instantiate_pre(module)
}

fn keep(mut caller: Caller<'_, Vec<u8>>, _: u32, at: u32, length: u32) -> wasmtime::Result<()> {
    let memory = caller.get_export(MEMORY_EXPORT).and_then(wasmtime::Extern::into_memory);
    let Some(memory) = memory else { return Err(no_memory()) };
    let mut text = vec![0; length as usize];
    memory.read(&caller, at as usize, &mut text)?;
    caller.data_mut().extend(text);
    Ok(())
}

fn memory_of(instance: &Instance, store: &mut Store<Vec<u8>>) -> wasmtime::Result<Memory> {
    instance.get_memory(store, MEMORY_EXPORT).ok_or_else(no_memory)
}

fn no_memory() -> wasmtime::Error {
    wasmtime::Error::msg("the memory is not exported")
}
