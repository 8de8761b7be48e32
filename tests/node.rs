//! `examples/web` in Node: a host that grants nothing but output, the clock and an
//! input, compared with ours in Rust that grants as little.

use micropython_sandbox::Sandbox;
use micropython_sandbox::artifact::WASM;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The Node that `scripts/setup --web` installs where the one on the PATH is too old.
const INSTALLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/.toolchain/node/bin/node");
const RUN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/web/run.mjs");

/// Runs a program in Node, as `run.mjs` does, with nothing on its standard input.
fn node(flags: &[&str], source: &str) -> Output {
    let installed = PathBuf::from(INSTALLED);
    let node = match std::env::var_os("MPSANDBOX_NODE") {
        Some(named) => PathBuf::from(named),
        None if installed.exists() => installed,
        None => "node".into(),
    };
    let temp = tempfile::tempdir().unwrap();
    let (wasm, script) = (temp.path().join("micropython.wasm"), temp.path().join("script.py"));
    fs::write(&wasm, WASM).unwrap();
    fs::write(&script, source).unwrap();
    Command::new(node)
        .args(flags)
        .arg(RUN)
        .arg(&wasm)
        .arg(&script)
        .stdin(Stdio::null())
        .output()
        .expect("no Node found: scripts/setup --web installs one, or set MPSANDBOX_NODE")
}

#[test]
fn node_runs_programs() {
    for (source, code, stdout, stderr) in [
        ("print('in', 'Node')", 0, "in Node\n", ""),
        ("import sys; print('out'); sys.exit(7)", 7, "out\n", ""),
        ("1 / 0", 1, "", "ZeroDivisionError: division by zero\n"),
        ("import time; time.sleep(0.1); print(__name__)", 0, "__main__\n", ""),
        ("import os; print(len(set(os.urandom(64))) > 32)", 0, "True\n", ""),
    ] {
        let output = node(&[], source);
        assert_eq!(output.status.code(), Some(code), "{source}: {output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), stdout, "{source}");
        assert!(String::from_utf8_lossy(&output.stderr).ends_with(stderr), "{source}: {output:?}");
    }
}

#[test]
fn an_engine_that_lacks_something_is_told_what() {
    let output = node(&["--no-experimental-wasm-exnref"], "print(1)");
    let said = String::from_utf8_lossy(&output.stderr);
    // A later Node may no longer know the flag: it says so, and runs nothing.
    let wanted = match output.status.code() {
        Some(9) => "bad option",
        _ => {
            "this engine cannot compile the interpreter, which needs WebAssembly's final exceptions"
        }
    };
    assert!(said.contains(wanted), "{output:?}");
    assert!(!output.status.success() && output.stdout.is_empty(), "{output:?}");
}

/// Doors, each tried: it prints what is behind it, or the exception.
const DOORS: &str = "
def attempt(door, *arguments):
    try:
        print(door(*arguments))
    except BaseException as error:
        print(type(error).__name__, error.args)
import asyncio, os, requests, shutil, tempfile
for address in ('https://localhost/', 'http://127.0.0.1:1/'):
    attempt(fetch, address)
    attempt(requests.get, address)
for name in ('x', '/x', '../x', '/etc/passwd'):
    for mode in 'r', 'w', 'a', 'x':
        attempt(open, name, mode)
    for door in os.stat, os.listdir, os.mkdir, os.remove, os.rmdir, os.chdir, shutil.rmtree:
        attempt(door, name)
    attempt(os.rename, name, 'y')
attempt(os.listdir)
attempt(os.getcwd)
attempt(tempfile.mkdtemp)
attempt(input)
attempt(__import__, 'elsewhere')
async def both():
    return await asyncio.gather(asyncio.sleep(0.01, 1), asyncio.sleep(0, 2))
attempt(asyncio.run, both())
";

/// What is not granted is refused in the same words by a host in Rust and by this one.
#[test]
fn what_is_not_granted_is_refused_as_anywhere() {
    let here = node(&[], DOORS);
    assert_eq!(here.status.code(), Some(0), "{here:?}");
    let here = String::from_utf8(here.stdout).unwrap();
    let outcome = Sandbox::new().unwrap().run(DOORS);
    assert_eq!(outcome.error, None);
    assert_eq!(here, outcome.stdout_text());
    // It is refusals that are compared, and controls.
    assert!(
        here.contains("PermissionError ('this program has no access to the network',)"),
        "{here}"
    );
    assert!(
        here.contains("PermissionError (13, 'No files are granted to this program')"),
        "{here}"
    );
    assert!(here.ends_with("[1, 2]\n"), "{here}");
}
