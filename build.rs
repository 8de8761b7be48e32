//! Builds the interpreter with the crate in `port/build` and leaves it in
//! `OUT_DIR`: the sealed module, its native code, its manifest, and the
//! contract as Rust source.

use anyhow::{Context as _, Result};
use micropython_sandbox_build::environment::{Environment, VARIABLES};
use micropython_sandbox_build::pipeline::{Request, build};
use micropython_sandbox_build::progress::{Event, Progress};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot build the interpreter: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let cargo =
        |name: &str| std::env::var(name).with_context(|| format!("cargo did not set {name}"));
    let root = PathBuf::from(cargo("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(cargo("OUT_DIR")?);
    for path in ["build.rs", "sources.lock", "port/frozen", ".toolchain/wasi-libc"] {
        println!("cargo::rerun-if-changed={path}");
    }
    // Not `port` as a whole: cargo itself knows when the crate in it changes.
    for entry in std::fs::read_dir(root.join("port"))? {
        let path = entry?.path();
        if path.is_file() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    for path in ["LICENSE", "extmod", "lib", "mpy-cross", "py", "shared", "tools"] {
        println!("cargo::rerun-if-changed=micropython/{path}");
    }
    for variable in VARIABLES {
        println!("cargo::rerun-if-env-changed={variable}");
    }
    let (host, target) = (cargo("HOST")?, cargo("TARGET")?);
    let environment = Environment::read();
    let artifact = build(&Request {
        root: &root,
        out: &out,
        host: &host,
        target: &target,
        environment: &environment,
        ingredients: &environment.ingredients,
        progress: Progress::new(|event| {
            if let Event::Warning(text) = event {
                text.lines().for_each(|line| println!("cargo::warning={line}"));
            }
        }),
    })?;
    for path in &artifact.inputs {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    let mut version = cargo("CARGO_PKG_VERSION")?;
    if let Some(interval) = artifact.manifest.gc_torture {
        version +=
            &format!(" (collects every {interval} allocations, to find faults: for tests only)");
        println!("cargo::warning=MPSANDBOX_GC_TORTURE is set: this is mpsandbox {version}");
    }
    println!("cargo::rustc-env=MPSANDBOX_VERSION={version}");
    let stack_bytes = artifact
        .manifest
        .passes
        .iter()
        .find(|pass| pass.name == "snapshot")
        .and_then(|pass| pass.report.get("stack_bytes")?.as_u64())
        .context("the snapshot does not say where the stack lies")?;
    println!("cargo::rustc-env=MPSANDBOX_STACK_BYTES={stack_bytes}");
    println!("cargo::rustc-env=MPSANDBOX_TARGET={target}");
    std::fs::write(out.join("contract.rs"), artifact.contract)?;
    std::fs::write(out.join("micropython.wasm"), artifact.wasm)?;
    std::fs::write(out.join("micropython.cwasm"), artifact.native)?;
    std::fs::write(out.join("micropython.counting.wasm"), artifact.counting_wasm)?;
    std::fs::write(out.join("micropython.counting.cwasm"), artifact.counting_native)?;
    std::fs::write(out.join("manifest.json"), serde_json::to_string_pretty(&artifact.manifest)?)?;
    // For the build scripts of those who depend on this crate, see docs/ABI.md.
    for (name, file) in [("WASM", "micropython.wasm"), ("MANIFEST", "manifest.json")] {
        println!("cargo::metadata={name}={}", out.join(file).display());
    }
    Ok(())
}
