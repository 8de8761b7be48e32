//! What the program's prompt does where it has no terminal: another program pipes
//! text into it.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn piped(arguments: &[&str], input: &[u8]) -> Output {
    let home = TempDir::new().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_mpsandbox"))
        .arg("repl")
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may have ended before it has read all.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "no history");
    output
}

#[test]
fn what_is_piped_is_run_block_by_block() {
    for (input, shown, code) in [
        ("6 * 7\n'last'", "42\n'last'\n", 0),
        ("", "", 0),
        ("\n\n", "", 0),
        ("\u{feff}1\r\n2\r\n", "1\n2\n", 0),
        // Empty lines end nothing that goes on after them.
        ("def f(n):\n    '''a\n\n    b'''\n\n    x = n\n\n\n    return x\nf(1)\n", "1\n", 0),
        ("if 0:\n    1\n\nelse:\n    2\n\n3\n", "2\n3\n", 0),
        ("for n in [1]:\n    n\n\n\nfor n in [2]:\n    n\n", "1\n2\n", 0),
        ("class A:\n    x = 1\n\n    # why\n    y = 2\nA.x + A.y\n", "3\n", 0),
        // The first failure ends it.
        ("1\n1 / 0\n2\n", "1\n", 1),
        ("1\nx =\n2\n", "1\n", 1),
        ("1\n(2,\n", "1\n", 1),
        ("import sys\nsys.exit(7)\n2\n", "", 7),
        ("exit(0)\n2\n", "", 0),
        ("input()\n2\n", "", 1),
        ("while True: pass\n2\n", "", 124),
    ] {
        let output = piped(&["--timeout", "300ms"], input.as_bytes());
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), shown, "{input:?} {stderr}");
        assert_eq!(output.status.code(), Some(code), "{input:?} {stderr}");
        assert_eq!(stderr.is_empty(), code == 0 || code == 7, "{input:?} {stderr}");
    }
}

#[test]
fn what_is_piped_out_is_what_the_program_wrote() {
    let output = piped(&[], b"print('a\\x1b]0;t\\x07')\nraise ValueError('\\x1b[2J')\n");
    assert_eq!(output.stdout, b"a\x1b]0;t\x07\n");
    assert!(output.stderr.ends_with(b"ValueError: \x1b[2J\n"));
}

#[test]
fn input_that_cannot_be_run_is_refused() {
    for (input, message) in [
        (&b"1\n\xff\n"[..], "standard input is not UTF-8, which Python needs; convert it"),
        (&[b'x'; 3 << 20][..], "what is fed line by line has more than 1 MiB; run it as a program"),
    ] {
        let output = piped(&[], input);
        assert_eq!(output.status.code(), Some(2), "{message}");
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(stderr, format!("mpsandbox: {message}\n"));
    }
    let output = piped(&["--nonsense"], b"");
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.ends_with("; see 'mpsandbox repl --help'\n"), "{stderr}");
}
