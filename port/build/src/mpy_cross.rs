//! MicroPython's bytecode compiler, built for the machine that builds: it turns
//! the frozen modules into bytecode.

use crate::command::{command, run};
use crate::compile::compile_for_host;
use crate::generate::{Program, headers};
use crate::layout::Layout;
use crate::patches::Patched;
use crate::source::{Lock, tree_digest};
use crate::sources::c_files_in;
use crate::toolchain::Toolchain;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::PathBuf;

/// Builds the program, unless the one at hand was made from the same source by
/// the same compiler.
///
/// # Errors
///
/// When the machine's C compiler fails.
pub fn build(
    layout: &Layout,
    patched: &Patched,
    toolchain: &Toolchain,
    lock: &Lock,
) -> Result<PathBuf> {
    let out = layout.out.join("mpy-cross");
    let program = out.join("mpy-cross");
    let stamp = out.join("made-from");
    let mut made_from =
        format!("{}\n{}\n", lock.get("micropython_tree_sha256")?, toolchain.host_cc.display());
    for patch in &patched.applied {
        made_from += &format!("{}\n", patch.sha256);
    }
    made_from += &tree_digest(&layout.port, "compiler")?;
    if program.is_file() && fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == made_from) {
        return Ok(program);
    }
    fs::create_dir_all(&out)?;
    let folder = layout.micropython.join("mpy-cross");
    let mut flags = ["-std=gnu99", "-Os", "-w"].map(str::to_owned).to_vec();
    flags.extend(
        [&folder, patched.include(), &layout.micropython, &out, &layout.root]
            .map(|include| format!("-I{}", include.display())),
    );
    let mut sources = c_files_in(&layout.micropython.join("py"), |_| true)?;
    sources.extend(c_files_in(&folder, |_| true)?);
    sources.push(layout.micropython.join("shared/runtime/gchelper_generic.c"));
    let sources: Vec<PathBuf> = sources.into_iter().map(|file| patched.source(file)).collect();
    let description = Program {
        micropython: &layout.micropython,
        patched,
        compiler: &toolchain.host_cc,
        flags: &flags,
        sources: &sources,
        qstr_definitions: vec![folder.join("qstrdefsport.h")],
        generated: out.join("genhdr"),
    };
    headers(&description, toolchain, lock).context("cannot generate the sources of mpy-cross")?;
    let objects = compile_for_host(toolchain, &out.join("objects"), &sources, &flags)
        .context("cannot compile mpy-cross")?;
    run(command(&toolchain.host_cc)
        .env("PATH", &toolchain.host_path)
        .args(objects)
        .arg("-lm")
        .arg("-o")
        .arg(&program))
    .context("cannot link mpy-cross")?;
    fs::write(&stamp, made_from)?;
    Ok(program)
}
