//! Puts the interpreter into `OUT_DIR`: the sealed module, its native code, its
//! manifest, and the contract as Rust source. The crate in `port/build` builds it
//! from C sources, unless one is named that is there already, or there is to be
//! none because only documentation is built.

use anyhow::{Context as _, Result, anyhow, bail};
use micropython_sandbox_build::digests::{self, DigestLock};
use micropython_sandbox_build::engine::precompile;
use micropython_sandbox_build::environment::{Environment, VARIABLES};
use micropython_sandbox_build::ingredients::Ingredients;
use micropython_sandbox_build::manifest::Manifest;
use micropython_sandbox_build::pipeline::{Artifact, Request, build};
use micropython_sandbox_build::progress::{Event, Progress};
use micropython_sandbox_build::{bindings, prebuilt};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The contract as Rust source, for builds that cannot generate it.
const BINDINGS: &str = "src/contract/host.rs";

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
    let root = PathBuf::from(cargo("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(cargo("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build.rs");
    for variable in VARIABLES {
        println!("cargo::rerun-if-env-changed={variable}");
    }
    let environment = Environment::read();
    if environment.artifact.is_some() && environment.ingredients != Ingredients::default() {
        bail!(
            "MPSANDBOX_ARTIFACT names an interpreter that is built already, into which nothing of \
             MPSANDBOX_MANIFEST, MPSANDBOX_LIBRARIES, MPSANDBOX_C_MODULES and MPSANDBOX_FEATURES \
             can go: unset it, or these"
        );
    }
    let files = match &environment.artifact {
        Some(path) => from_file(path, &root)?,
        None if environment.documents => Files::none(&root)?,
        None => from_sources(&root, &out, &environment)?,
    };
    files.write(&out)
}

fn cargo(name: &str) -> Result<String> {
    std::env::var(name).with_context(|| format!("cargo did not set {name}"))
}

/// What goes into `OUT_DIR`, by the names of the files.
struct Files {
    manifest: Option<Manifest>,
    contents: Vec<(&'static str, Vec<u8>)>,
}

impl Files {
    /// Those of a build that only documents: without an interpreter.
    fn none(root: &Path) -> Result<Files> {
        println!("cargo::rerun-if-changed={BINDINGS}");
        let contract = fs::read(root.join(BINDINGS))?;
        let empty = ["micropython.wasm", "micropython.cwasm", "micropython.symbols"];
        let counting = ["micropython.counting.wasm", "micropython.counting.cwasm"];
        let mut contents = vec![("contract.rs", contract)];
        contents.extend(empty.into_iter().chain(counting).map(|name| (name, Vec::new())));
        Ok(Files { manifest: None, contents })
    }

    fn write(&self, out: &Path) -> Result<()> {
        let mut version = cargo("CARGO_PKG_VERSION")?;
        let mut stack_bytes = 0;
        let mut text = "{}".to_owned();
        if let Some(manifest) = &self.manifest {
            if let Some(interval) = manifest.gc_torture {
                version += &format!(
                    " (collects every {interval} allocations, to find faults: for tests only)"
                );
                println!("cargo::warning=MPSANDBOX_GC_TORTURE is set: this is mpsandbox {version}");
            }
            stack_bytes = manifest
                .passes
                .iter()
                .find(|pass| pass.name == "snapshot")
                .and_then(|pass| pass.report.get("stack_bytes")?.as_u64())
                .context("the snapshot does not say where the stack lies")?;
            text = serde_json::to_string_pretty(manifest)?;
        }
        println!("cargo::rustc-env=MPSANDBOX_VERSION={version}");
        println!("cargo::rustc-env=MPSANDBOX_STACK_BYTES={stack_bytes}");
        println!("cargo::rustc-env=MPSANDBOX_TARGET={}", cargo("TARGET")?);
        fs::write(out.join("manifest.json"), text)?;
        for (name, content) in &self.contents {
            fs::write(out.join(name), content)?;
        }
        // For the build scripts of those who depend on this crate, see docs/ABI.md.
        for (name, file) in [("WASM", "micropython.wasm"), ("MANIFEST", "manifest.json")] {
            println!("cargo::metadata={name}={}", out.join(file).display());
        }
        Ok(())
    }
}

/// Builds it.
fn from_sources(root: &Path, out: &Path, environment: &Environment) -> Result<Files> {
    let inputs = [
        "sources.lock",
        "LICENSE-MIT",
        "LICENSES",
        "port/frozen",
        "port/compiler",
        "port/patches",
        ".toolchain/wasi-libc",
    ];
    for path in inputs {
        println!("cargo::rerun-if-changed={path}");
    }
    // Not `port` as a whole: cargo itself knows when the crate in it changes.
    for entry in fs::read_dir(root.join("port"))? {
        let path = entry?.path();
        if path.is_file() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    for path in ["LICENSE", "extmod", "lib", "mpy-cross", "py", "shared", "tools"] {
        println!("cargo::rerun-if-changed=micropython/{path}");
    }
    let (host, target) = (cargo("HOST")?, cargo("TARGET")?);
    let artifact = build(&Request {
        root,
        out,
        host: &host,
        target: &target,
        environment,
        ingredients: &environment.ingredients,
        progress: Progress::new(|event| {
            if let Event::Warning(text) = event {
                text.lines().for_each(|line| println!("cargo::warning={line}"));
            }
        }),
    })?;
    let Artifact { wasm, native, counting_wasm, counting_native, manifest, .. } = artifact;
    let Artifact { symbols: [symbols, counting_symbols], contract, inputs, .. } = artifact;
    for path in inputs {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    Ok(Files {
        manifest: Some(manifest),
        contents: vec![
            ("contract.rs", contract.into_bytes()),
            ("micropython.wasm", wasm),
            ("micropython.cwasm", native),
            ("micropython.symbols", symbols.to_string().into_bytes()),
            ("micropython.counting.wasm", counting_wasm),
            ("micropython.counting.cwasm", counting_native),
            ("micropython.counting.symbols", counting_symbols.to_string().into_bytes()),
        ],
    })
}

/// Takes the one in a file, if it is what it says.
fn from_file(path: &Path, root: &Path) -> Result<Files> {
    for path in [BINDINGS, digests::LOCK_FILE] {
        println!("cargo::rerun-if-changed={path}");
    }
    println!("cargo::rerun-if-changed={}", path.display());
    let contract = fs::read_to_string(root.join(BINDINGS))?;
    let abi_version = bindings::number(&contract, "MPH_ABI_VERSION")?;
    let lock = fs::read_to_string(root.join(digests::LOCK_FILE))?;
    let lock = DigestLock::parse(&lock).map_err(|fault| anyhow!(fault))?;
    let taken = prebuilt::take(path, abi_version, lock)
        .context("MPSANDBOX_ARTIFACT names an interpreter to build with")?;
    for file in &taken.files {
        println!("cargo::rerun-if-changed={}", file.display());
    }
    for warning in &taken.warnings {
        println!("cargo::warning={warning}");
    }
    let target = cargo("TARGET")?;
    let native = |wasm: &[u8]| precompile(wasm, &target);
    let counting_wasm = taken.counting_wasm.unwrap_or_default();
    let counting_native = match &counting_wasm[..] {
        [] => Vec::new(),
        wasm => native(wasm)?,
    };
    let symbols = taken.symbols.map(|symbols| symbols.to_string()).unwrap_or_default();
    Ok(Files {
        manifest: Some(taken.manifest),
        contents: vec![
            ("contract.rs", contract.into_bytes()),
            ("micropython.cwasm", native(&taken.wasm)?),
            ("micropython.wasm", taken.wasm),
            ("micropython.symbols", symbols.into_bytes()),
            ("micropython.counting.wasm", counting_wasm),
            ("micropython.counting.cwasm", counting_native),
        ],
    })
}
