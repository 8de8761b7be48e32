//! The examples print what stands beside them.

use std::fs::File;
use std::path::Path;
use std::process::Command;

#[test]
fn weather() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let data = File::open(examples.join("seattle-weather.csv")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_mpsandbox"))
        .arg("run")
        .arg(examples.join("weather.py"))
        .stdin(data)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let expected = std::fs::read_to_string(examples.join("weather.expected")).unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    assert!(output.status.success());
}

#[path = "../examples/host_functions.rs"]
#[allow(dead_code, reason = "its main function")]
mod host_functions;

#[test]
fn a_host_with_functions() {
    let printed = host_functions::run().unwrap();
    assert_eq!(printed, "2 250.0\ndenied: Ada may not\nthe sum is 6\n");
}

/// The output of an example is what stands beside it. `EXAMPLES=overwrite` writes
/// what it is now; read the difference before keeping it.
#[track_caller]
fn prints_what_is_expected(
    name: &str,
    run: impl Fn(&mut Vec<u8>) -> Result<(), Box<dyn std::error::Error>>,
) {
    let mut printed = Vec::new();
    run(&mut printed).unwrap();
    let printed = String::from_utf8(printed).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{name}.expected"));
    if std::env::var_os("EXAMPLES").is_some_and(|what| what == "overwrite") {
        std::fs::write(&path, &printed).unwrap();
    }
    assert_eq!(printed, std::fs::read_to_string(&path).unwrap());
}

#[path = "../examples/embed.rs"]
#[allow(dead_code, reason = "its main function")]
mod embed;

#[test]
fn a_host_that_embeds() {
    prints_what_is_expected("embed", embed::run);
}

#[path = "../examples/plugin.rs"]
#[allow(dead_code, reason = "its main function")]
mod plugin;

#[test]
fn a_host_with_plugins() {
    prints_what_is_expected("plugin", plugin::run);
}

#[path = "../examples/agent.rs"]
#[allow(dead_code, reason = "its main function")]
mod agent;

#[test]
fn a_host_for_an_agent() {
    prints_what_is_expected("agent", agent::run);
}
