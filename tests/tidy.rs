//! House rules that no compiler checks. When one of these fails, mend the code;
//! where the code is right, change the list here and say why in its entry.

#[path = "common/layers.rs"]
mod layers;
#[path = "tidy/project.rs"]
mod project;

use layers::{BUILD, ONLY_IN, RUNTIME, RUNTIME_EXCEPTIONS};
use project::{files, git, root};
use std::fmt::Write as _;
use std::fs;

/// Lines in a file, unless it is in `LONG_FILES`.
const MAX_LINES: usize = 400;

/// Files that may be longer, and why.
const LONG_FILES: &[(&str, &str)] = &[
    (
        "port/frozen/dataclasses.py",
        "a module, as programs import it; a part would be another import",
    ),
    (
        "port/objexcept.c",
        "it includes upstream's file, whose static functions all of it goes through",
    ),
    (
        "port/objtype.c",
        "it includes upstream's file, whose static functions all of it goes through",
    ),
];

#[test]
fn files_are_of_readable_length() {
    let mut found = String::new();
    for file in files(&["rs", "c", "h", "py", "sh"]) {
        let lines = file.text.lines().count();
        if lines > MAX_LINES && !LONG_FILES.iter().any(|(path, _)| *path == file.path) {
            let _ = writeln!(found, "{}: {lines} lines, at most {MAX_LINES}", file.path);
        }
    }
    assert_none(&found);
}

#[test]
fn modules_use_only_the_layers_below() {
    let runtime: Vec<&str> = RUNTIME.iter().flat_map(|(_, modules)| *modules).copied().collect();
    let mut found = String::new();
    for file in files(&["rs"]) {
        let (order, exceptions, path) =
            if let Some(path) = file.path.strip_prefix("port/build/src/") {
                (BUILD, &[][..], path)
            } else if let Some(path) = file.path.strip_prefix("src/") {
                (&runtime[..], RUNTIME_EXCEPTIONS, path)
            } else {
                continue;
            };
        let module = path.split(['/', '.']).next().unwrap_or_default();
        if ["lib", "main", "cli"].contains(&module) {
            continue;
        }
        let Some(own) = order.iter().position(|name| *name == module) else {
            let _ = writeln!(
                found,
                "{}: `{module}` has no place in the order of layers yet",
                file.path
            );
            continue;
        };
        for (number, line) in file.code() {
            for used in modules_named(line) {
                let allowed = used == module
                    || order.iter().position(|name| *name == used).is_some_and(|at| at < own)
                    || exceptions.iter().any(|(from, to, _)| (*from, *to) == (module, used));
                // Items that lib.rs itself exports are no modules.
                if !allowed && used.starts_with(|first: char| first.is_ascii_lowercase()) {
                    let _ = writeln!(
                        found,
                        "{}:{number}: `{module}` uses `{used}`, a layer above it",
                        file.path
                    );
                }
            }
        }
    }
    assert_none(&found);
}

#[test]
fn leaves_are_plain_values() {
    let mut found = String::new();
    let (_, leaves) = RUNTIME[1];
    for name in leaves {
        let path = format!("src/{name}.rs");
        for file in files(&["rs"]).into_iter().filter(|file| file.path == path) {
            for (number, line) in file.code() {
                for word in ["wasmtime::", "std::fs", "std::thread", "std::env"] {
                    if line.contains(word) {
                        let _ = writeln!(found, "{path}:{number}: `{word}` in a leaf");
                    }
                }
            }
        }
    }
    assert_none(&found);
}

/// The command line is one of the library's callers, with no door of its own.
#[test]
fn the_command_line_uses_the_public_api() {
    let mut found = String::new();
    for file in files(&["rs"]) {
        if file.path == "src/main.rs" || file.path.starts_with("src/cli/") {
            for (number, line) in file.code() {
                if modules_named(line).any(|used| used != "cli")
                    || line.contains("micropython_sandbox_build")
                {
                    let _ = writeln!(found, "{}:{number}: {}", file.path, line.trim());
                }
            }
        }
    }
    assert_none(&found);
}

/// The validator is worth something only as long as it is written apart.
#[test]
fn the_spill_pass_and_its_validator_share_nothing() {
    let mut found = String::new();
    for (folder, other) in [("spill_roots", "validate_spills"), ("validate_spills", "spill_roots")]
    {
        let prefix = format!("port/build/src/passes/{folder}");
        for file in files(&["rs"]).into_iter().filter(|file| file.path.starts_with(&prefix)) {
            for (number, line) in file.code() {
                if line.contains(&format!("{other}::")) {
                    let _ = writeln!(found, "{}:{number}: {}", file.path, line.trim());
                }
            }
        }
    }
    assert_none(&found);
}

#[test]
fn what_is_dangerous_stays_in_its_file() {
    let mut found = String::new();
    for file in files(&["rs"]) {
        // Tests and benchmarks may start programs and read the environment.
        if !(file.path.starts_with("src/")
            || file.path.starts_with("port/build/src/")
            || file.path == "build.rs")
        {
            continue;
        }
        for (number, line) in file.code() {
            for (words, places) in ONLY_IN {
                for word in words.iter().filter(|word| line.contains(**word)) {
                    if !places.contains(&file.path.as_str()) {
                        let _ = writeln!(
                            found,
                            "{}:{number}: `{word}` belongs in {places:?}",
                            file.path
                        );
                    }
                }
            }
        }
    }
    assert_none(&found);
}

/// Nothing in the project may depend on, or tell of, the machine it was made
/// on; and it names no archive or registry, which each user has their own of.
#[test]
fn nothing_names_a_machine() {
    // In pieces, or this file would name them.
    let paths = [
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/wo", "rk/"),
        concat!("/Us", "ers/"),
    ];
    let hosts = [
        "github.com",
        "json-schema.org",
        "keepachangelog.com",
        "peps.python.org",
        "semver.org",
        "www.rust-lang.org",
    ];
    let mut found = String::new();
    for file in files(&[]) {
        // Generated by cargo, or taken over word for word.
        if file.path == "Cargo.lock" || file.path.contains("LICENSE") {
            continue;
        }
        for (number, line) in (1..).zip(file.text.lines()) {
            if let Some(path) = paths.iter().find(|path| line.contains(**path)) {
                let _ = writeln!(found, "{}:{number}: a path of one machine ({path})", file.path);
            }
            for rest in line.split("://").skip(1) {
                let in_host = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
                let host = rest.split(|c| !in_host(c)).next().unwrap_or_default();
                if !hosts.contains(&host) && !is_set_aside(host) {
                    let _ = writeln!(
                        found,
                        "{}:{number}: {host} is not among the hosts we refer to",
                        file.path
                    );
                }
            }
        }
    }
    assert_none(&found);
}

/// Whether a host is an address, has no dot, or is set aside for examples (RFC 2606).
fn is_set_aside(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let names = [".example", ".test", ".localhost", "example.com", "example.org"];
    let is_name = names.iter().any(|name| host.ends_with(name));
    is_name || !host.contains('.') || host.starts_with(|first: char| first.is_ascii_digit())
}

#[test]
fn nothing_is_left_for_later() {
    let marks =
        [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("HA", "CK")];
    let mut found = String::new();
    for file in files(&["rs", "c", "h", "py", "toml", "lock", "md", ""]) {
        for (number, line) in (1..).zip(file.text.lines()) {
            let mut words = line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            if let Some(word) = words.find(|word| marks.contains(word)) {
                let _ = writeln!(found, "{}:{number}: {word}", file.path);
            }
        }
    }
    assert_none(&found);
}

/// With a manifest directly in `port/`, cargo takes it for another package and
/// leaves all C sources out of ours.
#[test]
fn the_port_is_no_package() {
    assert!(!root().join("port/Cargo.toml").exists(), "the build crate lives in port/build/");
}

#[test]
fn the_submodule_is_at_the_locked_commit() {
    let Some(listed) =
        git(&["ls-files", "--stage", "--", "micropython"]).filter(|listed| !listed.is_empty())
    else {
        return; // not in git
    };
    let lock = fs::read_to_string(root().join("sources.lock")).expect("sources.lock can be read");
    let commit = lock
        .lines()
        .find_map(|line| line.strip_prefix("micropython_commit = "))
        .expect("sources.lock names the commit")
        .trim_matches('"');
    assert_eq!(listed.split_whitespace().take(2).collect::<Vec<_>>(), ["160000", commit]);
}

fn assert_none(found: &str) {
    assert!(found.is_empty(), "\n{found}");
}

/// The names after `crate::`, also those in braces: `use crate::{a, b::C}`.
fn modules_named(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("crate::").filter(|(at, _)| !line[..*at].ends_with(is_word)).flat_map(
        |(at, _)| {
            let rest = &line[at + "crate::".len()..];
            let names = rest.strip_prefix('{').map_or_else(
                || rest.split_inclusive(|c: char| !is_word(c)).take(1).collect::<Vec<_>>(),
                |group| group.split(", ").collect(),
            );
            names
                .into_iter()
                .map(|name| name.split(|c: char| !is_word(c)).next().unwrap_or_default())
        },
    )
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}
