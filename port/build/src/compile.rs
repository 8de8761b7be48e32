//! The compiler's flags, for the module and for the machine that builds.

use crate::layout::Layout;
use crate::objects::{self, Compiler, Objects};
use crate::toolchain::Toolchain;
use anyhow::{Context as _, Result};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// clang's name of the target.
pub const TARGET: &str = "wasm32-wasip1";

/// What LLVM needs to be told, when compiling and, since code is generated
/// there, when linking: setjmp by wasm exceptions, in their final encoding; and
/// how to spend code size.
pub const BACK_END_FLAGS: [&str; 7] = [
    "-wasm-enable-sjlj",
    "-wasm-use-legacy-eh=false",
    // What the profile has counted as rare is compiled for size, which LLVM does
    // of itself for large programs only; and what is not often called is
    // inlined only where that makes the code smaller, or hardly larger.
    "-pgso-lwss-only=false",
    "-inline-threshold=10",
    "-inlinecold-threshold=0",
    "-inline-cold-callsite-threshold=0",
    "-hot-callsite-threshold=500",
];

/// The compiler's flags. No path of this machine and no date gets into the
/// objects.
pub fn flags(layout: &Layout, toolchain: &Toolchain) -> Vec<String> {
    let mut flags: Vec<String> = [
        &format!("--target={TARGET}"),
        "-std=gnu11",
        "-O2",
        "-flto",
        "-DNDEBUG",
        "-fno-ident",
        "-mbulk-memory",
        "-mmutable-globals",
        "-mnontrapping-fptoint",
        "-msign-ext",
        "-mtail-call",
        // What upstream builds with, less what its own code does not keep to
        // on this target.
        "-Wall",
        "-Wextra",
        "-Wno-sign-compare",
        "-Wno-unused-parameter",
    ]
    .map(str::to_owned)
    .to_vec();
    for flag in BACK_END_FLAGS {
        flags.extend(["-mllvm".to_owned(), flag.to_owned()]);
    }
    let patched = layout.patched();
    // What is said last counts.
    for (folder, name) in [
        (&layout.out, "/build"),
        (&patched, "/micropython"),
        (&layout.micropython, "/micropython"),
        (&layout.port, "/port"),
        (&layout.root, "/source"),
        (&toolchain.include, "/sysroot"),
    ] {
        flags.push(format!("-ffile-prefix-map={}={name}", folder.display()));
    }
    flags.push("-nostdlibinc".to_owned());
    flags.push(format!("-isystem{}", toolchain.include.display()));
    for folder in [&layout.port, &layout.root, &patched, &layout.micropython, &layout.out] {
        flags.push(format!("-I{}", folder.display()));
    }
    flags
}

/// Compiles for the module; gives the object files in the order of `sources`.
///
/// `inputs` are files that flags name and the compiler does not tell of.
///
/// # Errors
///
/// When a file does not compile: then with the compiler's messages.
pub fn compile(
    layout: &Layout,
    toolchain: &Toolchain,
    sources: &[PathBuf],
    flags: &[String],
    inputs: &[PathBuf],
) -> Result<Objects> {
    let compiler = Compiler {
        program: &toolchain.clang,
        target: TARGET,
        version: &toolchain.clang_version,
        path: OsStr::new(""),
        flags,
        inputs,
    };
    objects::compile(&compiler, &layout.out.join("objects"), sources)
        .context("cannot compile the interpreter")
}

/// Compiles with the machine's own C compiler, for the machine itself.
///
/// # Errors
///
/// When a file does not compile.
pub fn compile_for_host(
    toolchain: &Toolchain,
    out: &Path,
    sources: &[PathBuf],
    flags: &[String],
) -> Result<Vec<PathBuf>> {
    let compiler = Compiler {
        program: &toolchain.host_cc,
        target: TARGET, // without flags of its own, `cc` makes nothing of it
        version: "",    // its objects are used once
        path: &toolchain.host_path,
        flags,
        inputs: &[],
    };
    Ok(objects::compile(&compiler, out, sources)?.files)
}
