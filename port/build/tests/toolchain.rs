//! Bad toolchains and bad source trees: each is an error that names the thing
//! and the next step. Stand-ins for compilers are scripts that print a version.

#![cfg(all(feature = "pipeline", unix))]

use micropython_sandbox_build::environment::Environment;
use micropython_sandbox_build::source::{Lock, check, tree_digest};
use micropython_sandbox_build::toolchain::find;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// A program that prints `output` whatever it is asked.
fn program(folder: &Path, name: &str, output: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\necho '{output}'\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// The machine's own environment, for the positive controls.
fn real_environment() -> Environment {
    let path = std::env::var_os("PATH").unwrap_or_default();
    Environment { path: std::env::split_paths(&path).collect(), ..Environment::default() }
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn failure(environment: &Environment, root: &Path) -> String {
    match find(environment, root) {
        Ok(toolchain) => panic!("found {toolchain:?}"),
        Err(error) => format!("{error:#}"),
    }
}

#[test]
fn the_machines_own_toolchain_is_found() {
    let toolchain = find(&real_environment(), &project()).unwrap();
    assert!(toolchain.wasm_ld.is_file());
    assert!(toolchain.builtins.is_file());
    assert!(toolchain.lib.join("libc.a").is_file());
}

#[test]
fn no_clang_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let environment = Environment { path: vec![folder.path().into()], ..Environment::default() };
    let error = failure(&environment, &project());
    assert!(error.contains("no clang found"), "{error}");
    assert!(error.contains("clang-22") && error.contains("scripts/setup"), "{error}");
}

#[test]
fn a_clang_that_is_too_old() {
    let folder = tempfile::tempdir().unwrap();
    let clang = program(folder.path(), "clang", "Debian clang version 19.1.7 (3+b1)");
    let environment = Environment { clang: Some(clang), ..real_environment() };
    let error = failure(&environment, &project());
    assert!(error.contains("is clang 19.1.7 (3+b1); 20 or newer is needed"), "{error}");
}

#[test]
fn a_compiler_that_is_not_clang() {
    let folder = tempfile::tempdir().unwrap();
    let clang = program(folder.path(), "clang", "cc (GCC) 14.2.0");
    let environment = Environment { clang: Some(clang.clone()), ..real_environment() };
    let error = failure(&environment, &project());
    assert!(error.contains(&format!("{} is not a clang", clang.display())), "{error}");
}

#[test]
fn a_clang_that_is_not_there() {
    let environment =
        Environment { clang: Some("/nonexistent/clang".into()), ..real_environment() };
    let error = failure(&environment, &project());
    assert_eq!(error, "MPSANDBOX_CLANG is /nonexistent/clang, which is not a file");
}

#[test]
fn a_wasi_sdk_without_a_clang() {
    let folder = tempfile::tempdir().unwrap();
    let environment = Environment { wasi_sdk: Some(folder.path().into()), ..real_environment() };
    let error = failure(&environment, &project());
    assert!(error.contains("WASI_SDK_PATH is ") && error.contains("no bin/clang"), "{error}");
}

#[test]
fn a_clang_without_a_linker_for_wasm() {
    let folder = tempfile::tempdir().unwrap();
    let clang = program(folder.path(), "clang", "clang version 22.1.8");
    let environment = Environment { clang: Some(clang), ..real_environment() };
    let error = failure(&environment, &project());
    assert!(error.contains("has no wasm-ld beside it: install lld"), "{error}");
}

#[test]
fn no_sysroot() {
    let root = tempfile::tempdir().unwrap();
    let elsewhere = root.path().join("sysroot");
    let environment = Environment { sysroot: Some(elsewhere.clone()), ..real_environment() };
    let error = failure(&environment, root.path());
    assert!(error.contains("no WASI sysroot found"), "{error}");
    assert!(
        error.contains(&format!("{} (from MPSANDBOX_SYSROOT)", elsewhere.display())),
        "{error}"
    );
    assert!(error.contains("(from scripts/setup)"), "{error}");
}

#[test]
fn the_locked_source_tree_is_accepted() {
    let project = project();
    let lock = Lock::read(&project.join("sources.lock")).unwrap();
    check(&lock, &project.join("micropython"), false).unwrap();
}

/// A tree with two files, and a lock that names its digest.
fn small_tree() -> (tempfile::TempDir, Lock) {
    let folder = tempfile::tempdir().unwrap();
    let tree = folder.path();
    fs::create_dir(tree.join("py")).unwrap();
    fs::write(tree.join("py/mpconfig.h"), "#define X\n").unwrap();
    fs::write(tree.join("py/vm.c"), "int x;\n").unwrap();
    let digest = tree_digest(tree, "py").unwrap();
    let lock = tree.join("lock");
    let text = format!(
        "micropython_version = \"1\"\nmicropython_tree_paths = \"py\"\n\
         micropython_tree_sha256 = \"{digest}\"\n"
    );
    fs::write(&lock, text).unwrap();
    let lock = Lock::read(&lock).unwrap();
    (folder, lock)
}

#[test]
fn an_edited_source_tree_is_refused_unless_developing() {
    let (tree, lock) = small_tree();
    check(&lock, tree.path(), false).unwrap();
    fs::write(tree.path().join("py/vm.c"), "int y;\n").unwrap();
    let error = format!("{:#}", check(&lock, tree.path(), false).unwrap_err());
    assert!(error.contains("is not MicroPython 1: its digest is "), "{error}");
    assert!(
        error.contains("run scripts/setup") && error.contains("MPSANDBOX_DEVELOP=1"),
        "{error}"
    );
    check(&lock, tree.path(), true).unwrap();
}

#[test]
fn compiled_python_does_not_change_the_tree() {
    let (tree, lock) = small_tree();
    fs::create_dir(tree.path().join("py/__pycache__")).unwrap();
    fs::write(tree.path().join("py/__pycache__/x.py"), "").unwrap();
    fs::write(tree.path().join("py/x.pyc"), "").unwrap();
    check(&lock, tree.path(), false).unwrap();
    fs::write(tree.path().join("py/x.py"), "").unwrap();
    check(&lock, tree.path(), false).unwrap_err();
}

#[test]
fn a_missing_source_tree() {
    let (_tree, lock) = small_tree();
    let error = format!("{:#}", check(&lock, Path::new("/nonexistent"), true).unwrap_err());
    assert_eq!(error, "/nonexistent does not hold MicroPython's source: run scripts/setup");
}

#[test]
fn a_lock_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sources.lock");
    fs::write(&path, "# comment\n\nkey: value\n").unwrap();
    let error = format!("{:#}", Lock::read(&path).unwrap_err());
    assert!(error.ends_with("sources.lock:3: expected key = \"value\""), "{error}");
}
