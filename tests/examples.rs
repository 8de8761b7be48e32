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
