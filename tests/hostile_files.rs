//! Modules that make the WASI calls on files with every wrong argument, where files
//! are granted. What programs can do by way of the interpreter is attacked in
//! tests/files.rs.

#[path = "common/puppet.rs"]
mod puppet;

use micropython_sandbox::{
    CachePolicy, Clock, Ending, Error, FileQuota, Files, Limits, Outcome, Sandbox, Session,
};
use puppet::{MEMORY_BYTES, Program};
use std::fs;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

// Where things lie in its memory.
const TEXT: i32 = 1024;
const RESULT: i32 = 640;
const VECTOR: i32 = 648;
const BUFFER: i32 = 2048;

const ROOT: i64 = 3;
const READ: i64 = 1 << 1;
const WRITE: i64 = 1 << 6;
const CREATE: i64 = 1;
const DIRECTORY: i64 = 2;
const TRUNCATE: i64 = 8;

/// `in` with `a.txt` for reading, an empty `out` for writing, and a secret.
fn machine() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::create_dir(folder.path().join("out")).unwrap();
    fs::write(folder.path().join("in/a.txt"), "contents").unwrap();
    fs::write(folder.path().join("secret"), "secret").unwrap();
    folder
}

fn session(machine: &Path) -> Session {
    let quota = FileQuota { bytes_written: 1000, files_created: 10, ..FileQuota::DEFAULT };
    let files = Files::default().read(machine.join("in"), "/in").write(machine.join("out"), "/out");
    let limits = Limits { memory_bytes: 4 << 20, ..Limits::default() };
    Sandbox::builder()
        .limits(limits)
        .clock(Clock::Fixed { since_epoch: Duration::from_secs(1) })
        .files(Files { quota, ..files.scratch(1 << 16) })
        .artifact(puppet::module(None))
        .cache(CachePolicy::Off)
        .build()
        .unwrap()
        .session()
        .unwrap()
}

fn open(path: &str, flags: i64, rights: i64) -> Program {
    let length = path.len() as i64;
    let (text, result) = (TEXT.into(), RESULT.into());
    Program::default()
        .store_text(TEXT, path)
        .call("path_open", &[ROOT, 1, text, length, flags, rights, 0, 0, result])
}

/// What the last call of a program answered.
fn answer(session: &mut Session, program: Program) -> String {
    let outcome = session.run(&program.tell().text());
    assert_eq!((outcome.ending, &outcome.error), (Ending::Finished, &None), "{outcome:?}");
    outcome.stdout_text().into_owned()
}

/// The call is refused with the run, as it names memory that is not there.
fn refused(outcome: &Outcome) {
    let Some(Error::Internal(text)) = &outcome.error else { panic!("{outcome:?}") };
    assert!(text.contains("could not be answered"), "{text}");
}

#[test]
fn paths_lead_only_to_what_is_granted() {
    let machine = machine();
    let mut session = session(machine.path());
    let secret = machine.path().join("secret");
    let long = "x".repeat(300);
    for (path, flags, rights, number) in [
        ("in/a.txt", 0, READ, "00"),
        ("/in/a.txt", 0, READ, "00"),
        ("out/new", CREATE, READ | WRITE, "00"),
        ("in", DIRECTORY, 0, "00"),
        (".", DIRECTORY, 0, "00"),
        ("in/a.txt", 0, 0, "28"),
        ("in/a.txt", 0, WRITE, "69"),
        ("in/a.txt", TRUNCATE, READ, "00"),
        ("in/new", CREATE, READ, "44"),
        ("in/new", CREATE, READ | WRITE, "69"),
        ("in/a.txt", DIRECTORY, 0, "54"),
        ("in", 0, READ, "31"),
        ("in/../secret", 0, READ, "76"),
        ("../secret", 0, READ, "76"),
        (secret.to_str().unwrap(), 0, READ, "44"), // below the scratch folder
        ("etc/passwd", 0, READ, "76"),
        ("in/\0", 0, READ, "28"),
        (&long, 0, READ, "37"),
        ("", 0, READ, "44"),
    ] {
        assert_eq!(answer(&mut session, open(path, flags, rights)), number, "{path:?}");
    }
    assert_eq!(fs::read(machine.path().join("in/a.txt")).unwrap(), b"contents");
    // No text, and longer than any path.
    let text = Program::default().store(TEXT, -1);
    let length = |length: i64| {
        let arguments = [ROOT, 1, TEXT.into(), length, 0, READ, 0, 0, RESULT.into()];
        text.clone().call("path_open", &arguments)
    };
    assert_eq!(answer(&mut session, length(4)), "25");
    assert_eq!(answer(&mut session, length(4097)), "37");
    assert_eq!(answer(&mut session, length(-1)), "37");
}

/// Reads what is open as this number, and prints how much that is and what.
fn read(number: i64, length: i32) -> Program {
    Program::default()
        .store(VECTOR, BUFFER)
        .store(VECTOR + 4, length)
        .call("fd_pread", &[number, VECTOR.into(), 1, 0, RESULT.into()])
        .tell()
        .call("print", &[1, BUFFER.into(), 8])
}

#[test]
fn handles_last_as_long_as_the_session_and_are_not_given_again() {
    let machine = machine();
    let mut session = session(machine.path());
    assert_eq!(answer(&mut session, open("in/a.txt", 0, READ)), "00");
    let printed = |session: &mut Session, program: Program| {
        session.run(&program.text()).stdout_text().into_owned()
    };
    for _ in 0..2 {
        assert_eq!(printed(&mut session, read(4, 8)), "00contents");
    }
    session.reset().unwrap();
    assert!(printed(&mut session, read(4, 8)).starts_with("08"));
    assert_eq!(answer(&mut session, open("in/a.txt", 0, READ)), "00");
    assert!(printed(&mut session, read(4, 8)).starts_with("08"));
    assert_eq!(printed(&mut session, read(5, 8)), "00contents");
    assert_eq!(answer(&mut session, Program::default().call("fd_close", &[5])), "00");
    assert_eq!(answer(&mut session, Program::default().call("fd_close", &[5])), "08");
}

#[test]
fn what_the_host_opened_is_not_closed_by_a_module() {
    let machine = machine();
    let mut session = session(machine.path());
    for number in [0, 1, 2, ROOT, 4, -1] {
        assert_eq!(answer(&mut session, Program::default().call("fd_close", &[number])), "08");
    }
    assert_eq!(answer(&mut session, open("in/a.txt", 0, READ)), "00");
}

#[test]
fn only_so_many_handles_are_open() {
    let machine = machine();
    let mut session = session(machine.path());
    let quota = FileQuota::DEFAULT.open_handles;
    for (path, flags) in [("in/a.txt", 0), ("in", DIRECTORY)] {
        for _ in 0..quota / 2 {
            assert_eq!(answer(&mut session, open(path, flags, READ)), "00");
        }
    }
    assert_eq!(answer(&mut session, open("in/a.txt", 0, READ)), "33");
    assert_eq!(answer(&mut session, open("tmp", DIRECTORY, 0)), "33");
    assert_eq!(answer(&mut session, Program::default().call("fd_close", &[4])), "00");
    assert_eq!(answer(&mut session, open("in/a.txt", 0, READ)), "00");
}

#[test]
fn results_that_have_no_place_leave_nothing_open() {
    let machine = machine();
    let mut session = session(machine.path());
    for place in [0, -4, 641, MEMORY_BYTES.into(), i64::from(MEMORY_BYTES) - 3] {
        let arguments = [ROOT, 1, TEXT.into(), 8, 0, READ, 0, 0, place];
        let program = Program::default().store_text(TEXT, "in/a.txt");
        let outcome = session.run(&program.call("path_open", &arguments).text());
        match place {
            0 => assert_eq!(outcome.ending, Ending::Finished, "{outcome:?}"),
            _ => {
                refused(&outcome);
                session.reset().unwrap();
            }
        }
    }
    // Each number was given once.
    assert_eq!(answer(&mut session, open("in/a.txt", 0, READ)), "00");
    assert!(session.run(&read(5, 8).text()).stdout_text().starts_with("00"));
}

#[test]
fn entries_hold_nothing_of_the_hosts() {
    let machine = machine();
    let mut session = session(machine.path());
    assert_eq!(answer(&mut session, open("in", DIRECTORY, 0)), "00");
    let mut program = Program::default();
    for address in (BUFFER..BUFFER + 32).step_by(4) {
        program = program.store(address, -1);
    }
    // All of the one entry, and only a part of it.
    for (length, printed) in [(64, 29), (24, 24), (23, 23)] {
        let arguments = [4, BUFFER.into(), length, 0, RESULT.into()];
        let list = program.clone().call("fd_readdir", &arguments).tell();
        let outcome = session.run(&list.call("print", &[1, BUFFER.into(), printed]).text());
        assert_eq!(&outcome.stdout[..2], b"00");
        let entry = &outcome.stdout[2..];
        let end = entry.len().min(24);
        assert!(entry[21..end].iter().all(|byte| *byte == 0), "{entry:?}");
        assert_eq!(&entry[end..], &b"a.txt"[..entry.len() - end]);
    }
    let long = Program::default().call("fd_readdir", &[4, 0, 0x1_0001, 0, RESULT.into()]);
    assert_eq!(answer(&mut session, long), "28");
    for cookie in [1, 2, -1, i64::MAX, i64::MIN] {
        let arguments = [4, BUFFER.into(), 64, cookie, RESULT.into()];
        assert_eq!(answer(&mut session, Program::default().call("fd_readdir", &arguments)), "00");
    }
}

#[test]
fn writes_keep_to_what_may_be_written() {
    let machine = machine();
    let mut session = session(machine.path());
    assert_eq!(answer(&mut session, open("out/a", CREATE, READ | WRITE)), "00");
    assert_eq!(answer(&mut session, open("in/a.txt", 0, READ)), "00");
    let write = |number: i64, length: i32, offset: i64| {
        Program::default()
            .store(VECTOR, BUFFER)
            .store(VECTOR + 4, length)
            .call("fd_pwrite", &[number, VECTOR.into(), 1, offset, RESULT.into()])
    };
    for (number, length, offset, expected) in [
        (4, 1000, 0, "00"),
        (4, 1001, 0, "51"),
        (4, 1, 2000, "51"),
        (4, 1, 1 << 40, "51"),
        (4, 1, -1, "22"),
        (4, 0, -1, "00"),
        (5, 1, 0, "08"),
        (ROOT, 1, 0, "08"),
        (0, 1, 0, "08"),
        (6, 1, 0, "08"),
    ] {
        let answered = answer(&mut session, write(number, length, offset));
        assert_eq!(answered, expected, "{number} {length} {offset}");
    }
    for (number, size, expected) in
        [(4, 1 << 50, "51"), (4, -1, "22"), (4, 3, "00"), (5, 0, "28"), (ROOT, 0, "08")]
    {
        let program = Program::default().call("fd_filestat_set_size", &[number, size]);
        assert_eq!(answer(&mut session, program), expected, "{number} {size}");
    }
    assert_eq!(fs::read(machine.path().join("out/a")).unwrap().len(), 3);
    assert_eq!(fs::read(machine.path().join("in/a.txt")).unwrap(), b"contents");
    refused(&session.run(&write(4, -1, 0).text()));
}

/// Where a directory is wanted, what else is open is none; and paths start from
/// none but the root.
#[test]
fn paths_start_from_the_root_only() {
    let machine = machine();
    let mut session = session(machine.path());
    assert_eq!(answer(&mut session, open("in", DIRECTORY, 0)), "00");
    assert_eq!(answer(&mut session, open("in/a.txt", 0, READ)), "00");
    let (text, result) = (i64::from(TEXT), i64::from(RESULT));
    let program = Program::default().store_text(TEXT, "a.txt");
    for (number, expected) in [(0, "54"), (4, "58"), (5, "54"), (6, "08"), (-1, "08")] {
        let arguments = [number, 1, text, 5, 0, READ, 0, 0, result];
        let opened = answer(&mut session, program.clone().call("path_open", &arguments));
        assert_eq!(opened, expected, "path_open from {number}");
        let other = if expected == "58" { "58" } else { "08" };
        for (name, arguments) in [
            ("path_create_directory", &[number, text, 5][..]),
            ("path_filestat_get", &[number, 1, text, 5, result]),
            ("path_remove_directory", &[number, text, 5]),
            ("path_rename", &[number, text, 5, ROOT, text, 5]),
            ("path_unlink_file", &[number, text, 5]),
        ] {
            let answered = answer(&mut session, program.clone().call(name, arguments));
            assert_eq!(answered, other, "{name} from {number}");
        }
    }
    let into = [ROOT, text, 5, 4, text, 5];
    assert_eq!(answer(&mut session, program.call("path_rename", &into)), "58");
}
