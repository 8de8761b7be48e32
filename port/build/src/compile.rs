//! C to object files, by the crate `cc`.

use crate::layout::Layout;
use crate::toolchain::Toolchain;
use anyhow::{Context as _, Result, anyhow};
use std::fs;
use std::path::{Path, PathBuf};

/// clang's name of the target.
pub const TARGET: &str = "wasm32-wasip1";

/// What LLVM needs to be told, when compiling and, since code is generated
/// there, when linking: setjmp by wasm exceptions, in their final encoding; and
/// how to spend code size.
pub const BACK_END_FLAGS: [&str; 4] = [
    "-wasm-enable-sjlj",
    "-wasm-use-legacy-eh=false",
    // What the profile has counted as rare is compiled for size, which LLVM does
    // of itself for large programs only; and what is not often called is
    // inlined only where that makes the code hardly larger, as with `-Os`.
    "-pgso-lwss-only=false",
    "-inline-threshold=50",
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
/// # Errors
///
/// When a file does not compile: the compiler's messages are in the build's
/// output.
pub fn compile(
    layout: &Layout,
    toolchain: &Toolchain,
    host: &str,
    sources: &[PathBuf],
    flags: &[String],
) -> Result<Vec<PathBuf>> {
    let mut build = cc::Build::new();
    build
        .compiler(&toolchain.clang)
        .host(host)
        .target(TARGET)
        .env("PATH", "")
        .env("LC_ALL", "C.UTF-8");
    for flag in flags {
        build.flag(flag);
    }
    objects(build, &layout.out.join("objects"), sources).context("cannot compile the interpreter")
}

/// Compiles with the machine's own C compiler, for the machine itself.
///
/// # Errors
///
/// When there is none, or a file does not compile.
pub fn compile_for_host(
    host: &str,
    out: &Path,
    sources: &[PathBuf],
    flags: &[String],
) -> Result<Vec<PathBuf>> {
    let mut build = cc::Build::new();
    build.host(host).target(host);
    for flag in flags {
        build.flag(flag);
    }
    objects(build, out, sources)
}

fn objects(mut build: cc::Build, out: &Path, sources: &[PathBuf]) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(out)?;
    build
        .files(sources)
        .out_dir(out)
        .no_default_flags(true)
        .inherit_rustflags(false)
        .cargo_metadata(false)
        .emit_rerun_if_env_changed(false)
        .opt_level_str("s")
        .try_compile_intermediates()
        .map_err(|error| anyhow!("{error}"))
}
