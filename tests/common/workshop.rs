//! Where interpreters are built from the files in `tests/building/`.
//!
//! Builds share two folders, one for the interpreter with everything that the tests
//! put in and one for all others, so that they find there what is not to be compiled
//! again; so does a second run of the tests.

#![allow(dead_code)] // each test uses a part of it

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_mpsandbox");

/// Where everything happens: the input, copied so that tests can change it, and
/// what is built.
pub struct Workshop {
    pub input: PathBuf,
    pub custom: PathBuf,
    pub plain: PathBuf,
}

/// One build at a time.
pub fn workshop() -> MutexGuard<'static, Workshop> {
    static WORKSHOP: LazyLock<Mutex<Workshop>> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("building");
        let input = folder.join("input");
        if input.exists() {
            fs::remove_dir_all(&input).unwrap();
        }
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/building"), &input);
        let (custom, plain) = (folder.join("custom"), folder.join("plain"));
        Mutex::new(Workshop { input, custom, plain })
    });
    WORKSHOP.lock().unwrap_or_else(PoisonError::into_inner)
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl Workshop {
    pub fn command(&self, work: &Path) -> Command {
        let mut command = Command::new(PROGRAM);
        command.current_dir(&self.input).arg("build").arg("--work").arg(work);
        for variable in ["MANIFEST", "LIBRARIES", "C_MODULES", "FEATURES"] {
            command.env_remove(format!("MPSANDBOX_{variable}"));
        }
        command
    }

    /// Builds with these arguments and variables, and gives what was built.
    pub fn build(&self, work: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Vec<u8> {
        let output = self
            .command(work)
            .args(arguments)
            .envs(variables.iter().copied())
            .args(["-o", "made.wasm"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text(&output));
        fs::read(self.input.join("made.wasm")).unwrap()
    }

    /// What is said of a build that fails, once that is checked: no file is left.
    pub fn fault(&self, arguments: &[&str]) -> String {
        let mut command = self.command(&self.plain);
        let output = command.args(arguments).args(["-q", "-o", "failed.wasm"]).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", text(&output));
        assert!(!self.input.join("failed.wasm").exists(), "{arguments:?}");
        text(&output)
    }

    /// Keeps what was built last, with the names of its functions, under another name.
    pub fn keep(&self, name: &str) {
        for extension in ["wasm", "symbols"] {
            let made = self.input.join("made").with_extension(extension);
            fs::copy(made, self.input.join(name).with_extension(extension)).unwrap();
        }
    }

    /// Runs `mpsandbox inspect`, `verify` or `diff`, and gives its exit code and object.
    pub fn examine(&self, arguments: &[&str]) -> (Option<i32>, Value) {
        let mut command = Command::new(PROGRAM);
        let output = command.current_dir(&self.input).args(arguments).arg("--json").output();
        let output = output.unwrap();
        (output.status.code(), serde_json::from_slice(&output.stdout).unwrap())
    }

    pub fn write(&self, name: &str, content: &str) {
        fs::write(self.input.join(name), content).unwrap();
    }
}

pub fn text(output: &Output) -> String {
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr.clone()).unwrap()
}
