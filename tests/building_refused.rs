//! What `mpsandbox build` refuses, and what it says of it: where it is, and what to
//! do next.

#[path = "common/workshop.rs"]
mod workshop;

use std::fs::{self, File};
use workshop::{copy, text, workshop};

#[test]
fn a_c_module_that_asks_for_something_new_is_refused_by_name() {
    let workshop = workshop();
    let fault = workshop.fault(&["--c-module", "cmodules/nosy"]);
    for part in [
        "it imports env.peek, which the contract does not list (called by nosy_read)",
        "it imports wasi_snapshot_preview1.fd_prestat_get, which the contract does not list (called by",
        "fopen, which is called by nosy_read)",
    ] {
        assert!(fault.contains(part), "{fault}");
    }
    let fault = workshop.fault(&["--c-module", "cmodules/loner"]);
    assert!(fault.contains("undefined symbol: fork_of_mine"), "{fault}");
    assert!(fault.contains("fork_of_mine is named in "), "{fault}");
    assert!(fault.contains("cmodules/loner/loner.c"), "{fault}");
}

#[test]
fn a_syntax_error_in_a_frozen_module_names_file_and_line() {
    let workshop = workshop();
    fs::create_dir_all(workshop.input.join("wrong/pack")).unwrap();
    workshop.write("wrong/pack/broken.py", "def f():\n    return 1 +\n");
    workshop.write("broken_manifest.py", "freeze('wrong')\n");
    let fault = workshop.fault(&["--manifest", "broken_manifest.py"]);
    assert!(fault.contains("wrong/pack/broken.py:2: SyntaxError: invalid syntax\n"), "{fault}");
}

/// A manifest, and what is said of it.
const WRONG_MANIFESTS: &[(&str, &[&str])] = &[
    ("module('gone.py')", &["wrong.py:1: there is no file ", "gone.py"]),
    ("\ninclude('gone')", &["wrong.py:2: there is no file ", "gone"]),
    ("freeze('gone')", &["wrong.py:1: ", "gone is not a folder"]),
    ("package('shapes', files=['gone.py'])", &["wrong.py:1: there is no file ", "shapes/gone.py"]),
    ("package('gone')", &["wrong.py:1: ", "gone is not a folder"]),
    ("x = = 1", &["wrong.py:1: SyntaxError: invalid syntax"]),
    ("\n\n1 / 0", &["wrong.py:3: ZeroDivisionError: division by zero"]),
    ("exit()", &["wrong.py:1: SystemExit"]),
    ("require('gone')", &["wrong.py:1: Package 'gone' not found", "Nothing is downloaded"]),
    ("require('units', library='gone')", &["wrong.py:1: ", "Unknown library 'gone'"]),
    ("freeze('$(MPY_LIB_DIR)/x')", &["wrong.py:1: $(MPY_LIB_DIR) is not known"]),
    ("freeze('$(BOARD_DIR)/x')", &["wrong.py:1: ", "has a variable that is not known"]),
    ("freeze_as_str('modules')", &["wrong.py:1: ", "greeting.py cannot be frozen"]),
    ("freeze('.', 'features.toml')", &["wrong.py:1: ", "features.toml cannot be frozen"]),
    // Outside.
    ("module('x.py', base_path='/etc')", &["wrong.py:1: /etc/x.py is outside of the folders"]),
    ("freeze('..')", &["wrong.py:1: ", "is outside of the folders"]),
    ("include('/etc')", &["wrong.py:1: /etc is outside of the folders"]),
    ("include('../plain/x.py')", &["wrong.py:1: ", "is outside of the folders"]),
    ("freeze('linked')", &["wrong.py:1: ", "linked is outside of the folders"]),
    (
        "freeze('modules', '../alone.py')",
        &["wrong.py:1: ", "cannot be imported as \"../alone.py\""],
    ),
    // Twice.
    (
        "freeze('shapes')\nfreeze('more2')",
        &["wrong.py:2: circle.py is frozen twice, from ", "shapes/circle.py and from "],
    ),
];

#[test]
fn what_is_wrong_with_a_manifest_is_told_with_its_line() {
    let workshop = workshop();
    fs::create_dir_all(workshop.input.join("more2")).unwrap();
    workshop.write("more2/circle.py", "");
    #[cfg(unix)]
    if !workshop.input.join("linked").exists() {
        std::os::unix::fs::symlink("/etc", workshop.input.join("linked")).unwrap();
    }
    for (manifest, parts) in WRONG_MANIFESTS {
        workshop.write("wrong.py", manifest);
        let fault = workshop.fault(&["--manifest", "wrong.py"]);
        for part in *parts {
            assert!(fault.contains(part), "{manifest}: {fault}");
        }
    }
}

/// What is outside can be had where the maintainer says so.
#[test]
fn a_library_is_a_folder_that_manifests_may_use() {
    let workshop = workshop();
    let outside = tempfile::tempdir().unwrap();
    copy(&workshop.input.join("libraries/units"), &outside.path().join("lib/units"));
    workshop.write("wrong.py", "require('units')\n1 / 0");
    let fault = workshop.fault(&["--manifest", "wrong.py"]);
    assert!(fault.contains("wrong.py:1: Package 'units' not found"), "{fault}");
    let library = outside.path().join("lib");
    let fault = workshop.fault(&["--manifest", "wrong.py", "--library", library.to_str().unwrap()]);
    assert!(fault.contains("wrong.py:2: ZeroDivisionError"), "{fault}");
}

#[test]
fn what_is_wrong_with_features_c_modules_and_places_is_told() {
    let workshop = workshop();
    workshop.write("wrong.toml", "[modules]\nregex = false\n");
    for (arguments, parts) in [
        (
            &["--features", "wrong.toml"][..],
            &["in the features wrong.toml: modules.regex cannot be switched; there are"][..],
        ),
        (&["--features", "gone.toml"], &["the features gone.toml cannot be read"]),
        (&["--c-module", "gone"], &["the folder of C modules gone cannot be read"]),
        (&["--c-module", "modules"], &["there is no C module in"]),
        (&["--source", "modules"], &["modules does not hold the sources of micropython-sandbox"]),
        (&["--manifest", "gone.py"], &["the manifest gone.py cannot be read"]),
        (&["--manifest", "features.toml"], &["is not a file whose name ends in .py"]),
        (&["--library", "gone"], &["the library gone cannot be read"]),
    ] {
        let fault = workshop.fault(arguments);
        for part in parts {
            assert!(fault.contains(part), "{fault}");
        }
    }
    for (output, part) in [
        ("gone/x.wasm", "its directory does not exist"),
        ("modules", "it is a directory"),
        ("x.symbols", "name another one for the interpreter"),
    ] {
        let output = workshop.command(&workshop.plain).args(["-o", output]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output).contains(part), "{}", text(&output));
    }
}

#[test]
fn two_builds_in_one_folder_are_refused() {
    let workshop = workshop();
    fs::create_dir_all(&workshop.plain).unwrap();
    let lock = File::create(workshop.plain.join("lock")).unwrap();
    lock.lock().unwrap();
    let fault = workshop.fault(&[]);
    assert!(fault.contains("another build is under way in"), "{fault}");
}
