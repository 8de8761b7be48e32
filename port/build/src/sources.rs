//! Which C files make the interpreter.

use crate::features::Features;
use crate::patches::Patched;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Upstream's core, less what is for other targets: the assemblers, native
/// code emitters, and the exception mechanisms of real processors; and what a
/// file of the port includes, to compile it in its own way.
const CORE_EXCLUDED: [&str; 38] = [
    "asm",
    "builtinhelp.c",
    "builtinimport.c",
    "emitinline",
    "emitn",
    "formatfloat.c",
    "gc.c",
    "map.c",
    "modbuiltins.c",
    "modcollections.c",
    "modmath.c",
    "modstruct.c",
    "mpz.c",
    "nativeglue",
    "nlr",
    "objclosure.c",
    "objcomplex.c",
    "objdeque.c",
    "objdict.c",
    "objexcept.c",
    "objfloat.c",
    "objfun.c",
    "objgenerator.c",
    "objint_mpz.c",
    "objlist.c",
    "objnamedtuple.c",
    "objproperty.c",
    "objrange.c",
    "objset.c",
    "objslice.c",
    "objstr.c",
    "objstrunicode.c",
    "objtype.c",
    "parsenum.c",
    "qstr.c",
    "sequence.c",
    "unicode.c",
    "vm.c",
];

/// The two that are needed of what the prefixes above exclude.
const CORE_INCLUDED: [&str; 2] = ["nlr.c", "nlrsetjmp.c"];

/// Upstream's optional modules that the port's configuration switches on, less those
/// that a file of the port includes or replaces.
const EXTMOD: [&str; 7] = [
    "modasyncio.c",
    "moddeflate.c",
    "modos.c",
    "modplatform.c",
    "modselect.c",
    "modtime.c",
    "modvfs.c",
];

/// Upstream's shared support code.
const SHARED: [&str; 1] = ["libc/printf.c"];

/// Files of the port that upstream's own files include.
const PORT_INCLUDED: [&str; 2] = ["modos.c", "modtime.c"];

/// All C files, sorted, so that the order never depends on the file system.
///
/// # Errors
///
/// When a folder cannot be read.
pub fn c_files(
    micropython: &Path,
    port: &Path,
    features: &Features,
    patched: &Patched,
) -> Result<Vec<PathBuf>> {
    let mut files = c_files_in(&micropython.join("py"), |name| {
        CORE_INCLUDED.contains(&name)
            || !CORE_EXCLUDED.iter().any(|prefix| name.starts_with(prefix))
    })?;
    files.extend(EXTMOD.map(|name| micropython.join("extmod").join(name)));
    files.extend(SHARED.map(|name| micropython.join("shared").join(name)));
    files.extend(c_files_in(port, |name| {
        !PORT_INCLUDED.contains(&name) && features.keeps_c_file(name)
    })?);
    Ok(files.into_iter().map(|file| patched.source(file)).collect())
}

/// The C files of a folder whose names are wanted, sorted.
///
/// # Errors
///
/// When the folder cannot be read.
pub fn c_files_in(folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".c") && wanted(&name) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
