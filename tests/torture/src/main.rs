//! Builds an interpreter that tortures its collector, for the test `torture`.
//!
//! A program of its own, as a build script is: it changes its environment, and
//! has to be the only thread when it does. It is started with `HOST`, the triple
//! of this machine, in its environment, and with two arguments: the top of the
//! project, and where everything goes. What is there already is left alone if it
//! was made from the same sources by the same program.

use anyhow::{Context as _, Result};
use micropython_sandbox_build::environment::Environment;
use micropython_sandbox_build::ingredients::Ingredients;
use micropython_sandbox_build::pipeline::{Request, build};
use micropython_sandbox_build::progress::Progress;
use micropython_sandbox_build::source::{LOCK_FILE, Lock, hex, tree_digest};
use micropython_sandbox_build::toolchain;
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
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
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let root = arguments.next().context("the first argument is missing: the project's folder")?;
    let out = arguments.next().context("the second argument is missing: a folder to build in")?;
    let host = std::env::var("HOST").context("HOST must be the triple of this machine")?;
    let mut environment = Environment::read();
    environment.gc_torture = Some("1".to_owned());

    fs::create_dir_all(&out)?;
    let lock = File::create(out.join("lock"))?;
    lock.lock()?; // until the program ends
    let made_from = inputs(&root, &environment)?;
    let stamp = out.join("made-from");
    if fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == made_from) {
        return Ok(());
    }
    let _ = fs::remove_file(&stamp);
    let artifact = build(&Request {
        root: &root,
        out: &out,
        host: &host,
        target: &host,
        environment: &environment,
        // What is tested is the interpreter as it is shipped.
        ingredients: &Ingredients::default(),
        progress: Progress::default(),
    })?;
    fs::write(out.join("micropython.wasm"), artifact.wasm)?;
    fs::write(out.join("manifest.json"), serde_json::to_string_pretty(&artifact.manifest)?)?;
    fs::write(stamp, made_from)?;
    Ok(())
}

/// Everything that the module is made from and by, as digests.
fn inputs(root: &Path, environment: &Environment) -> Result<String> {
    let lock = Lock::read(&root.join(LOCK_FILE))?;
    let toolchain = toolchain::find(environment, root)?;
    let program = fs::read(std::env::current_exe()?)?;
    Ok([
        hex(&Sha256::digest(program)),
        tree_digest(root, &format!("port {LOCK_FILE}"))?,
        tree_digest(&root.join("micropython"), lock.get("micropython_tree_paths")?)?,
        tree_digest(&toolchain.lib, "crt1-reactor.o libc.a libsetjmp.a")?,
        toolchain.clang_version,
        toolchain.clang.display().to_string(),
    ]
    .map(|line| line + "\n")
    .concat())
}
