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

use crate::bare_host::{BareHost, Guest};
use crate::command::{command, run};
use crate::pipeline::{self, Parts, Request};
use crate::profile::{PROFILE_FILE, flags_to_count};
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::ops::Range;
use std::path::Path;
use wasmparser::{DataKind, KnownCustom, Name, Operator, Parser, Payload};

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
    let linked = pipeline::linked(&parts, &flags_to_count(), &[runtime])?;
    let module = pipeline::started(&parts, &linked, None)?.module;
    let sections = Sections::find(&linked)?;
    let programs = programs_in(programs)?;
    let host = BareHost::new(module.wasm(), &parts.bindings, &parts.host)?;
    let mut counters = vec![0; sections.counters.len() / 8];
    let mut growths = Vec::new();
    for (name, source) in programs {
        let growth = count(&host, sections.counters.clone(), (&name, &source), &mut counters)
            .with_context(|| format!("in the program {name}"))?;
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

/// Name and text of each Python program of a folder, sorted by name.
///
/// # Errors
///
/// When the folder cannot be read, or has none.
pub fn programs_in(folder: &Path) -> Result<Vec<(String, String)>> {
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

/// Adds what a program makes the counters grow by. What the start-up counted is
/// left out: it does not happen again when the sandbox runs.
fn count(
    host: &BareHost,
    at: Range<usize>,
    (name, source): (&str, &str),
    counters: &mut [u64],
) -> Result<u64> {
    let mut guest = host.start()?;
    let before = read(&guest, at.clone());
    guest.load(name, source)?;
    guest.run()?;
    let mut growth = 0;
    for ((counter, before), after) in counters.iter_mut().zip(before).zip(read(&guest, at)) {
        *counter += after - before;
        growth += after - before;
    }
    Ok(growth)
}

fn read(guest: &Guest<'_>, counters: Range<usize>) -> Vec<u64> {
    guest.memory()[counters]
        .chunks_exact(8)
        .map(|bytes| u64::from_le_bytes(bytes.try_into().unwrap_or_default()))
        .collect()
}
