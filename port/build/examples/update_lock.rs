//! Writes what a build has given where the project keeps it: its digests into
//! `artifacts.lock`, and the contract as Rust source into `src/contract/host.rs`.
//! `scripts/verify-reproducible --update` runs it.

use anyhow::{Context as _, Result, anyhow, ensure};
use micropython_sandbox_build::digests::{DigestLock, Entry, LOCK_FILE};
use micropython_sandbox_build::inspect::manifest_in;
use micropython_sandbox_build::manifest::Manifest;
use micropython_sandbox_build::sealing::sha256;
use micropython_sandbox_build::sections::split;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Where the runtime keeps the contract for builds that have no toolchain.
const BINDINGS: &str = "src/contract/host.rs";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("update-lock: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what| arguments.next().with_context(|| format!("no {what} is given"));
    let root = PathBuf::from(next("folder of the project")?);
    let folder = PathBuf::from(next("folder of what was built")?);
    let (plain, plain_sha256) = read(&folder.join("micropython.wasm"))?;
    let (counting, counting_sha256) = read(&folder.join("micropython.counting.wasm"))?;
    ensure!(!plain.counts_steps() && counting.counts_steps(), "they are not the two variants");
    ensure!(plain.gc_torture.is_none(), "it is for tests only: unset MPSANDBOX_GC_TORTURE");
    let sources = plain.sources_sha256();
    ensure!(counting.sources_sha256() == sources, "they are not made from the same sources");

    let file = root.join(LOCK_FILE);
    let mut lock = match fs::read_to_string(&file) {
        Ok(text) => DigestLock::parse(&text).map_err(|fault| anyhow!(fault))?,
        Err(_) => DigestLock::default(),
    };
    lock.put(sources, Entry { toolchain: plain.toolchain, plain_sha256, counting_sha256 });
    write(&file, &lock.to_string())?;
    let contract = folder.join("contract.rs");
    let contract = fs::read_to_string(&contract)
        .with_context(|| format!("cannot read {}", contract.display()))?;
    write(&root.join(BINDINGS), &contract)
}

fn read(file: &Path) -> Result<(Manifest, String)> {
    let wasm = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let manifest = manifest_in(&split(&wasm)?)?;
    Ok((manifest, sha256(&wasm)))
}

/// Leaves a file alone that is already so: nothing is built anew for it.
fn write(file: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(file).is_ok_and(|found| found == text) {
        return Ok(());
    }
    println!("wrote {}", file.display());
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}
