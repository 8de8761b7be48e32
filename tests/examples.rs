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
