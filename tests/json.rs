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

/// A schema that takes anything would say nothing.
#[test]
fn what_does_not_fit_is_found() {
    let schema = schema::outcome();
    let good = object(&["-c", CHAIN]);
    assert_eq!(schema::check(&schema, &good), Ok(()));
    let pointers = [
        "",
        "/usage",
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
