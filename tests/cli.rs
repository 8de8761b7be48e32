//! The program, as its users meet it: each file in `tests/cli/` is a command
//! with its input, expected output and exit code.
//!
//! `TRYCMD=overwrite cargo test --release --test cli` writes what the program
//! does now into the files; read the difference before keeping it.

use std::io::Write as _;
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_mpsandbox");

#[test]
fn cases() {
    trycmd::TestCases::new()
        .register_bin("mpsandbox", std::path::Path::new(PROGRAM))
        .case("tests/cli/*.toml");
}

#[test]
fn a_script_that_is_no_text_is_pointed_out() {
    let temp = tempfile::tempdir().unwrap();
    let script = temp.path().join("latin.py");
    std::fs::write(&script, b"x = 1\nprint('caf\xe9')\n").unwrap();
    let output = Command::new(PROGRAM).arg("run").arg("latin.py").current_dir(&temp).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "mpsandbox: cannot read script 'latin.py': not UTF-8: byte 0xe9 at offset 16, line 2; \
         save it as UTF-8\n"
    );
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = Command::new(PROGRAM)
        .args(["run", "-c", "while True: print('y' * 1000)"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn a_question_is_seen_before_its_answer() {
    use std::io::Read as _;
    let mut child = Command::new(PROGRAM)
        .args(["run", "-c", "print('hello', input('name? '))"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut question = [0; 6];
    child.stdout.as_mut().unwrap().read_exact(&mut question).unwrap();
    assert_eq!(&question, b"name? ");
    child.stdin.take().unwrap().write_all(b"Ada\n").unwrap();
    assert_eq!(child.wait_with_output().unwrap().stdout, b"hello Ada\n");
}

#[test]
fn json_is_one_object_whatever_happens() {
    for (arguments, outcome, code) in [
        (&["-c", "print(1)\n2"][..], "finished", 0),
        (&["-c", "1/0"], "raised", 1),
        (&["-c", "import sys; sys.exit(7)"], "exited", 7),
        (&["--timeout", "50ms", "-c", "while True: pass"], "stopped", 124),
        (&["no-such-file"], "failed", 2),
        (&["--memory", "1", "-c", ""], "failed", 2),
        (&["--memory", "what", "-c", ""], "failed", 2),
    ] {
        let mut command = Command::new(PROGRAM);
        let output = command.args(["run", "--json"]).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}");
        let object: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(object["outcome"], outcome, "{arguments:?}");
        assert_eq!(object["exit_code"], code, "{arguments:?}");
        let mut keys: Vec<_> = object.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        let documented = [
            "error",
            "exit_code",
            "files",
            "files_truncated",
            "outcome",
            "rolled_back",
            "stderr",
            "stderr_truncated",
            "stdout",
            "stdout_truncated",
            "usage",
            "value",
        ];
        assert_eq!(keys, documented, "{arguments:?}");
    }
}

/// The defaults that `--help` states are those of the library.
#[test]
fn help_states_the_defaults() {
    let output = Command::new(PROGRAM).args(["run", "--help"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    for default in ["64MiB", "10s", "8MiB", "truncate", "none", "1GiB", "1000", "64"]
        .map(|it| format!("[default: {it}]"))
    {
        assert!(text.contains(&default), "{default}:\n{text}");
    }
}
