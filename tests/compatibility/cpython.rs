//! The other side of the comparison.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// A CPython 3.11, if there is one.
pub fn find() -> Option<&'static str> {
    ["python3.11", "python3"].into_iter().find(|program| {
        Command::new(program)
            .arg("--version")
            .output()
            .is_ok_and(|run| String::from_utf8_lossy(&run.stdout).starts_with("Python 3.11."))
    })
}

/// What programs print, each with the last line of its traceback if it raises.
pub fn printed(python: &str, programs: &[&str]) -> Vec<String> {
    let mut child = Command::new(python)
        .args(["-B", "-I", "-c", include_str!("run.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let asked = serde_json::to_vec(programs).unwrap();
    child.stdin.take().unwrap().write_all(&asked).unwrap();
    let run = child.wait_with_output().unwrap();
    assert!(run.status.success());
    serde_json::from_slice(&run.stdout).unwrap()
}

/// Holds the committed list against what is there.
pub fn check_list(python: &str, script: &Path) {
    let run = Command::new(python).args(["-B", "-I"]).arg(script).arg("--check").output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
