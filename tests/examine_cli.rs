//! `mpsandbox inspect`, `verify` and `diff`, as their users meet them.

#[path = "common/forge.rs"]
mod forge;

use forge::{Forged, with_section};
use micropython_sandbox::WASM;
use micropython_sandbox::examine::{SBOM_SECTION, sha256};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const COUNTING_WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/micropython.counting.wasm"));

const COUNTING_SYMBOLS: &str =
    include_str!(concat!(env!("OUT_DIR"), "/micropython.counting.symbols"));

/// A folder with interpreters in it, good and bad.
fn files() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut older = Forged::of(WASM);
    older.manifest["format"] = 1.into();
    let edited = with_section(WASM, "data", |section| {
        let mut section = section.to_vec();
        *section.last_mut().unwrap() ^= 1;
        section
    });
    let mut torture = Forged::of(WASM);
    torture.manifest["gc_torture"] = 1.into();
    let foreign = wat::parse_str("(module (func (export \"run\")))").unwrap();
    let files: &[(&str, &[u8])] = &[
        ("good.wasm", WASM),
        ("counting.wasm", COUNTING_WASM),
        ("counting.symbols", COUNTING_SYMBOLS.as_bytes()),
        ("older.wasm", &older.sealed()),
        ("edited.wasm", &edited),
        ("truncated.wasm", &WASM[..WASM.len() / 2]),
        ("foreign.wasm", &foreign),
        ("script.py", b"print(1)\n"),
        ("torture.wasm", &torture.sealed()),
        ("stale.wasm", &Forged { module: with_byte(WASM), ..Forged::of(WASM) }.sealed()),
        ("stale.symbols", b"functions of nothing\n"),
    ];
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

/// The module with another byte in memory, the last that is there at the start.
fn with_byte(wasm: &[u8]) -> Vec<u8> {
    with_section(&Forged::of(wasm).module, "data", |section| {
        let mut section = section.to_vec();
        *section.last_mut().unwrap() ^= 1;
        section
    })
}

fn mpsandbox(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mpsandbox"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> (Value, Option<i32>) {
    let output = mpsandbox(folder, arguments);
    assert!(output.stderr.is_empty(), "{output:?}");
    (serde_json::from_slice(&output.stdout).unwrap(), output.status.code())
}

fn keys(object: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// The keys that a table of docs/cli.md has, below this heading.
fn documented(heading: &str) -> Vec<String> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md"));
    let page = page.unwrap();
    let (_, rest) = page.split_once(heading).unwrap_or_else(|| panic!("no {heading}"));
    let rows = rest.lines().skip_while(|line| !line.starts_with("| Key")).skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let cells = rows.map(|row| row.split('|').nth(1).unwrap().to_owned());
    let names = cells.flat_map(|cell| {
        cell.split(',').map(|name| name.trim().trim_matches('`').to_owned()).collect::<Vec<_>>()
    });
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names
}

#[test]
fn inspect_says_what_a_file_can_do() {
    let folder = files();
    for arguments in [&["inspect", "good.wasm"][..], &["inspect"]] {
        let output = mpsandbox(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(0));
        let text = stdout(&output);
        let words: Vec<&str> = text.split_whitespace().collect();
        let words = words.join(" ");
        for part in ["This file can print", ": nothing else.", "MicroPython 1.", "asyncio"] {
            assert!(words.contains(part), "{part}:\n{text}");
        }
        assert!(text.contains(&sha256(WASM)), "{text}");
        assert!(text.lines().all(|line| line.len() <= 80), "{text}");
    }
    let text = stdout(&mpsandbox(folder.path(), &["inspect", "counting.wasm"]));
    assert!(text.contains("counts the steps of programs"), "{text}");
    let text = stdout(&mpsandbox(folder.path(), &["inspect", "torture.wasm"]));
    assert!(text.contains("for tests only"), "{text}");
}

#[test]
fn inspect_gives_the_same_as_data() {
    let folder = files();
    let (object, code) = json(folder.path(), &["inspect", "--json", "good.wasm"]);
    assert_eq!(code, Some(0));
    assert_eq!(keys(&object), documented("## `mpsandbox inspect`"));
    assert_eq!(object["bytes"], WASM.len());
    assert!(object["frozen"][0]["sha256"].is_string());
    let list = mpsandbox(folder.path(), &["inspect", "--sbom", "good.wasm"]);
    assert_eq!(list.stdout, micropython_sandbox::examine::section(WASM, SBOM_SECTION).unwrap());
    let licenses = stdout(&mpsandbox(folder.path(), &["inspect", "--licenses"]));
    assert!(licenses.contains("==== MicroPython (MIT)\n"));
}

/// What a file says of itself may be made to fool a terminal.
#[test]
fn what_a_file_says_does_not_reach_the_terminal_raw() {
    let folder = tempfile::tempdir().unwrap();
    let mut forged = Forged::of(WASM);
    forged.manifest["micropython"]["version"] = "\u{1b}[2Jgone\u{7}".into();
    fs::write(folder.path().join("forged.wasm"), forged.sealed()).unwrap();
    for command in [&["inspect", "forged.wasm"][..], &["verify", "forged.wasm"]] {
        let output = mpsandbox(folder.path(), command);
        assert!(!output.stdout.contains(&0x1b) && !output.stdout.contains(&7));
        assert!(stdout(&output).contains("\\u{1b}[2J"), "{}", stdout(&output));
    }
}

#[test]
fn verify_tells_by_its_exit_code() {
    let folder = files();
    fs::write(folder.path().join("empty.lock"), "sources_sha256 = \"\"\n").unwrap();
    fs::write(folder.path().join("bad.lock"), "what\n").unwrap();
    let verify = |arguments: &[&str]| {
        let arguments = [&["verify", "--lock", "empty.lock"], arguments].concat();
        let output = mpsandbox(folder.path(), &arguments);
        (output.status.code(), stdout(&output))
    };
    let (code, text) = verify(&["good.wasm"]);
    assert_eq!(code, Some(3), "{text}");
    assert!(text.contains("digest not comparable"), "{text}");
    assert!(text.contains("all that could be checked is right"), "{text}");
    let (code, text) = verify(&["edited.wasm"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("FAILED      seal: its section data was changed"), "{text}");
    assert!(text.contains("\nNOT verified: edited.wasm\n"), "{text}");
    // Of a file of another format it does not say that it lacks what that may not have.
    let (code, text) = verify(&["older.wasm"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("FAILED      manifest: it was made by an older version"), "{text}");
    assert!(!text.contains("seal:"), "{text}");
    let bad = mpsandbox(folder.path(), &["verify", "--lock", "bad.lock", "good.wasm"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&bad.stderr).contains("'bad.lock' is no lock: "));

    let arguments = ["verify", "--json", "--lock", "empty.lock", "torture.wasm"];
    let (object, code) = json(folder.path(), &arguments);
    assert_eq!(code, Some(1));
    assert_eq!(keys(&object), documented("## `mpsandbox verify`"));
    assert_eq!(object["verdict"], "failed");
    let failed = object["checks"].as_array().unwrap().iter().find(|it| it["verdict"] == "failed");
    assert_eq!(failed.unwrap()["name"], "passes");
}

#[test]
fn verify_says_what_it_needs_to_rebuild() {
    let folder = files();
    let output = mpsandbox(folder.path(), &["verify", "--rebuild", "good.wasm"]);
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(text.contains("'.' has no scripts/rebuild; run this in a clone"), "{text}");
    let output = mpsandbox(folder.path(), &["verify", "--source", "x", "good.wasm"]);
    assert_eq!(output.status.code(), Some(2));
}

/// A clone whose script makes a file of ours: what is made of the result.
#[cfg(unix)]
#[test]
fn a_rebuilt_file_is_compared() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = files();
    let scripts = folder.path().join("clone/scripts");
    fs::create_dir_all(&scripts).unwrap();
    let script = scripts.join("rebuild");
    let symbols = micropython_sandbox::examine::built_in().1.to_string();
    fs::write(folder.path().join("good.symbols"), symbols).unwrap();
    let text = "#!/bin/sh\nset -e\ncd \"$(dirname \"$0\")/..\"\nmkdir -p \"$1\"\n\
        cp ../good.wasm \"$1/micropython.wasm\"\ncp ../good.symbols \"$1/micropython.symbols\"\n";
    fs::write(&script, text).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(folder.path().join("empty.lock"), "sources_sha256 = \"\"\n").unwrap();
    let verify = |file| {
        let arguments = ["--lock", "empty.lock", "--rebuild", "--source", "clone", file];
        let output = mpsandbox(folder.path(), &[&["verify"][..], &arguments].concat());
        (output.status.code(), stdout(&output))
    };
    let (code, text) = verify("good.wasm");
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("rebuild: the same, byte for byte"), "{text}");
    let (code, text) = verify("stale.wasm");
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("FAILED      rebuild: the sources give another file"), "{text}");
    assert!(text.contains("memory at start: differs in 1 byte and 1 place"), "{text}");
    fs::write(&script, "#!/bin/sh\nexit 7\n").unwrap();
    let output =
        mpsandbox(folder.path(), &["verify", "--rebuild", "--source", "clone", "good.wasm"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("scripts/rebuild failed"));
}

#[test]
fn diff_says_in_what_they_differ() {
    let folder = files();
    let same = mpsandbox(folder.path(), &["diff", "good.wasm", "good.wasm"]);
    assert_eq!(same.status.code(), Some(0));
    assert_eq!(stdout(&same), format!("the same file: sha256 {}\n", sha256(WASM)));

    // The names of both are known: of one from beside it, of the other to the program.
    let differ = mpsandbox(folder.path(), &["diff", "good.wasm", "counting.wasm"]);
    assert_eq!(differ.status.code(), Some(1));
    let text = stdout(&differ);
    for part in ["counts steps: false, now true\n", "exports:\n  + steps\n", "run_bytecode"] {
        assert!(text.contains(part), "{part}:\n{text}");
    }

    let data = mpsandbox(folder.path(), &["diff", "--json", "good.wasm", "stale.wasm"]);
    assert_eq!(data.status.code(), Some(1));
    // It says why it does not use the names beside it.
    let notice = String::from_utf8_lossy(&data.stderr).into_owned();
    assert!(notice.contains("stale.symbols is of another file, and not used"), "{notice}");
    let object: Value = serde_json::from_slice(&data.stdout).unwrap();
    assert_eq!(keys(&object), documented("## `mpsandbox diff`"));
    assert_eq!(
        (&object["memory"]["bytes"], &object["functions"]["by_name"]),
        (&1.into(), &false.into())
    );
    let changed = object["sections"].as_array().unwrap().iter().filter(|it| it["same"] == false);
    let changed: Vec<&Value> = changed.map(|it| &it["name"]).collect();
    assert_eq!(changed, ["data", "micropython_sandbox.seal"]);
}

/// By each command that needs an interpreter: which file it is, what is wrong,
/// and by which word a program knows.
#[test]
fn what_is_no_interpreter_is_named() {
    let folder = files();
    for (file, kind, part) in [
        ("older.wasm", "other_format", "it was made by an older version"),
        ("edited.wasm", "edited", "its section data was changed after it was sealed"),
        ("truncated.wasm", "truncated", "it is cut off: of the section code"),
        ("foreign.wasm", "foreign", "not an interpreter of micropython-sandbox"),
        ("script.py", "not_wasm", "it is not a WebAssembly module: it starts with \"prin\""),
    ] {
        for arguments in
            [&["inspect", file][..], &["diff", "good.wasm", file], &["diff", file, "good.wasm"]]
        {
            let output = mpsandbox(folder.path(), arguments);
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(text.starts_with(&format!("mpsandbox: {file}: ")), "{text}");
            assert!(text.contains(part), "{text}");
            let arguments = [&[arguments[0], "--json"], &arguments[1..]].concat();
            let (object, code) = json(folder.path(), &arguments);
            assert_eq!((code, &object["error"]["kind"]), (Some(2), &Value::from(kind)));
        }
    }
    let mistyped = mpsandbox(folder.path(), &["verfiy", "good.wasm"]);
    assert_eq!(mistyped.status.code(), Some(2));
    let text = String::from_utf8_lossy(&mistyped.stderr).into_owned();
    assert_eq!(text, "mpsandbox: unrecognized subcommand 'verfiy'; see 'mpsandbox --help'\n");
    let absent = mpsandbox(folder.path(), &["inspect", "absent.wasm"]);
    assert_eq!(absent.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&absent.stderr).contains("cannot read 'absent.wasm'"));
}
