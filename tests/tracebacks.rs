//! What a caller learns of a failure: each `tests/tracebacks/NAME.py` prints,
//! tells and ends as stands beside it, and as it does in CPython.
//!
//! A script that CPython ends differently says why in its first line, after
//! `# CPython:`. To rewrite the expected texts, set `UPDATE_EXPECTED=1`, then
//! read the difference.

use micropython_sandbox::{Ending, Error, Limits, Outcome, Sandbox};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Begins the first line of a script that differs.
const DIFFERS: &str = "# CPython: ";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tracebacks")
}

/// The scripts, by name.
fn scripts() -> Vec<(String, String)> {
    let mut scripts: Vec<(String, String)> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".py"))
        .map(|name| (fs::read_to_string(folder().join(&name)).unwrap(), name))
        .map(|(source, name)| (name, source))
        .collect();
    scripts.sort();
    assert!(!scripts.is_empty());
    scripts
}

/// Both streams, the traceback, and the exit code that a shell would see.
fn told(outcome: &Outcome) -> String {
    let mut text = outcome.stdout_text().into_owned();
    text += &outcome.stderr_text();
    let code = match (&outcome.ending, &outcome.error) {
        (Ending::Finished, None) => 0,
        (Ending::Exited(code), None) => code & 0xff,
        (Ending::Raised, Some(Error::Raised(raised))) => {
            text += &raised.traceback;
            1
        }
        (Ending::Stopped, Some(Error::Limit(reached))) => {
            text += reached.traceback.as_deref().unwrap_or("no traceback\n");
            124
        }
        _ => panic!("{outcome:?}"),
    };
    format!("{text}exit code {code}\n")
}

/// What CPython tells, in the form that it had before it marked columns.
fn cpythons(name: &str) -> String {
    let run = Command::new("python3")
        .args(["-B", "-I", "-X", "utf8", name])
        .current_dir(folder())
        .output()
        .expect("python3, which the build needs too");
    let both = [run.stdout, run.stderr].concat();
    let path = format!("{}/", folder().display());
    let mut text = String::new();
    for line in String::from_utf8(both).unwrap().lines() {
        let is_mark = line.contains('^') && line.chars().all(|c| " ~^".contains(c));
        if !is_mark {
            text += &line.replace(&path, "");
            text.push('\n');
        }
    }
    format!("{text}exit code {}\n", run.status.code().expect("CPython ended by itself"))
}

#[test]
fn scripts_tell_what_stands_beside_them() {
    let limits = Limits {
        memory_bytes: 4 << 20,
        wall_time: Some(Duration::from_secs(5)),
        ..Limits::default()
    };
    let short = Limits { wall_time: Some(Duration::from_millis(300)), ..limits };
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    for (name, source) in scripts() {
        let limits = if name == "str_loops.py" { short } else { limits };
        let sandbox = Sandbox::builder().limits(limits).pool(0).build().unwrap();
        let mut session = sandbox.session_builder().file_name(&name).open().unwrap();
        let actual = told(&session.run(&source));
        assert!(session.alive(), "{name}");

        let path = folder().join(&name).with_extension("expected");
        if update {
            fs::write(&path, &actual).unwrap();
        }
        assert_eq!(actual, fs::read_to_string(&path).unwrap_or_default(), "{name}");
    }
}

#[test]
fn cpython_tells_the_same() {
    let (mut same, mut differences) = (0, String::new());
    for (name, source) in scripts() {
        let expected = folder().join(&name).with_extension("expected");
        let expected = fs::read_to_string(expected).unwrap_or_default();
        if let Some(reason) = source.strip_prefix(DIFFERS) {
            // Where it ends, ends otherwise; some of these never do.
            assert!(reason.len() > 10, "{name}: say why it differs");
            continue;
        }
        let cpythons = cpythons(&name);
        if expected != cpythons {
            let _ = writeln!(differences, "{name}:\n{expected}--- but CPython:\n{cpythons}");
        }
        same += 1;
    }
    assert!(differences.is_empty(), "{differences}");
    assert!(same > 30, "only {same} scripts are compared");
}

/// The calls of an uncaught exception, and their source lines.
fn frames(outcome: &Outcome) -> Vec<(&str, u32, Option<&str>, Option<&str>)> {
    let Some(Error::Raised(raised)) = &outcome.error else { panic!("{outcome:?}") };
    raised
        .frames
        .iter()
        .map(|frame| {
            let (function, source) = (frame.function.as_deref(), frame.source.as_deref());
            (frame.file.as_str(), frame.line, function, source)
        })
        .collect()
}

#[test]
fn each_function_shows_the_text_that_it_came_from() {
    let sandbox = Sandbox::new().unwrap();
    let mut session = sandbox.session().unwrap();
    let file = "<string>";
    session.run("def first():\n    return second()");
    session.run("def second():\r\n    return {}['a']");
    let outcome = session.run("exec('first()')\n");
    assert_eq!(
        frames(&outcome),
        [
            (file, 1, Some("<module>"), Some("exec('first()')")),
            // Not known: it was made by the program.
            (file, 1, Some("<module>"), None),
            (file, 2, Some("first"), Some("return second()")),
            (file, 2, Some("second"), Some("return {}['a']")),
        ]
    );
    // What is long gone is not replaced by something else.
    for n in 0..3 {
        session.run(&format!("x = {n}\n{}", "#".repeat(1 << 19)));
    }
    let outcome = session.run("\nfirst()");
    assert_eq!(
        frames(&outcome),
        [
            (file, 2, Some("<module>"), Some("first()")),
            (file, 2, Some("first"), None),
            (file, 2, Some("second"), None),
        ]
    );
    // Nobody else's text either.
    let mut other = sandbox.session().unwrap();
    assert_eq!(frames(&other.run("1/0")), [(file, 1, Some("<module>"), Some("1/0"))]);
}

/// The interpreter knows a program by more than its name; programs see the name.
#[test]
fn programs_see_the_name_alone() {
    let builder = Sandbox::new().unwrap().session_builder().file_name("näme.py");
    let outcome = builder.run(
        "import io, sys\ntry:\n    1/0\nexcept Exception as e:\n    out = io.StringIO()\n    \
         sys.print_exception(e, out)\n    print(repr(out.getvalue()))",
    );
    assert_eq!(
        outcome.stdout_text(),
        "'Traceback (most recent call last):\\n  File \"näme.py\", line 3, in <module>\\n\
         ZeroDivisionError: division by zero\\n'\n"
    );
}

#[test]
fn long_messages_are_cut() {
    let sandbox = Sandbox::new().unwrap();
    for (source, length) in [
        ("raise ValueError('é' * 10)", 20),
        ("raise ValueError('é' * 3_000_000)", 1 << 20),
        ("raise ValueError(['x' * 100] * 100_000)", 1 << 20),
        ("try: 1/0\nexcept Exception: raise ValueError('x' * 3_000_000)", 1 << 20),
    ] {
        let outcome = sandbox.run(source);
        let Some(Error::Raised(raised)) = &outcome.error else { panic!("{outcome:?}") };
        assert_eq!(raised.message.len(), length, "{source}");
    }
    let outcome = sandbox.run("try: raise ValueError('x' * 3_000_000)\nfinally: 1/0");
    let Some(Error::Raised(raised)) = outcome.error else { panic!("{outcome:?}") };
    assert_eq!(raised.context.unwrap().message.len(), 1 << 16);
}

#[test]
fn long_chains_are_cut() {
    let outcome = Sandbox::new().unwrap().run(
        "def f(n):\n    try:\n        if n: f(n - 1)\n        else: raise ValueError(n)\n    \
         except ValueError as e:\n        raise ValueError(n) from e\nf(100)",
    );
    let Some(Error::Raised(raised)) = outcome.error else { panic!("{outcome:?}") };
    let mut next = Some(Box::new(raised));
    let mut messages = Vec::new();
    while let Some(raised) = next {
        messages.push(raised.message);
        next = raised.cause;
    }
    assert_eq!(messages, ["100", "99", "98", "97", "96", "95", "94", "93"]);
}

#[test]
fn what_was_stopped_says_where_as_data() {
    let wall_time = Some(Duration::from_millis(100));
    let sandbox =
        Sandbox::builder().limits(Limits { wall_time, ..Limits::default() }).build().unwrap();
    let outcome = sandbox.run("def spin():\n    while True: pass\nspin()");
    let Some(Error::Limit(reached)) = &outcome.error else { panic!("{outcome:?}") };
    let places: Vec<_> = reached.frames.iter().map(|frame| (frame.line, &frame.source)).collect();
    let source = |line: &str| Some(line.to_owned());
    assert_eq!(places, [(3, &source("spin()")), (2, &source("while True: pass"))]);
    // Cut off: nobody knows where.
    let outcome = sandbox.run("n = 10**8; 7 ** n");
    let Some(Error::Limit(reached)) = &outcome.error else { panic!("{outcome:?}") };
    assert_eq!((&reached.traceback, reached.frames.len()), (&None, 0));
}
