//! What upstream's scripts should print.
//!
//! Where `NAME.py.exp` is beside a script, it is that. Otherwise it is what
//! CPython prints. The test must not depend on which CPython is here, or on
//! whether there is one: `expected.txt` has digests of its output, which are
//! enough to compare with. To show a difference, CPython is asked again.

use crate::suite::{self, Script};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A line of an `.exp` file that stands for any number of lines.
const ANY_LINES: &str = "########";

/// The only `.exp` files in which that line is no text, as upstream has it.
const WITH_ANY_LINES: [&str; 3] =
    ["basics/builtin_help.py", "basics/bytes_compare3.py", "micropython/meminfo.py"];

/// Characters of a digest that are kept: enough to tell any two texts apart
/// that nobody made to be alike.
const DIGEST_CHARACTERS: usize = 16;

/// Lines of a difference that are shown, on each side.
const SHOWN_LINES: usize = 4;

/// The digests of what CPython prints.
pub struct Expectations(BTreeMap<String, String>);

impl Expectations {
    /// Reads `expected.txt`, or makes it anew if asked to.
    pub fn load(scripts: &[Script]) -> Expectations {
        let path = suite::root().join("tests/upstream/expected.txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&path, digests_of_cpython(scripts)).expect("expected.txt can be written");
        }
        let text = fs::read_to_string(path).expect("expected.txt can be read");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let digests = lines.filter_map(|line| line.split_once(' '));
        Expectations(digests.map(|(name, digest)| (name.to_owned(), digest.to_owned())).collect())
    }

    /// Whether the script printed what it should.
    pub fn met(&self, script: &Script, printed: &str) -> bool {
        match given(script) {
            Some(expected) if WITH_ANY_LINES.contains(&script.name.as_str()) => {
                let expected: Vec<&str> = expected.lines().collect();
                let printed: Vec<&str> = printed.lines().collect();
                lines_match(&expected, &printed)
            }
            Some(expected) => expected == printed,
            None => self.0.get(&script.name).is_some_and(|known| *known == digest(printed)),
        }
    }

    /// Shows where the script went wrong.
    pub fn difference(&self, script: &Script, run: &suite::Run) -> String {
        let expected = given(script).or_else(|| cpython(script)).unwrap_or_default();
        let mut text = format!("{}\n{}", script.name, difference(&expected, &run.text()));
        if given(script).is_none() && self.0.get(&script.name) != Some(&digest(&expected)) {
            text += "    (expected.txt has the output of another CPython than the one here)\n";
        }
        text
    }
}

/// The first lines of either text from where they differ.
pub fn difference(expected: &str, printed: &str) -> String {
    let same = expected.lines().zip(printed.lines()).take_while(|(left, right)| left == right);
    let number = same.count();
    let mut text = String::new();
    for (mark, lines) in [('-', expected), ('+', printed)] {
        for line in lines.lines().skip(number).take(SHOWN_LINES) {
            let line: String = line.chars().take(160).collect();
            let _ = writeln!(text, "    {} {mark} {line}", number + 1);
        }
    }
    text
}

/// The `.exp` file beside the script, with one kind of line end.
fn given(script: &Script) -> Option<String> {
    let bytes = fs::read(path(script).with_extension("py.exp")).ok()?;
    Some(suite::readable(&bytes))
}

/// Compares line by line. Upstream also allows for regular expressions here;
/// they occur only where memory is measured, which is listed as failing.
fn lines_match(expected: &[&str], printed: &[&str]) -> bool {
    match expected {
        [] => printed.is_empty(),
        [ANY_LINES, rest @ ..] => {
            (0..=printed.len()).any(|skipped| lines_match(rest, &printed[skipped..]))
        }
        [line, rest @ ..] => printed.first() == Some(line) && lines_match(rest, &printed[1..]),
    }
}

/// The text of `expected.txt`. Nothing is expected, and there is no line, where
/// CPython does not run a script to its end, and where a script uses `unittest`:
/// that says itself whether it is content, and is not in the sandbox.
fn digests_of_cpython(scripts: &[Script]) -> String {
    let output_of = |script: &Script| {
        let compared = given(script).is_none() && !script.source.contains("import unittest");
        if compared { cpython(script) } else { None }
    };
    let outputs = suite::in_parallel(scripts, output_of);
    let version = Command::new("python3").arg("--version").output().expect("python3 runs");
    let mut text = format!(
        "# Digests of what {} prints for MicroPython's test scripts. Made by this test.\n",
        String::from_utf8_lossy(&version.stdout).trim()
    );
    for (script, output) in scripts.iter().zip(outputs) {
        if let Some(output) = output {
            let _ = writeln!(text, "{} {}", script.name, digest(&output));
        }
    }
    text
}

/// What CPython prints, on both streams, if there is one and it likes the
/// script.
fn cpython(script: &Script) -> Option<String> {
    let path = path(script);
    let (mut reader, writer) = std::io::pipe().ok()?;
    let mut command = Command::new("python3");
    command
        .args(["-BS", path.file_name()?.to_str()?])
        .current_dir(path.parent()?)
        .env("PYTHONIOENCODING", "utf-8")
        .env("PYTHONHASHSEED", "0")
        .stdin(Stdio::null())
        .stdout(writer.try_clone().ok()?)
        .stderr(writer);
    let mut child = command.spawn().ok()?;
    drop(command); // it holds the pipe's other end
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).ok()?;
    let success = child.wait().ok()?.success();
    // A path that is printed must not make a difference between machines.
    let folder = suite::folder().to_string_lossy().into_owned();
    success.then(|| suite::readable(&bytes).replace(&folder, "."))
}

fn digest(text: &str) -> String {
    let mut digest: String =
        Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    digest.truncate(DIGEST_CHARACTERS);
    digest
}

fn path(script: &Script) -> PathBuf {
    suite::folder().join(&script.name)
}
