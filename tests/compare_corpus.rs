//! `scripts/compare-corpus`, on a folder of small programs.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// Programs, and what becomes of each.
const ALIKE: (&str, &str) =
    ("alike.py", "import sys\nprint(sum(range(10)), ' at %#x' % id(sys))\n");
const EXITS: (&str, &str) = ("exits.py", "print('until here')\nraise SystemExit(0)\n");
const DIFFERS: (&str, &str) =
    ("differs.py", "import sys\nprint(1)\nprint(sys.implementation.name)\n");
const RAISES: (&str, &str) = ("raises.py", "import ctypes\nprint(ctypes.sizeof(ctypes.c_int))\n");
const BROKEN: (&str, &str) = ("broken.py", "import no_such_package\n");
const SLOW: (&str, &str) =
    ("slow.py", "import sys\nwhile sys.implementation.name != 'cpython': pass\n");
const EXAMPLES: (&str, &str) = (
    "examples.py",
    r#"
import sys

def double(x):
    """
    >>> y = 4
    >>> double(y)
    8
    >>> double(None)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    >>> double(1)
    3
    >>> double(0.5)  # doctest: +ELLIPSIS
    1...
    >>> print(sys.implementation.name)
    cpython
    """
    return x * 2

if __name__ == "__main__":
    raise SystemExit("the examples do not want this")
"#,
);

fn compare(arguments: &[&str], programs: &[(&str, &str)]) -> Output {
    let folder = corpus(programs);
    run(&[arguments, &[folder.path().to_str().unwrap()]].concat())
}

fn corpus(programs: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in programs {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn run(arguments: &[&str]) -> Output {
    Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/compare-corpus"))
        .args(["--mpsandbox", env!("CARGO_BIN_EXE_mpsandbox")])
        .args(arguments)
        .output()
        .unwrap()
}

fn printed(output: &Output) -> &str {
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    std::str::from_utf8(&output.stdout).unwrap()
}

fn complaint(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    std::str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn programs_that_end_alike_and_print_alike_pass() {
    let output = compare(&["--strict"], &[ALIKE, EXITS]);
    assert_eq!(printed(&output), "2 of 2 programs (100.0 %); 0 left out\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn programs_that_differ_are_told_with_the_reason() {
    let output = compare(&["--strict"], &[ALIKE, DIFFERS, RAISES]);
    let text = printed(&output);
    assert!(text.starts_with("1 of 3 programs (33.3 %); 0 left out\n"), "{text}");
    assert!(text.contains("    1  prints 'micropython' in line 2, not 'cpython'\n"), "{text}");
    assert!(text.contains("ModuleNotFoundError: No module named 'ctypes'"), "{text}");
    assert!(text.contains("differs.py\n") && text.contains("raises.py\n"), "{text}");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(compare(&[], &[DIFFERS]).status.code(), Some(0), "without --strict");
}

#[test]
fn what_cpython_does_not_pass_is_left_out() {
    let output = compare(&["--strict"], &[ALIKE, BROKEN]);
    assert_eq!(printed(&output), "1 of 1 programs (100.0 %); 1 left out\n");
}

#[test]
fn a_program_that_takes_too_long_fails() {
    let output = compare(&["--seconds", "0.1"], &[SLOW]);
    let text = printed(&output);
    assert!(text.starts_with("0 of 1 programs"), "{text}");
    assert!(text.contains("takes more than 0.1 s"), "{text}");
}

/// The fourth example fails in CPython too, and does not count.
#[test]
fn examples_are_judged_one_by_one() {
    let output = compare(&["--doctests"], &[EXAMPLES, ALIKE]);
    let text = printed(&output);
    assert!(
        text.starts_with("0 of 1 programs (0.0 %), 4 of 5 examples (80.0 %); 1 left out\n"),
        "{text}"
    );
    assert!(text.contains("    1  answers 'micropython', not 'cpython'\n"), "{text}");
}

#[test]
fn mistakes_in_the_command_are_told() {
    assert_eq!(
        complaint(&run(&["/no/such/folder"])),
        "compare-corpus: there is no /no/such/folder; name folders of .py files\n"
    );
    let empty = corpus(&[]);
    let text = complaint(&run(&[empty.path().to_str().unwrap()])).to_owned();
    assert!(text.ends_with("has no .py file; name folders of .py files\n"), "{text}");
    assert_eq!(
        complaint(&compare(&[], &[BROKEN])),
        "compare-corpus: no program counts: CPython passes none of them\n"
    );
    let text = complaint(&compare(&["--python", "/no/python"], &[ALIKE])).to_owned();
    assert!(text.starts_with("compare-corpus: /no/python does not start: "), "{text}");
    let text = complaint(&compare(&["--mpsandbox", "/no/mpsandbox"], &[ALIKE])).to_owned();
    assert!(text.contains("there is no /no/mpsandbox; build it first"), "{text}");
}
