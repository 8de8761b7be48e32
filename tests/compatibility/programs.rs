//! Small programs, with what they print in CPython and here.

use crate::cpython;
use crate::path;
use micropython_sandbox::{Error, Outcome, Sandbox};
use serde::Deserialize;
use std::fmt::Write as _;
use std::fs;

/// What differs: each entry is of a name of CPython's.
pub const DIFFERS: &str = "tests/compatibility/differs.toml";
/// Features of the syntax, whether they differ or not.
pub const SYNTAX: &str = "tests/compatibility/syntax.toml";

#[derive(Deserialize)]
pub struct Programs {
    #[serde(skip)]
    file: &'static str,
    /// What the file says before the first of them.
    #[serde(skip)]
    head: String,
    #[serde(rename = "program")]
    pub list: Vec<Program>,
}

#[derive(Deserialize)]
pub struct Program {
    /// What it is about.
    pub name: String,
    /// How that differs, in words.
    #[serde(default)]
    pub how: String,
    pub program: String,
    /// What it prints in CPython, with the last line of its traceback if it raises.
    pub cpython: String,
    /// What it prints here, likewise; the same, if it is not given.
    pub here: Option<String>,
}

impl Program {
    pub fn here(&self) -> &str {
        self.here.as_deref().unwrap_or(&self.cpython)
    }

    pub fn differs(&self) -> bool {
        self.here() != self.cpython
    }

    /// Whether it is refused before it runs.
    pub fn is_refused(&self) -> bool {
        self.here().starts_with("SyntaxError")
    }
}

impl Programs {
    pub fn read(file: &'static str) -> Programs {
        let text = fs::read_to_string(path(file)).unwrap();
        let programs: Programs =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let head = text.split("[[program]]").next().unwrap_or_default().to_owned();
        Programs { file, head, ..programs }
    }

    /// Notes what they print now, and drops what no longer differs of what is only
    /// there because it does.
    pub fn update(&mut self) {
        let sandbox = Sandbox::new().unwrap();
        if let Some(python) = cpython::find() {
            let texts: Vec<&str> = self.list.iter().map(|it| it.program.as_str()).collect();
            let found = cpython::printed(python, &texts);
            for (program, found) in self.list.iter_mut().zip(found) {
                program.cpython = found;
            }
        }
        for program in &mut self.list {
            let here = printed(&sandbox, &program.program);
            program.here = (here != program.cpython).then_some(here);
        }
        if self.file == DIFFERS {
            self.list.retain(Program::differs);
        }
    }

    /// What is written and is not so.
    pub fn faults(&self) -> String {
        let sandbox = Sandbox::new().unwrap();
        let mut faults = String::new();
        for program in &self.list {
            let found = printed(&sandbox, &program.program);
            let (file, name) = (self.file, &program.name);
            if found != program.here() {
                let _ = writeln!(faults, "{file}: {name} prints {found:?}");
            } else if self.file == DIFFERS && !program.differs() {
                let _ = writeln!(faults, "{file}: {name} does not differ");
            }
        }
        faults
    }

    /// Writes the file anew.
    pub fn write(&self) {
        let mut text = self.head.trim_end().to_owned() + "\n";
        for program in &self.list {
            let Program { name, how, program, cpython, here } = program;
            let _ = write!(text, "\n[[program]]\nname = {}\n", quoted(name));
            if !how.is_empty() {
                let _ = writeln!(text, "how = {}", quoted(how));
            }
            let _ = writeln!(text, "program = {}", quoted(program));
            let _ = writeln!(text, "cpython = {}", quoted(cpython));
            if let Some(here) = here {
                let _ = writeln!(text, "here = {}", quoted(here));
            }
        }
        crate::write(self.file, &text);
    }
}

/// As a string of TOML: over several lines where it has some.
fn quoted(text: &str) -> String {
    if text.contains('\n') && !text.contains("'''") && !text.contains('\r') {
        return format!("'''\n{text}'''");
    }
    toml::Value::String(text.to_owned()).to_string()
}

/// What a program prints here, with the last line of its traceback if it raises.
pub fn printed(sandbox: &Sandbox, program: &str) -> String {
    let outcome: Outcome = sandbox.run(program);
    let mut text = outcome.stdout_text().into_owned();
    match &outcome.error {
        Some(Error::Raised(raised)) => {
            text += raised.traceback.trim_end().lines().last().unwrap_or_default();
            text += "\n";
        }
        Some(error) => text += &format!("{error}\n"),
        None => {}
    }
    text
}
