//! The headers that are made: interned strings, the module table, the root
//! pointers, and the version. All but the version come from MicroPython's own
//! tools.

use crate::command::{command, run};
use crate::patches::Patched;
use crate::source::{Lock, hex};
use crate::toolchain::Toolchain;
use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// A program whose generated headers are to be made: the interpreter itself, or
/// its bytecode compiler.
pub struct Program<'a> {
    /// MicroPython's source.
    pub micropython: &'a Path,
    /// What is changed in copies of it.
    pub patched: &'a Patched,
    /// The compiler that preprocesses, and its flags, as for compilation.
    pub compiler: &'a Path,
    /// See `compiler`.
    pub flags: &'a [String],
    /// The C files to look through.
    pub sources: &'a [PathBuf],
    /// Files of interned strings beside upstream's own.
    pub qstr_definitions: Vec<PathBuf>,
    /// The folder that the sources include as `genhdr`.
    pub generated: PathBuf,
}

/// Makes the headers of a program, unless those at hand were made from the same:
/// `inputs` stands for what the files contain, to which this adds their names and
/// the flags.
///
/// # Errors
///
/// As [`headers`].
pub fn changed_headers(
    program: &Program<'_>,
    toolchain: &Toolchain,
    lock: &Lock,
    inputs: &[String],
) -> Result<()> {
    let mut digest = Sha256::new();
    let paths = program.sources.iter().chain(&program.qstr_definitions);
    for part in paths
        .map(|path| path.to_string_lossy())
        .chain(program.flags.iter().chain(inputs).map(|text| text.into()))
    {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    let made_from = hex(&digest.finalize());
    let stamp = program.generated.join("made-from");
    if fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == made_from) {
        return Ok(());
    }
    if stamp.exists() {
        fs::remove_file(&stamp)?;
    }
    headers(program, toolchain, lock)?;
    fs::write(stamp, made_from).context("cannot write what the headers were made from")
}

/// Makes the headers of a program.
///
/// # Errors
///
/// When a tool fails: then with what it printed.
pub fn headers(program: &Program<'_>, toolchain: &Toolchain, lock: &Lock) -> Result<()> {
    let generated = &program.generated;
    fs::create_dir_all(generated)?;
    write_version(generated, lock)?;
    preprocess(program, toolchain)?;
    for kind in ["qstr", "module", "root_pointer"] {
        split(program, toolchain, kind)?;
    }
    let qstrs = intern_strings(program, toolchain)?;
    fs::write(generated.join("qstrdefs.generated.h"), qstrs)?;
    let modules = tool(program, toolchain, "makemoduledefs.py", &program.collected("module"))?;
    fs::write(generated.join("moduledefs.h"), modules)?;
    let roots =
        tool(program, toolchain, "make_root_pointers.py", &program.collected("root_pointer"))?;
    fs::write(generated.join("root_pointers.h"), roots)?;
    Ok(())
}

impl Program<'_> {
    /// What the tools collected of one kind from all sources.
    fn collected(&self, kind: &str) -> PathBuf {
        self.generated.join(format!("{kind}.collected"))
    }
}

/// The version and its date are those of the release, so that the same source
/// gives the same bytes on any day.
fn write_version(generated: &Path, lock: &Lock) -> Result<()> {
    let version = lock.get("micropython_version")?;
    let commit = lock.get("micropython_commit")?;
    let header = format!(
        "#define MICROPY_GIT_TAG \"v{version}\"\n\
         #define MICROPY_GIT_HASH \"{}\"\n\
         #define MICROPY_BUILD_DATE \"{}\"\n",
        &commit[..10.min(commit.len())],
        lock.get("micropython_date")?
    );
    fs::write(generated.join("mpversion.h"), header)?;
    Ok(())
}

fn preprocess(program: &Program<'_>, toolchain: &Toolchain) -> Result<()> {
    run(command(&toolchain.python)
        .env("PATH", &toolchain.host_path) // the machine's own compiler looks for its parts there
        .arg(program.micropython.join("py/makeqstrdefs.py"))
        .arg("pp")
        .arg(program.compiler)
        .args(["-E", "output"])
        .arg(program.generated.join("qstr.i.last"))
        .arg("cflags")
        .args(program.flags)
        .args(["-DNO_QSTR", "cxxflags", "sources"])
        .args(program.sources)
        .args(["dependencies", "changed_sources"])
        .args(program.sources))
    .context("cannot preprocess the sources to find their interned strings")?;
    Ok(())
}

fn split(program: &Program<'_>, toolchain: &Toolchain, kind: &str) -> Result<()> {
    let pieces = program.generated.join(kind);
    // Pieces of sources that are gone would stay in the collection.
    if pieces.exists() {
        fs::remove_dir_all(&pieces)?;
    }
    let preprocessed = program.generated.join("qstr.i.last");
    for step in ["split", "cat"] {
        let mut step_command = command(&toolchain.python);
        step_command.arg(program.micropython.join("py/makeqstrdefs.py")).args([step, kind]);
        if step == "split" {
            step_command.arg(&preprocessed).arg(&pieces).arg("_");
        } else {
            step_command.arg("_").arg(&pieces).arg(program.collected(kind));
        }
        run(&mut step_command)
            .with_context(|| format!("cannot collect the {kind}s of the sources"))?;
    }
    Ok(())
}

/// `Q(...)` lines pass through the preprocessor as strings, so that it drops
/// those that are switched off and leaves the names alone.
fn intern_strings(program: &Program<'_>, toolchain: &Toolchain) -> Result<String> {
    let mut definitions = String::new();
    let upstream = program.patched.source(program.micropython.join("py/qstrdefs.h"));
    let collected = program.collected("qstr");
    for file in [&upstream].into_iter().chain(&program.qstr_definitions).chain([&collected]) {
        let text =
            fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        for line in text.lines() {
            definitions +=
                &if line.starts_with("Q(") { format!("\"{line}\"\n") } else { format!("{line}\n") };
        }
    }
    let quoted = program.generated.join("qstrdefs.quoted.h");
    fs::write(&quoted, definitions)?;
    let mut preprocess = command(program.compiler);
    preprocess
        .env("PATH", &toolchain.host_path)
        .args(program.flags)
        .args(["-E", "-xc"])
        .arg(&quoted);
    let names: String = run(&mut preprocess)?
        .lines()
        .map(|line| match line.strip_prefix('"').and_then(|line| line.strip_suffix('"')) {
            Some(unquoted) if unquoted.starts_with("Q(") => format!("{unquoted}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    // mpy-tool.py looks for it under this name, too.
    let file = program.generated.join("qstrdefs.preprocessed.h");
    fs::write(&file, names)?;
    tool(program, toolchain, "makeqstrdata.py", &file)
}

fn tool(
    program: &Program<'_>,
    toolchain: &Toolchain,
    script: &str,
    input: &Path,
) -> Result<String> {
    run(command(&toolchain.python).arg(program.micropython.join("py").join(script)).arg(input))
        .with_context(|| format!("MicroPython's py/{script} failed"))
}
