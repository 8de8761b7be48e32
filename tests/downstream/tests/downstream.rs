//! The interpreter runs in a host that has nothing of our runtime.

use micropython_sandbox_downstream::{ABI_VERSION, Host, INTERPRETER, MANIFEST};
use std::sync::LazyLock;

static HOST: LazyLock<Host> = LazyLock::new(|| Host::new(INTERPRETER, MANIFEST).unwrap());

fn error(source: &str) -> (String, String) {
    HOST.run(source).unwrap().error.unwrap_or_else(|| panic!("{source} raised nothing"))
}

#[test]
fn the_build_script_found_what_the_crate_brings() {
    assert!(INTERPRETER == micropython_sandbox::artifact::WASM);
    assert_eq!(MANIFEST, micropython_sandbox::artifact::MANIFEST);
}

#[test]
fn programs_run_with_an_engine_and_nothing_else() {
    let printed = HOST.run("import json\nprint(json.dumps([1, 'é', None]))\n1 + 1").unwrap();
    assert_eq!((printed.stdout.as_str(), printed.error), ("[1, \"\\u00e9\", null]\n", None));
    let classes =
        "class A:\n    def __iter__(self):\n        yield from range(3)\nprint(list(A()))";
    assert_eq!(HOST.run(classes).unwrap().stdout, "[0, 1, 2]\n");
    let (name, message) = error("raise ValueError('no')");
    assert_eq!((name.as_str(), message.as_str()), ("ValueError", "no"));
}

#[test]
fn what_they_use_is_limited() {
    let (name, _) = error("bytearray(100 << 20)");
    assert_eq!(name, "MemoryError");
    let looping = HOST.run("while True: pass").unwrap_err();
    assert_eq!(looping.to_string(), "it has used up its fuel");
    let long = HOST.run("print('y' * 100000)").unwrap();
    assert_eq!(long.stdout.len(), 1 << 16);
    assert_eq!(HOST.run("print('on')").unwrap().stdout, "on\n");
}

#[test]
fn what_the_host_does_not_offer_is_an_error_in_the_program() {
    let refused = |message: &str| ("PermissionError".to_owned(), message.to_owned());
    let network = "this program has no access to the network";
    assert_eq!(error("fetch('https://localhost/')"), refused(network));
    let files = "[Errno 13] No files are granted to this program: 'x'";
    assert_eq!(error("open('x')"), refused(files));
    assert_eq!(error("import os; os.urandom(1)").0, "OSError");
    assert_eq!(error("input()").0, "OSError");
    assert_eq!(HOST.run("import time; print(time.time())").unwrap().stdout, "0.0\n");
}

#[test]
fn a_module_that_asks_for_something_else_is_refused_by_name() {
    for (import, part) in [
        (r#"(import "micropython_host" "peek" (func))"#, "imports micropython_host.peek, which"),
        (
            r#"(import "micropython_host" "poll" (memory 1))"#,
            "imports micropython_host.poll, which",
        ),
        (r#"(import "env" "print" (func))"#, "imports env.print, which"),
        (r#"(import "wasi_snapshot_preview1" "sock_send" (func))"#, "sock_send, which"),
    ] {
        let wasm = wat::parse_str(format!("(module {import})")).unwrap();
        let Err(error) = Host::new(&wasm, MANIFEST) else { panic!("{import} is taken") };
        assert!(error.to_string().contains(part), "{error}");
    }
    let other = MANIFEST.replace(
        &format!("\"abi_version\": {ABI_VERSION}"),
        &format!("\"abi_version\": {}", ABI_VERSION + 1),
    );
    let Err(error) = Host::new(INTERPRETER, &other) else { panic!("it is taken") };
    assert!(error.to_string().contains("another version"), "{error}");
}
