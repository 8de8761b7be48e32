//! The interpreter that tortures its collector: built when it is not there, and
//! compiled once for all tests.

use crate::suite;
use crate::suite::Sandboxes;
use micropython_sandbox::{CachePolicy, SandboxBuilder};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// Where it is built, and what was compiled is kept.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("torture");
    fs::create_dir_all(&folder).expect("the target folder can be written to");
    let status = Command::new(env!("CARGO_BIN_EXE_torture-builder"))
        .arg(suite::root())
        .arg(&folder)
        .env("HOST", env!("HOST"))
        .status()
        .expect("the builder starts");
    assert!(status.success(), "the interpreter was not built");
    folder
});

/// A file that the build made.
pub fn made(name: &str) -> Vec<u8> {
    fs::read(FOLDER.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The same sandbox, with this interpreter in it.
pub fn with(builder: SandboxBuilder, wasm: Vec<u8>) -> Sandboxes {
    let cache = CachePolicy::Directory(FOLDER.join("compiled"));
    Sandboxes::new(builder.artifact(wasm).cache(cache))
}

/// The same sandbox, with the interpreter that tortures its collector in it.
pub fn tortured(builder: SandboxBuilder) -> Sandboxes {
    with(builder, made("micropython.wasm"))
}
