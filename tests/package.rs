//! What goes into the crates when they are published: all that a build needs, and
//! nothing else.

use micropython_sandbox_build::sealing::sha256;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// How large a crate may be before it is compressed, in bytes: what registries
/// take is 10 MiB compressed.
const MAX_PACKAGE_BYTES: u64 = 10 << 20;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cargo(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    let output = command.current_dir(root()).args(arguments).arg("--offline").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The files of a package that are files of the project.
fn packaged(name: &str) -> BTreeSet<String> {
    let listed = cargo(&["package", "--list", "--allow-dirty", "-p", name]);
    let made = [".cargo_vcs_info.json", "Cargo.lock", "Cargo.toml", "Cargo.toml.orig"];
    listed.lines().filter(|file| !made.contains(file)).map(str::to_owned).collect()
}

/// All files below a folder of the project, without compiled Python.
fn files_in(folder: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            if !name.ends_with("/__pycache__") {
                found.extend(files_in(&name));
            }
        } else if !name.ends_with(".pyc") {
            found.insert(name);
        }
    }
    found
}

fn locked(key: &str) -> String {
    let lock = fs::read_to_string(root().join("sources.lock")).unwrap();
    let line = lock.lines().find_map(|line| line.strip_prefix(&format!("{key} = "))).unwrap();
    line.trim_matches('"').to_owned()
}

#[test]
fn the_crate_has_all_that_a_build_reads() {
    let packaged = packaged("micropython-sandbox");
    for folder in ["src", "port/frozen", "LICENSES"] {
        let missing: Vec<String> = files_in(folder).difference(&packaged).cloned().collect();
        assert_eq!(missing, [""; 0]);
    }
    for file in files_in("port").iter().filter(|file| !file.starts_with("port/build/")) {
        assert!(packaged.contains(file), "{file}");
    }
    for file in ["artifacts.lock", "build.rs", "sources.lock", "LICENSE-MIT", "README.md"] {
        assert!(packaged.contains(file), "{file}");
    }
    // MicroPython's tree as the build demands it: see sources.lock.
    let of_micropython = packaged.iter().filter_map(|file| file.strip_prefix("micropython/"));
    let list: String = of_micropython
        .map(|file| {
            let content = fs::read(root().join("micropython").join(file)).unwrap();
            format!("{}  {file}\n", sha256(&content))
        })
        .collect();
    assert_eq!(sha256(list.as_bytes()), locked("micropython_tree_sha256"));
}

#[test]
fn the_crates_have_nothing_else() {
    let allowed = [
        "CHANGELOG.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "LICENSES/",
        "README.md",
        "SECURITY.md",
        "artifacts.lock",
        "build.rs",
        "docs/",
        "examples/",
        "micropython/",
        "port/",
        "scripts/lock.bash",
        "scripts/setup",
        "sources.lock",
        "src/",
    ];
    let root_files = packaged("micropython-sandbox");
    for file in &root_files {
        assert!(allowed.iter().any(|prefix| file.starts_with(prefix)), "{file}");
        assert!(!file.starts_with("port/build/"), "{file} is of the other crate");
    }
    let build_files = packaged("micropython-sandbox-build");
    for file in &build_files {
        let allowed = ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "src/"];
        assert!(allowed.iter().any(|prefix| file.starts_with(prefix)), "{file}");
    }
    let own = files_in("port/build/src");
    let own: BTreeSet<&str> = own.iter().map(|file| &file["port/build/".len()..]).collect();
    for file in own {
        assert!(build_files.contains(file), "{file}");
    }
    for (folder, files) in [(".", &root_files), ("port/build", &build_files)] {
        let size = |file: &String| fs::metadata(root().join(folder).join(file)).unwrap().len();
        let bytes: u64 = files.iter().map(size).sum();
        assert!(bytes < MAX_PACKAGE_BYTES, "{bytes} bytes");
    }
}

/// Published one after the other, the builder first, they find each other.
#[test]
fn the_crates_can_be_published_in_order() {
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--no-deps"])).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = |name: &str| packages.iter().find(|it| it["name"] == name).unwrap();
    let (own, builder) = (package("micropython-sandbox"), package("micropython-sandbox-build"));
    assert_eq!(own["version"], builder["version"]);
    let exact = format!("={}", own["version"].as_str().unwrap());
    let mut found = 0;
    for dependency in own["dependencies"].as_array().unwrap() {
        // What only tests depend on is not published.
        if dependency["path"].is_null() || dependency["kind"] == "dev" {
            continue;
        }
        assert_eq!(dependency["name"], "micropython-sandbox-build");
        assert_eq!(dependency["req"], exact, "both are released together");
        found += 1;
    }
    assert_eq!(found, 2, "for the crate itself and for its build script");
    for dependency in builder["dependencies"].as_array().unwrap() {
        assert!(dependency["path"].is_null(), "{dependency}");
    }
    for package in packages {
        let published = package["publish"].is_null();
        assert_eq!(published, [&own["name"], &builder["name"]].contains(&&package["name"]));
        if published {
            for key in ["description", "license", "readme"] {
                assert!(package[key].is_string(), "{} has no {key}", package["name"]);
            }
        }
    }
}
