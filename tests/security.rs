//! SECURITY.md says what is so.

use micropython_sandbox::{FetchLimits, FileQuota, Limits, Value, units};
use std::path::Path;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The cells of the table that begins with this one.
fn table(heading: &str) -> Vec<Vec<String>> {
    let text = read("SECURITY.md");
    let rows = text.lines().skip_while(|line| !line.starts_with(&format!("| {heading} |"))).skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let cells =
        |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().into()).collect();
    rows.map(cells).collect()
}

/// What a constant is said to be in a source file.
fn constant(path: &str, name: &str) -> u64 {
    let text = read(path);
    let value = text
        .lines()
        .find_map(|line| line.split_once(&format!("const {name}: "))?.1.split_once(" = "))
        .unwrap_or_else(|| panic!("{path} has no {name}"))
        .1
        .trim_end_matches(';')
        .to_owned();
    let number = |text: &str| text.trim().parse::<u64>().unwrap();
    match value.split_once("<<") {
        Some((number_of, shift)) => number(number_of) << number(shift),
        None => number(&value),
    }
}

#[test]
fn limits_are_as_stated() {
    let (limits, quota) = (Limits::DEFAULT, FileQuota::DEFAULT);
    let rows = table("limit");
    assert!(rows.len() > 10, "{rows:?}");
    for row in rows {
        let [what, stated] = &row[..] else { panic!("{row:?}") };
        let mut names = what.split('`').skip(1).step_by(2);
        let name = names.next().unwrap();
        let actual = match name {
            "Limits::memory_bytes" => units::size(limits.memory_bytes),
            "Limits::wall_time" => units::duration(limits.wall_time.unwrap()),
            "Limits::steps" => format!("{:?}", limits.steps),
            "Limits::GRACE_STEPS" => Limits::GRACE_STEPS.to_string(),
            "Limits::fuel" => format!("{:?}", limits.fuel),
            "Limits::GRACE_FUEL" => Limits::GRACE_FUEL.to_string(),
            "Limits::GRACE" => units::duration(Limits::GRACE),
            "Limits::stdout_bytes" => units::size(limits.stdout_bytes),
            "Limits::stderr_bytes" => units::size(limits.stderr_bytes),
            "Limits::recursion_depth" => format!("{:?}", limits.recursion_depth),
            "Limits::host_calls" => limits.host_calls.to_string(),
            "Limits::host_bytes" => units::size(limits.host_bytes),
            "FileQuota::bytes_written" => units::size(quota.bytes_written),
            "FileQuota::files_created" => quota.files_created.to_string(),
            "FileQuota::open_handles" => quota.open_handles.to_string(),
            "FileQuota::bytes_read" => units::size(quota.bytes_read),
            _ if name.starts_with("FetchLimits::") => fetch_limit(&name["FetchLimits::".len()..]),
            "MPH_VALUE_MAX_BYTES" => Value::MAX_BYTES.to_string(),
            "MPH_VALUE_MAX_ITEMS" => Value::MAX_ITEMS.to_string(),
            "MPH_VALUE_MAX_DEPTH" => Value::MAX_DEPTH.to_string(),
            _ => {
                let value = constant(names.next().unwrap(), name);
                if stated.contains("iB") { units::size(value) } else { value.to_string() }
            }
        };
        assert_eq!(&actual, stated, "{name}");
    }
}

fn fetch_limit(name: &str) -> String {
    let limits = FetchLimits::DEFAULT;
    match name {
        "requests" => limits.requests.to_string(),
        "request_bytes" => units::size(limits.request_bytes),
        "response_bytes" => units::size(limits.response_bytes),
        "run_bytes" => units::size(limits.run_bytes),
        "headers" => limits.headers.to_string(),
        "header_bytes" => units::size(limits.header_bytes as u64),
        "timeout" => units::duration(limits.timeout),
        "run_time" => units::duration(limits.run_time),
        "connections" => limits.connections.to_string(),
        "redirects" => limits.redirects.to_string(),
        "MAX_RESPONSE_BYTES" => units::size(FetchLimits::MAX_RESPONSE_BYTES),
        "MAX_HEADERS" => FetchLimits::MAX_HEADERS.to_string(),
        "MAX_HEADER_BYTES" => units::size(FetchLimits::MAX_HEADER_BYTES as u64),
        "MAX_REDIRECTS" => FetchLimits::MAX_REDIRECTS.to_string(),
        _ => panic!("{name}"),
    }
}

#[test]
fn every_limit_is_stated() {
    let stated = read("SECURITY.md");
    for (path, name) in [
        ("src/limits.rs", "Limits"),
        ("src/grants/files.rs", "FileQuota"),
        ("src/net/limits.rs", "FetchLimits"),
    ] {
        let text = read(path);
        let body = text.split(&format!("pub struct {name} {{")).nth(1).unwrap();
        let body = body.split("\n}").next().unwrap();
        for field in body.lines().filter_map(|line| line.trim().strip_prefix("pub ")) {
            let (field, _) = field.split_once(':').unwrap();
            // What becomes of a run is a choice and no number.
            if field != "output_policy" {
                assert!(stated.contains(&format!("`{name}::{field}`")), "{name}::{field}");
            }
        }
    }
}

#[test]
fn dependencies_are_of_the_lines_that_are_supported() {
    let lock = read("Cargo.lock");
    let rows = table("crate");
    assert_eq!(rows.len(), 5, "{rows:?}");
    for row in rows {
        let versions: Vec<&str> = lock
            .split("[[package]]\n")
            .filter_map(|package| package.strip_prefix(&format!("name = \"{}\"\n", row[0])))
            .filter_map(|package| package.strip_prefix("version = \"")?.split('"').next())
            .collect();
        assert!(!versions.is_empty(), "{} is not in Cargo.lock", row[0]);
        for version in versions {
            assert!(version.starts_with(&format!("{}.", row[1])), "{} {version}", row[0]);
        }
    }
}

/// What is said to attack a promise exists.
#[test]
fn tests_that_are_named_exist() {
    let rows = table("promise");
    assert!(rows.len() > 8, "{rows:?}");
    for name in rows.iter().flat_map(|row| row[2].split('`').skip(1).step_by(2)) {
        let (folder, pattern) = match name.rsplit_once('/') {
            Some((folder, pattern)) => (folder, pattern),
            // A shape of attack, or a fuzz target.
            None if name.ends_with('*') => ("tests/attacks", name),
            None => ("tests/fuzz/seeds", name),
        };
        let (before, after) = pattern.split_once('*').unwrap_or((pattern, ""));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let found = std::fs::read_dir(path).unwrap().any(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.starts_with(before) && name.ends_with(after)
        });
        assert!(found, "{name}");
    }
}
