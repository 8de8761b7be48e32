//! `mpsandbox run --record` and `--replay`.

#[path = "common/recorded.rs"]
mod recorded;

use micropython_sandbox::{Limits, Recording, Sandbox};
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs it in a folder, with this input; gives its exit code, stdout and stderr.
fn mpsandbox(folder: &Path, input: &str, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mpsandbox"));
    command.current_dir(folder).arg("run").args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A script that does not read may have ended before.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

const SCRIPT: &str = "import sys, time, random
print(time.time(), random.random(), input(), sys.argv)
";

#[test]
fn a_script_is_recorded_and_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let run = |input: &str, arguments: &[&str]| mpsandbox(folder.path(), input, arguments);
    std::fs::write(folder.path().join("script.py"), SCRIPT).unwrap();
    let recorded = run("Ada\n", &["--record", "log", "script.py", "one"]);
    assert!(recorded.0 == 0 && recorded.1.ends_with("Ada ['script.py', 'one']\n"), "{recorded:?}");
    let again = run("Bob\n", &["--replay", "log", "script.py"]);
    assert_eq!(again, recorded);
    let (code, json, _) = run("", &["--json", "--replay", "log", "script.py"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, &json["stdout"], &json["error"]), (0, &recorded.1.into(), &().into()));

    // A changed script is told as that.
    std::fs::write(folder.path().join("script.py"), SCRIPT.to_owned() + "print(1)").unwrap();
    let (code, out, err) = run("", &["--replay", "log", "script.py"]);
    assert_eq!((code, out.as_str()), (125, ""));
    assert!(
        err.starts_with("mpsandbox: the run differs from its recording at the beginning"),
        "{err}"
    );
    let (code, json, _) = run("", &["--json", "--replay", "log", "script.py"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, &json["error"]["kind"]), (125, &"replay".into()));
}

#[test]
fn what_cannot_be_is_told_before_anything_is_run() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| mpsandbox(folder.path(), "", arguments);
    std::fs::write(folder.path().join("other"), "not a recording\n").unwrap();
    let memory = ["--memory", "128MiB", "--record", "large", "-c", "1"];
    assert_eq!(run(&memory).0, 0);
    assert_eq!(run(&["--record", "log", "-c", "print(1)"]).0, 0);
    for (arguments, wanted) in [
        (&["--record", "log", "-c", "print(1)"][..], "cannot record to 'log': it is there already"),
        (&["--record", "no/log", "-c", "print(1)"], "no such directory"),
        (&["--replay", "no", "-c", "print(1)"], "cannot replay 'no': no such file"),
        (&["--replay", ".", "-c", "print(1)"], "cannot replay '.': "),
        (&["--replay", "other", "-c", "print(1)"], "this is no recording to be replayed: line 1"),
        (&["--replay", "log", "-c", "print(1)", "x"], "leave out those of the script"),
        (&["--replay", "log", "--record", "x", "-c", "print(1)"], "cannot be used with"),
        (&["--replay", "large", "-c", "1"], "allow it with --memory 134217728"),
        (&["--replay", "log", "--steps", "5k", "-c", "print(1)"], "allow it with --steps none"),
    ] {
        let (code, out, err) = run(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?} {err}");
        assert!(err.starts_with("mpsandbox: ") && err.contains(wanted), "{arguments:?} {err}");
    }
    assert_eq!(run(&["--replay", "log", "-c", "print(1)"]).1, "1\n");
    assert_eq!(run(&["--memory", "128MiB", "--replay", "large", "-c", "1"]).0, 0);
}

/// What a host has recorded can be looked at without that host.
#[test]
fn a_run_with_functions_is_repeated_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits { host_calls: 200_000, ..Limits::DEFAULT };
    let sandbox = Sandbox::builder().limits(limits).function("shop.price", |item: String| {
        if item == "tea" { Ok(3.5) } else { Err("no such item".to_owned()) }
    });
    let sandbox = sandbox.build().unwrap();
    let recording = Recording::new(File::create(folder.path().join("log")).unwrap());
    let program = "import shop\nprint(shop.price('tea'))\nshop.price('gold')\n";
    let outcome = sandbox.session_builder().record(recording).run(program);
    std::fs::write(folder.path().join("script.py"), program).unwrap();
    let (code, out, err) = mpsandbox(folder.path(), "", &["--replay", "log", "script.py"]);
    assert_eq!((code, out.as_bytes()), (1, outcome.stdout.as_slice()));
    assert!(err.ends_with("HostError: no such item\n"), "{err}");
}
