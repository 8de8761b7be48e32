//! What `--json` prints fits `docs/outcome.schema.json`, for each way in which a
//! run can end.

#[path = "common/schema.rs"]
mod schema;

use serde_json::{Value, json};
use std::process::Command;

fn object(arguments: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mpsandbox"));
    let output = command.args(["run", "--json"]).args(arguments).output().unwrap();
    assert!(output.stderr.is_empty(), "{arguments:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

const CHAIN: &str = "def f():
    try:
        {}['a']
    except KeyError as e:
        raise ValueError('no a') from e
try:
    f()
except ValueError:
    raise OSError(5)";

#[test]
fn every_ending_fits_the_schema() {
    let schema = schema::outcome();
    let recursion = "def f(): f()\nf()";
    let mutual = "def f(): g()\ndef g(): f()\nf()";
    for (arguments, outcome, kind) in [
        (&["-c", "print(1)\n2"][..], "finished", Value::Null),
        (&["-c", "x = 1"], "finished", Value::Null),
        (&["-c", "import sys; sys.exit(7)"], "exited", Value::Null),
        (&["-c", "raise SystemExit('said')"], "exited", Value::Null),
        (&["-c", "1/0"], "raised", json!("raised")),
        (&["-c", "x = ("], "raised", json!("raised")),
        (&["-c", CHAIN], "raised", json!("raised")),
        (&["-c", recursion], "raised", json!("raised")),
        (&["-c", mutual], "raised", json!("raised")),
        (&["--timeout", "50ms", "-c", "while True: pass"], "stopped", json!("limit")),
        (&["--timeout", "50ms", "-c", "n = 10**8; 7 ** n"], "stopped", json!("limit")),
        (
            &["--max-output", "1K", "--on-output-limit", "stop", "-c", "while 1: print('x')"],
            "stopped",
            json!("limit"),
        ),
        (&["--steps", "1k", "-c", "while True: pass"], "stopped", json!("limit")),
        (&["--steps", "1k", "-c", "x = 1"], "finished", Value::Null),
        (&["--fuel", "1M", "-c", "while True: pass"], "stopped", json!("limit")),
        (&["--max-output", "1K", "-c", "print('x' * 2000)"], "finished", Value::Null),
        (&["no-such-file"], "failed", json!("usage")),
        (&["--memory", "1", "-c", ""], "failed", json!("usage")),
        (&["--allow-read", "no-such-file", "-c", ""], "failed", json!("usage")),
        (
            &["--scratch", "1M", "-c", "open('/tmp/x', 'w').write('x' * 10)"],
            "finished",
            Value::Null,
        ),
        (&["-c", "open('x')"], "raised", json!("raised")),
        (&["--memory", "what", "-c", ""], "failed", json!("usage")),
        (&[], "failed", json!("usage")),
    ] {
        let object = object(arguments);
        schema::check(&schema, &object).unwrap_or_else(|complaint| {
            panic!("{arguments:?}: {complaint}\n{object:#}");
        });
        assert_eq!(object["outcome"], outcome, "{arguments:?}");
        assert_eq!(object["error"]["kind"], kind, "{arguments:?}");
    }
}

#[test]
fn a_failure_is_told_as_data() {
    let error = &object(&["-c", CHAIN])["error"];
    let frame = |line: u32, function: &str, source: &str| json!({ "file": "<string>", "line": line, "function": function, "source": source, "repeats": 0 });
    assert_eq!(error["frames"], json!([frame(9, "<module>", "raise OSError(5)")]));
    let value_error = &error["context"];
    assert_eq!((&value_error["type"], &error["cause"]), (&json!("ValueError"), &Value::Null));
    let calls = [frame(7, "<module>", "f()"), frame(5, "f", "raise ValueError('no a') from e")];
    assert_eq!(value_error["frames"], json!(calls));
    assert_eq!(value_error["cause"]["message"], "'a'");
    assert_eq!(value_error["context"], Value::Null);

    let error = &object(&["-c", "x = 1\ny = ="])["error"];
    let place = json!({
        "file": "<string>", "line": 2, "function": null, "source": "y = =", "repeats": 0
    });
    assert_eq!(error["frames"], json!([place]));
    let error = &object(&["-c", "def f(): f()\nf()"])["error"];
    assert_eq!(error["frames"].as_array().unwrap().len(), 2);
    assert!(error["frames"][1]["repeats"].as_u64() > Some(100), "{error}");
    let error = &object(&["-c", "def f(): g()\ndef g(): f()\nf()"])["error"];
    assert_eq!(error["frames"].as_array().unwrap().len(), 64);
    assert!(error["omitted_frames"].as_u64() > Some(100), "{error}");
    let stopped = &object(&["--timeout", "50ms", "-c", "while True: pass"])["error"];
    assert_eq!(stopped["frames"], json!([frame(1, "<module>", "while True: pass")]));
}

#[test]
fn files_that_were_changed_are_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("old"), "old").unwrap();
    std::fs::write(folder.path().join("gone"), "gone").unwrap();
    let grant = format!("{}=/out", folder.path().display());
    let program = "import os
open('/out/new', 'w').write('abc')
open('/out/old', 'a').write('er')
os.remove('/out/gone')
open('/tmp/x', 'w').write('x')";
    let object = object(&["--allow-write", &grant, "--scratch", "1M", "-c", program]);
    schema::check(&schema::outcome(), &object).unwrap();
    // Those of `abc` and `older`.
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let older = "da925a30e31f7fdaa7044e3e5ba4ae17670de82d677b0e7adf5700428a137a36";
    let file = |path: &str, change: &str, size: u64, sha256: Option<&str>| json!({ "path": path, "change": change, "size": size, "sha256": sha256 });
    assert_eq!(
        object["files"],
        json!([
            file("/out/gone", "removed", 0, None),
            file("/out/new", "created", 3, Some(abc)),
            file("/out/old", "changed", 5, Some(older)),
        ])
    );
    assert_eq!(object["files_truncated"], false);
    let used = &object["usage"];
    assert_eq!((&used["file_bytes_written"], &used["files_created"]), (&json!(5), &json!(1)));
    assert_eq!(std::fs::read(folder.path().join("old")).unwrap(), b"older");
}

/// A schema that takes anything would say nothing.
#[test]
fn what_does_not_fit_is_found() {
    let schema = schema::outcome();
    let folder = tempfile::tempdir().unwrap();
    let grant = format!("{}=/", folder.path().display());
    let program = format!("open('/new', 'w').write('x')\n{CHAIN}");
    let good = object(&["--allow-write", &grant, "-c", &program]);
    assert_eq!(schema::check(&schema, &good), Ok(()));
    let pointers = [
        "",
        "/usage",
        "/files/0",
        "/error",
        "/error/frames/0",
        "/error/context",
        "/error/context/cause",
        "/error/context/cause/frames/0",
    ];
    for pointer in pointers {
        let keys: Vec<String> =
            good.pointer(pointer).unwrap().as_object().unwrap().keys().cloned().collect();
        for key in &keys {
            let mut without = good.clone();
            without.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(key);
            assert!(schema::check(&schema, &without).is_err(), "without {pointer}/{key}");
            let mut odd = good.clone();
            odd.pointer_mut(pointer).unwrap()[key] = json!({ "odd": true });
            assert!(schema::check(&schema, &odd).is_err(), "odd {pointer}/{key}");
        }
        let mut more = good.clone();
        more.pointer_mut(pointer).unwrap()["more"] = Value::Null;
        assert!(schema::check(&schema, &more).is_err(), "more in {pointer}");
    }
}
