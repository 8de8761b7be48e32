//! How the interpreter compares with CPython 3.11: `docs/compatibility.md` says what
//! this finds, and is what this writes.
//!
//! `UPDATE_EXPECTED=1 cargo test --release --test compatibility` writes the page anew,
//! and brings up to date what `differs.toml` and `syntax.toml` say of the sandbox; what
//! no longer differs is taken out. Read the difference before keeping it.

mod answers;
mod costs;
mod cpython;
mod listed;
mod markdown;
mod page;
mod programs;

use answers::Answers;
use costs::Costs;
use listed::Listed;
use micropython_sandbox::Sandbox;
use page::Page;
use programs::{Programs, printed};
use std::fs;
use std::path::{Path, PathBuf};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Writes a file anew, of which other tests see the old text or the new one.
fn write(name: &str, text: &str) {
    let new = path(name).with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(new, path(name)).unwrap();
}

fn update() -> bool {
    std::env::var_os("UPDATE_EXPECTED").is_some()
}

/// What differs differs as it is written, and nothing that does not is written.
#[test]
fn programs_print_here_what_is_written() {
    let mut faults = String::new();
    for file in [programs::DIFFERS, programs::SYNTAX] {
        let mut programs = Programs::read(file);
        if update() {
            programs.update();
            programs.write();
        }
        faults += &programs.faults();
    }
    assert!(faults.is_empty(), "\n{faults}\nUPDATE_EXPECTED=1 brings the files up to date");
}

/// The words of other versions' messages differ.
#[test]
fn programs_print_in_cpython_what_is_written() {
    let Some(python) = cpython::find() else {
        eprintln!("there is no Python 3.11 to compare with");
        return;
    };
    for file in [programs::DIFFERS, programs::SYNTAX] {
        let programs = Programs::read(file).list;
        let texts: Vec<&str> = programs.iter().map(|it| it.program.as_str()).collect();
        for (program, found) in programs.iter().zip(cpython::printed(python, &texts)) {
            assert_eq!(found, program.cpython, "{file}: {}", program.name);
        }
    }
}

/// What CPython is said to have, CPython has.
#[test]
fn the_list_of_what_cpython_has_is_true() {
    let Some(python) = cpython::find() else {
        eprintln!("there is no Python 3.11 to compare with");
        return;
    };
    cpython::check_list(python, &path("scripts/list-cpython"));
}

/// Each entry is of something that CPython has.
#[test]
fn what_differs_is_listed_of_cpython() {
    let listed = Listed::read();
    for program in Programs::read(programs::DIFFERS).list {
        assert!(listed.has(&program.name), "differs.toml: CPython has no {}", program.name);
    }
}

#[test]
fn the_page_says_what_the_interpreter_has() {
    let listed = Listed::read();
    let answers = Answers::ask(&Sandbox::new().unwrap(), &listed);
    let mut differs = Programs::read(programs::DIFFERS);
    let mut syntax = Programs::read(programs::SYNTAX);
    if update() {
        differs.update();
        syntax.update();
    }
    let page = Page {
        listed: &listed,
        answers: &answers,
        costs: &Costs::read(),
        differs: &differs.list,
        syntax: &syntax.list,
    };
    let file = "docs/compatibility.md";
    let rendered = page.render();
    if update() {
        write(file, &rendered);
        return;
    }
    let committed = fs::read_to_string(path(file)).unwrap_or_default();
    for (number, (found, written)) in (1..).zip(rendered.lines().zip(committed.lines())) {
        assert_eq!(
            found, written,
            "docs/compatibility.md:{number} is not so; UPDATE_EXPECTED=1 writes it anew"
        );
    }
    assert_eq!(rendered, committed, "docs/compatibility.md; UPDATE_EXPECTED=1 writes it anew");
}

/// Reasons are given for what is not there.
#[test]
fn what_is_said_to_be_absent_is() {
    let listed = Listed::read();
    let answers = Answers::ask(&Sandbox::new().unwrap(), &listed);
    let stale = listed.stale(|name| answers.modules[name].is_some());
    if update() {
        Listed::drop_absent(&stale);
        return;
    }
    assert_eq!(stale, [""; 0], "absent.toml: these are there; UPDATE_EXPECTED=1 takes them out");
}

#[test]
fn each_module_says_what_it_is() {
    let listed = Listed::read();
    let answers = Answers::ask(&Sandbox::new().unwrap(), &listed);
    for (module, _) in answers.modules.iter().filter(|(_, lacking)| lacking.is_some()) {
        let says = listed.docs.get(module).is_some_and(|doc| !doc.is_empty());
        assert!(
            says || module.contains('.'),
            "{module} has no docstring; if it is written in C, put one into \
             src/cli/modules/written_in_c.toml"
        );
    }
}

/// Without this the page could say of everything that it is there, or is not.
#[test]
fn the_interpreter_is_asked_and_answers() {
    let listed = Listed::read();
    let answers = Answers::ask(&Sandbox::new().unwrap(), &listed);
    assert!(!answers.builtins.contains("len"));
    assert!(!answers.types["str"].contains("upper"));
    assert!(answers.modules["math"].as_ref().unwrap().names.is_empty());
    assert!(answers.modules["subprocess"].is_none());
    assert!(answers.builtins.contains("breakpoint"));
    assert_eq!(
        printed(&Sandbox::new().unwrap(), "print(1)\n1 / 0"),
        "1\nZeroDivisionError: division by zero\n"
    );
}
