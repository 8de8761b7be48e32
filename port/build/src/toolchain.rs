//! Finds the tools and the C library. Nothing is downloaded: what is missing
//! is an error that lists where it was looked for and what to do.

use crate::command::{command, run};
use crate::environment::Environment;
use crate::manifest;
use crate::sealing::{hex, sha256};
use anyhow::{Context as _, Result, anyhow, bail};
use sha2::{Digest as _, Sha256};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The oldest LLVM that emits the final form of wasm exceptions, the only one
/// that engines will keep.
pub const OLDEST_LLVM: u32 = 20;

/// Newest first: what distributions call a versioned clang.
const CLANG_NAMES: [&str; 6] =
    ["clang-22", "clang-23", "clang-24", "clang-21", "clang-20", "clang"];

/// Tools and C library, all found.
#[derive(Debug, Clone)]
pub struct Toolchain {
    /// The C compiler for the module.
    pub clang: PathBuf,
    /// Its version, as it prints it.
    pub clang_version: String,
    /// The linker that belongs to it.
    pub wasm_ld: PathBuf,
    /// What turns the profile into the form that the compiler reads.
    pub profdata: PathBuf,
    /// The compiler's support library for the target.
    pub builtins: PathBuf,
    /// The C library's headers.
    pub include: PathBuf,
    /// The C library's archives.
    pub lib: PathBuf,
    /// Runs MicroPython's build tools.
    pub python: PathBuf,
    /// The machine's own C compiler, which makes the tools that run here.
    pub host_cc: PathBuf,
    /// The `PATH` that it needs to find its own parts.
    pub host_path: OsString,
}

/// Looks everything up: an explicit variable first, then `WASI_SDK_PATH`, then
/// what `scripts/setup` installed below `root`.
///
/// # Errors
///
/// When something is missing or too old.
pub fn find(environment: &Environment, root: &Path) -> Result<Toolchain> {
    let clang = find_clang(environment)?;
    let clang_version = check_clang(&clang)?;
    let wasm_ld = tool_path(&clang, "-print-prog-name=wasm-ld")
        .filter(|path| path.is_absolute())
        .with_context(|| {
        format!(
            "{} has no wasm-ld beside it: install lld of the same LLVM, or run scripts/setup",
            clang.display()
        )
    })?;
    let profdata = find_profdata(environment, &clang, &clang_version)?;
    let builtins = tool_path(&clang, "-print-libgcc-file-name").with_context(|| {
        format!(
            "{} has no compiler-rt for wasm32: install libclang-rt-*-dev-wasm32 of the same LLVM, or run scripts/setup",
            clang.display()
        )
    })?;
    let (include, lib) = find_sysroot(environment, root)?;
    let python = find_python(environment)?;
    let host_cc = environment
        .find(&["cc", "clang", "gcc"])
        .context("no C compiler for this machine found in PATH (cc, clang, gcc): install one, or run scripts/setup")?;
    let host_path = std::env::join_paths(&environment.path)?;
    Ok(Toolchain {
        clang,
        clang_version,
        wasm_ld,
        profdata,
        builtins,
        include,
        lib,
        python,
        host_cc,
        host_path,
    })
}

/// What of a toolchain decides what it makes, for the manifest.
///
/// # Errors
///
/// When a part of it cannot be read or run.
pub fn identity(toolchain: &Toolchain, walrus: String) -> Result<manifest::Toolchain> {
    let read =
        |path: &Path| fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    let mut libc = Sha256::new();
    for archive in ["crt1-reactor.o", "libsetjmp.a", "libc.a"] {
        libc.update(read(&toolchain.lib.join(archive))?);
    }
    let linker = run(command(&toolchain.wasm_ld).arg("--version"))
        .with_context(|| format!("{} does not run", toolchain.wasm_ld.display()))?;
    Ok(manifest::Toolchain {
        compiler: format!("clang {}", toolchain.clang_version),
        linker: linker.lines().next().unwrap_or_default().trim().to_owned(),
        walrus,
        wasi_libc_sha256: hex(&libc.finalize()),
        builtins_sha256: sha256(&read(&toolchain.builtins)?),
    })
}

fn find_clang(environment: &Environment) -> Result<PathBuf> {
    if let Some(clang) = &environment.clang {
        if clang.is_file() {
            return Ok(clang.clone());
        }
        bail!("MPSANDBOX_CLANG is {}, which is not a file", clang.display());
    }
    if let Some(sdk) = &environment.wasi_sdk {
        let clang = sdk.join("bin/clang");
        if clang.is_file() {
            return Ok(clang);
        }
        bail!("WASI_SDK_PATH is {}, which has no bin/clang", sdk.display());
    }
    environment.find(&CLANG_NAMES).ok_or_else(|| {
        anyhow!(
            "no clang found: MPSANDBOX_CLANG and WASI_SDK_PATH are not set, and none of {} is in PATH.\n\
             Run scripts/setup, or install clang and lld {OLDEST_LLVM} or newer.",
            CLANG_NAMES.join(", ")
        )
    })
}

fn check_clang(clang: &Path) -> Result<String> {
    let printed = run(command(clang).arg("--version"))
        .with_context(|| format!("{} does not run", clang.display()))?;
    let version = printed
        .lines()
        .find_map(|line| {
            line.split_once("clang version ").map(|(_, version)| version.trim().to_owned())
        })
        .ok_or_else(|| {
            anyhow!(
                "{} is not a clang: it prints {:?}. Point MPSANDBOX_CLANG at a clang \
                 {OLDEST_LLVM} or newer, or unset it and run scripts/setup.",
                clang.display(),
                printed.lines().next().unwrap_or_default()
            )
        })?;
    let major: u32 = major(&version).parse().unwrap_or(0);
    if major < OLDEST_LLVM {
        bail!(
            "{} is clang {version}; {OLDEST_LLVM} or newer is needed, since older ones emit wasm exceptions in a form \
             that engines refuse. Run scripts/setup, or point MPSANDBOX_CLANG or WASI_SDK_PATH at a newer one.",
            clang.display()
        );
    }
    Ok(version)
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or_default()
}

/// Beside clang, or by the name that distributions give it: a wasi-sdk has none.
fn find_profdata(environment: &Environment, clang: &Path, version: &str) -> Result<PathBuf> {
    if let Some(profdata) = &environment.profdata {
        if profdata.is_file() {
            return Ok(profdata.clone());
        }
        bail!("MPSANDBOX_LLVM_PROFDATA is {}, which is not a file", profdata.display());
    }
    let major = major(version);
    tool_path(clang, "-print-prog-name=llvm-profdata")
        .filter(|path| path.is_absolute())
        .or_else(|| environment.find(&[&format!("llvm-profdata-{major}")]))
        .ok_or_else(|| {
            anyhow!(
                "no llvm-profdata found: it is neither beside {} nor, as llvm-profdata-{major}, in PATH.\n\
                 Run scripts/setup, or install the tools of LLVM {major} (Debian's package llvm-{major}), \
                 or set MPSANDBOX_LLVM_PROFDATA; a wasi-sdk does not bring it.",
                clang.display()
            )
        })
}

/// What clang says about a file that belongs to it, if the file is there.
fn tool_path(clang: &Path, question: &str) -> Option<PathBuf> {
    let answer = run(command(clang).args(["--target=wasm32-wasip1", question])).ok()?;
    Some(PathBuf::from(answer.trim())).filter(|path| path.is_file())
}

fn find_sysroot(environment: &Environment, root: &Path) -> Result<(PathBuf, PathBuf)> {
    let candidates: Vec<(&str, PathBuf)> = [
        ("MPSANDBOX_SYSROOT", environment.sysroot.clone()),
        ("WASI_SDK_PATH", environment.wasi_sdk.as_ref().map(|sdk| sdk.join("share/wasi-sysroot"))),
        ("scripts/setup", Some(root.join(".toolchain/wasi-libc/usr"))),
    ]
    .into_iter()
    .filter_map(|(source, path)| path.map(|path| (source, path)))
    .collect();
    let mut tried = String::new();
    for (source, sysroot) in &candidates {
        for target in ["wasm32-wasip1", "wasm32-wasi"] {
            let include = sysroot.join("include").join(target);
            let lib = sysroot.join("lib").join(target);
            if include.join("wasi/api.h").is_file() && lib.join("libc.a").is_file() {
                return Ok((include, lib));
            }
        }
        tried += &format!("\n  {} (from {source})", sysroot.display());
    }
    bail!(
        "no WASI sysroot found: looked for include/wasm32-wasi and lib/wasm32-wasi in{tried}\n\
         Run scripts/setup, or set MPSANDBOX_SYSROOT or WASI_SDK_PATH."
    )
}

fn find_python(environment: &Environment) -> Result<PathBuf> {
    let named =
        environment.python.clone().or_else(|| environment.find(&["python3"])).context(
            "no python3 found in PATH (MicroPython's build tools need it): install it, or set MPSANDBOX_PYTHON",
        )?;
    // What is called python3 may be a wrapper that needs its environment; the
    // interpreter behind it does not.
    let path = std::env::join_paths(&environment.path)?;
    let real =
        run(command(&named).env("PATH", path).args(["-c", "import sys; print(sys.executable)"]))
            .with_context(|| format!("{} does not run", named.display()))?;
    Ok(PathBuf::from(real.trim()))
}
