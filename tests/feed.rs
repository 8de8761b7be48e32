//! Programs that come line by line: what is complete, and what a prompt shows. Each
//! is compared with CPython's own prompt over the same file.

mod common;

use common::{SANDBOX, raised};
use micropython_sandbox::{Ending, Error, Feed, Missing, Outcome, Sandbox, Session};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/feed");

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(FOLDER).join(name)).unwrap()
}

/// Runs one of the scripts beside this test in CPython.
fn cpython(script: &str, input: &str) -> String {
    let mut child = Command::new("python3")
        .args(["-B", "-X", "utf8", script])
        .current_dir(FOLDER)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is needed to build, and to compare with");
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{script}");
    String::from_utf8(output.stdout).unwrap()
}

fn session() -> Session {
    SANDBOX.session().unwrap()
}

/// Enough of a line to know it by.
fn start(line: &str) -> String {
    line.chars().take(60).collect()
}

#[track_caller]
fn done(session: &mut Session, line: &str) -> Outcome {
    match session.feed(line) {
        Feed::Done(outcome) => outcome,
        Feed::Incomplete(unfinished) => panic!("{:?} is not complete: {unfinished:?}", start(line)),
    }
}

#[track_caller]
fn missing(session: &mut Session, line: &str) -> Missing {
    match session.feed(line) {
        Feed::Incomplete(unfinished) => unfinished.missing,
        Feed::Done(outcome) => panic!("{:?} is complete: {:?}", start(line), outcome.error),
    }
}

// ---- what is complete ----

struct Block {
    ours: String,
    cpythons: String,
    text: String,
}

fn blocks() -> Vec<Block> {
    let file = read("blocks.txt");
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (verdicts, text) = line.split_at(line.find('"').unwrap());
            let (ours, cpythons) = verdicts.split_once('/').unwrap_or((verdicts, verdicts));
            Block {
                ours: ours.trim().to_owned(),
                cpythons: cpythons.trim().to_owned(),
                text: serde_json::from_str(text).unwrap(),
            }
        })
        .collect()
}

fn verdict(feed: &Feed) -> &'static str {
    match feed {
        Feed::Incomplete(_) => "incomplete",
        Feed::Done(Outcome { error: Some(Error::Raised(raised)), .. })
            if ["SyntaxError", "IndentationError"].contains(&&*raised.type_name) =>
        {
            "wrong"
        }
        Feed::Done(_) => "complete",
    }
}

/// A session in which each allocation collects what nobody holds.
fn collecting() -> Session {
    let mut session = session();
    session.run("import gc; gc.threshold(1); del gc");
    session
}

#[test]
fn a_text_is_complete_where_cpythons_prompt_says_so() {
    let blocks = blocks();
    assert!(blocks.len() > 200);
    let mut found = String::new();
    for (Block { ours, text, .. }, open) in
        blocks.iter().flat_map(|block| [(block, session as fn() -> _), (block, collecting)])
    {
        // The line's own ending, so that one in the text is another line's.
        let line = format!("{text}\n");
        let unfinished = open().feed_check(&line).unwrap();
        let feed = open().feed(&line);
        if verdict(&feed) != ours {
            let _ = writeln!(found, "{text:?} is {}, not {ours}", verdict(&feed));
        }
        let checked = match feed {
            Feed::Incomplete(unfinished) => Some(unfinished),
            Feed::Done(_) => None,
        };
        assert_eq!(unfinished, checked, "{text:?}");
    }
    assert!(found.is_empty(), "\n{found}");

    let texts: Vec<&str> = blocks.iter().map(|block| &*block.text).collect();
    let verdicts = cpython("verdicts.py", &serde_json::to_string(&texts).unwrap());
    let verdicts: Vec<String> = serde_json::from_str(&verdicts).unwrap();
    assert_eq!(verdicts.len(), blocks.len());
    for (Block { cpythons, text, .. }, verdict) in blocks.iter().zip(verdicts) {
        if cpythons != "any" && *cpythons != verdict {
            let _ = writeln!(found, "{text:?} is {verdict} for CPython, not {cpythons}");
        }
    }
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn what_is_missing_is_told() {
    for (line, expected) in [
        ("f(1,", Missing::Bracket),
        ("x = '''a", Missing::Quotes),
        ("x = 1 + \\", Missing::Line),
        ("x = 'a\\", Missing::Line),
        ("if x:", Missing::Block),
        ("if x: # why", Missing::Block),
        ("@f", Missing::Clause),
        ("class A:\n  @f", Missing::Clause),
        ("try:\n  f()\n", Missing::Clause),
        ("if x: f()", Missing::EmptyLine),
        ("def f():\n  return 1", Missing::EmptyLine),
    ] {
        assert_eq!(missing(&mut session(), &format!("{line}\n")), expected, "{line:?}");
    }
}

#[test]
fn a_line_may_end_in_any_way() {
    for ending in ["", "\n", "\r\n"] {
        let mut session = session();
        assert_eq!(missing(&mut session, &format!("if True:{ending}")), Missing::Block);
        assert_eq!(missing(&mut session, &format!("  'yes'{ending}")), Missing::EmptyLine);
        assert_eq!(session.fed(), "if True:\n  'yes'\n");
        let outcome = done(&mut session, ending);
        // The value of an expression within another statement is printed.
        assert_eq!((&*outcome.stdout_text(), &outcome.value), ("'yes'\n", &None));
        assert_eq!(session.fed(), "");
    }
}

// ---- what a prompt shows ----

/// Feeds the lines of a transcript, and gives what stands on the screen.
fn shown(transcript: &str, mut session: Session) -> String {
    let mut screen = String::new();
    let mut prompt = ">>> ";
    for line in transcript.lines() {
        let typed = line.strip_prefix(">>>").or(line.strip_prefix("..."));
        let Some(typed) = typed else { continue };
        let typed = typed.strip_prefix(' ').unwrap_or(typed);
        let _ = writeln!(screen, "{}", format!("{prompt}{typed}").trim_end());
        prompt = "... ";
        let Feed::Done(outcome) = session.feed(typed) else { continue };
        prompt = ">>> ";
        screen += &outcome.stdout_text();
        if let Some(value) = &outcome.value {
            let _ = writeln!(screen, "{}", value.repr);
        }
        if let Some(error) = &outcome.error {
            assert_eq!(outcome.ending, Ending::Raised, "{error}");
            screen += &raised(&outcome).traceback;
        }
    }
    screen
}

#[test]
fn transcripts_are_those_of_cpythons_prompt() {
    for name in ["values.txt", "lines.txt", "tracebacks.txt"] {
        let file = read(name);
        let (first, rest) = file.split_once('\n').unwrap();
        let differs = first.starts_with("# CPython: ");
        let transcript = if differs { rest } else { &file };
        assert_eq!(shown(transcript, session()), transcript, "{name}");
        assert_eq!(shown(transcript, collecting()), transcript, "{name} while collecting");
        if !differs {
            assert_eq!(cpython("console.py", transcript), transcript, "{name} in CPython");
        }
    }
}

#[test]
fn exit_and_quit_end_it_with_their_code() {
    for (line, code) in [("exit()", 0), ("quit(3)", 3), ("exit('so')", 1), ("raise SystemExit", 0)]
    {
        let mut session = session();
        assert_eq!(done(&mut session, line).ending, Ending::Exited(code), "{line}");
        assert_eq!(done(&mut session, "6 * 7").to::<i64>().unwrap(), 42);
    }
    assert_eq!(session().run("exit(4)").ending, Ending::Exited(4));
}

#[test]
fn a_name_of_the_hosts_is_not_taken() {
    let sandbox = Sandbox::builder().function("exit", || "the host's").build().unwrap();
    let mut session = sandbox.session().unwrap();
    assert_eq!(done(&mut session, "exit()").to::<String>().unwrap(), "the host's");
    assert_eq!(done(&mut session, "quit(2)").ending, Ending::Exited(2));
}

#[test]
fn runs_and_lines_share_one_state() {
    let mut session = SANDBOX.session_builder().argv(["one", "two"]).open().unwrap();
    session.run("def f(n): return n / 0");
    assert_eq!(missing(&mut session, "(f,"), Missing::Bracket);
    session.set("n", 5).unwrap();
    assert_eq!(session.run("n + 1").to::<i64>().unwrap(), 6);
    assert_eq!(done(&mut session, "n)[1]").to::<i64>().unwrap(), 5);
    let outcome = done(&mut session, "f(n)");
    assert_eq!(
        raised(&outcome).traceback,
        "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n    f(n)\n  \
         File \"<string>\", line 1, in f\n    def f(n): return n / 0\n\
         ZeroDivisionError: division by zero\n"
    );
    let argv: Vec<String> = done(&mut session, "import sys; sys.argv").to().unwrap();
    assert_eq!(argv, ["one", "two"]);
    done(&mut session, "sys.argv.append('three')");
    assert_eq!(done(&mut session, "len(sys.argv)").to::<i64>().unwrap(), 3);
}

#[test]
fn the_end_runs_what_there_is() {
    let mut session = session();
    assert_eq!(session.feed_end(), None);
    missing(&mut session, "if True: 42");
    assert_eq!(session.feed_end().unwrap().stdout_text(), "42\n");
    missing(&mut session, "x = [1,");
    let outcome = session.feed_end().unwrap();
    assert_eq!(raised(&outcome).type_name, "SyntaxError");
    assert_eq!(raised(&outcome).frames[0].file, "<stdin>");
    assert_eq!((session.feed_end(), session.fed()), (None, ""));
    missing(&mut session, "x = [1,");
    session.feed_cancel();
    assert_eq!(done(&mut session, "1").to::<i64>().unwrap(), 1);
}

#[test]
fn a_check_runs_nothing_and_feeds_nothing() {
    let mut session = session();
    assert_eq!(session.feed_check("print('ran'); x = 1").unwrap(), None);
    assert_eq!(session.fed(), "");
    assert!(session.feed_check("def f():").unwrap().is_some());
    assert_eq!(session.fed(), "");
    assert_eq!(raised(&done(&mut session, "x")).type_name, "NameError");
    // It is seen with what was fed.
    missing(&mut session, "x = (1,");
    assert!(session.feed_check("2").unwrap().is_some());
    assert_eq!(session.feed_check("2)").unwrap(), None);
    assert_eq!(done(&mut session, "3)").error, None);
    assert_eq!(session.get::<(i64, i64)>("x").unwrap(), (1, 3));
}
