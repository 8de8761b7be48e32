//! What is expected of an attack: its `.toml`.
//!
//! ```toml
//! attack = "1000000000"     # the program's argument
//! ends = "wall time"        # or: memory, stdout, stderr, finished, exited N, raised TYPE
//! session = "alive"         # or: dead; left out where it depends on the moment
//! leaves = "full"           # the session's memory, with what the program keeps; default not
//! truncated = "stdout"      # the streams that are cut; default none
//! stdin = "waits"           # for ever; default: it is empty
//! command_line = true       # tried with the program as well
//! control = "10"            # the argument with which it finishes
//! prints = "done\n"         # and what it prints then
//!
//! [limits]                  # each may be left out
//! wall_time = "300ms"       # a minute where the attack ends otherwise than by it
//! memory = "16MiB"
//! stdout = "64KiB"
//! stderr = "64KiB"
//! output = "stop"           # what becomes of a flood; default: it is cut
//! ```

use micropython_sandbox::{Limits, OutputPolicy, units};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use toml_edit::{DocumentMut, Item};

pub struct Case {
    pub name: String,
    pub path: PathBuf,
    pub source: String,
    pub attack: String,
    pub ends: String,
    pub alive: Option<bool>,
    pub leaves_full: bool,
    pub truncated: String,
    pub stdin_waits: bool,
    pub command_line: bool,
    pub control: String,
    pub prints: String,
    pub limits: Limits,
}

const KEYS: &[&str] = &[
    "attack",
    "ends",
    "session",
    "leaves",
    "truncated",
    "stdin",
    "command_line",
    "control",
    "prints",
    "limits",
];

/// All attacks, by name; those that the variable `ATTACK` asks for, if it is set.
pub fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let wanted = std::env::var("ATTACK").unwrap_or_default();
    let scripts = paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "py"));
    let cases: Vec<Case> = scripts.map(|path| case(path)).collect();
    assert_eq!(cases.len() * 2 + 1, paths.len(), "a script or an expectation is alone");
    cases.into_iter().filter(|case| case.name.contains(&wanted)).collect()
}

fn case(path: &Path) -> Case {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let text = fs::read_to_string(path.with_extension("toml")).unwrap();
    let table: DocumentMut = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
    for (key, _) in table.iter() {
        assert!(KEYS.contains(&key), "{name}: {key} means nothing");
    }
    let word = |key: &str| table.get(key).and_then(Item::as_str).map(str::to_owned);
    let needed = |key: &str| word(key).unwrap_or_else(|| panic!("{name}: it lacks {key}"));
    let said = |key: &str, only: &str| match word(key) {
        None => false,
        Some(said) if said == only => true,
        Some(said) => panic!("{name}: {key} is {only} or left out, not {said}"),
    };
    Case {
        path: path.to_owned(),
        source: fs::read_to_string(path).unwrap(),
        attack: needed("attack"),
        ends: needed("ends"),
        alive: word("session").map(|session| match session.as_str() {
            "alive" => true,
            "dead" => false,
            _ => panic!("{name}: a session is alive or dead, not {session}"),
        }),
        leaves_full: said("leaves", "full"),
        truncated: word("truncated").unwrap_or_default(),
        stdin_waits: said("stdin", "waits"),
        command_line: table.get("command_line").and_then(Item::as_bool).unwrap_or_default(),
        control: needed("control"),
        prints: needed("prints"),
        limits: limits(&name, table.get("limits"), &needed("ends")),
        name,
    }
}

fn limits(name: &str, table: Option<&Item>, ends: &str) -> Limits {
    let millis = if ends == "wall time" { 300 } else { 60_000 };
    let mut limits = Limits {
        memory_bytes: 16 << 20,
        wall_time: Some(Duration::from_millis(millis)),
        stdout_bytes: 64 << 10,
        stderr_bytes: 64 << 10,
        ..Limits::DEFAULT
    };
    let entries = table.and_then(Item::as_table).into_iter().flat_map(|table| table.iter());
    for (key, value) in entries {
        let value = value.as_str().unwrap_or_else(|| panic!("{name}: {key} is no text"));
        let size = || units::parse_size(value).unwrap();
        match key {
            "wall_time" => limits.wall_time = Some(units::parse_duration(value).unwrap()),
            "memory" => limits.memory_bytes = size(),
            "stdout" => limits.stdout_bytes = size(),
            "stderr" => limits.stderr_bytes = size(),
            "output" if value == "stop" => limits.output_policy = OutputPolicy::Stop,
            _ => panic!("{name}: {key} is no limit"),
        }
    }
    limits
}
