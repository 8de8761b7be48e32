//! Files in programs: they behave as CPython's, and nothing else is reached.
//!
//! Each script in `tests/files/same` runs here and in CPython, in equal folders, copies
//! of `tests/files/data`; both print the same and leave the same behind.
//! `SAME=NAME cargo test --release --test files` runs those whose names hold that.

use micropython_sandbox::{
    Clock, Ending, Error, FileQuota, Files, InterruptHandle, Limits, Outcome, Raised, Sandbox,
    Session,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// All that is in a folder: the contents of files, and nothing for folders.
fn tree(folder: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                found.insert(name, None);
                folders.push(path);
            } else {
                found.insert(name, Some(fs::read(path).unwrap()));
            }
        }
    }
    found
}

/// A copy of the data that scripts work on.
fn data() -> TempDir {
    let folder_of_this = tempfile::tempdir().unwrap();
    copy(&folder("data"), folder_of_this.path());
    folder_of_this
}

fn sandbox(folder: &Path) -> Sandbox {
    let limits = Limits { wall_time: Some(Duration::from_secs(60)), ..Limits::default() };
    let quota = FileQuota { files_created: 10_000, ..FileQuota::DEFAULT };
    let files = Files { quota, ..Files::default().write(folder, "/") };
    Sandbox::builder().limits(limits).files(files).build().unwrap()
}

/// Runs a script where it finds and leaves files, and with little memory between two
/// collections if that is wanted.
fn run(folder: &Path, source: &str, threshold: Option<u32>) -> Outcome {
    let mut session = sandbox(folder).session().unwrap();
    if let Some(bytes) = threshold {
        let prepared = session.run(&format!("import gc; gc.threshold({bytes}); del gc"));
        assert_eq!(prepared.error, None);
    }
    session.run(source)
}

/// The first line in which two texts differ.
fn difference(ours: &str, theirs: &str) -> Option<String> {
    let (mut left, mut right) = (ours.lines(), theirs.lines());
    for number in 1.. {
        match (left.next(), right.next()) {
            (None, None) => return None,
            (left, right) if left == right => {}
            (left, right) => {
                let shown = |line: Option<&str>| line.unwrap_or("(nothing)").to_owned();
                return Some(format!("line {number}: {}\nCPython: {}", shown(left), shown(right)));
            }
        }
    }
    None
}

#[test]
fn scripts_do_the_same_as_in_cpython() {
    let (mut found, mut tried) = (String::new(), 0);
    let wanted = std::env::var("SAME").unwrap_or_default();
    for entry in fs::read_dir(folder("same")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if !name.contains(&wanted) {
            continue;
        }
        tried += 1;
        let source = fs::read_to_string(&path).unwrap();
        let theirs = data();
        let cpython = Command::new("python3")
            .args(["-B", "-I", "-X", "utf8"])
            .arg(&path)
            .current_dir(theirs.path())
            .output()
            .expect("python3, which the build needs too");
        let stderr = String::from_utf8_lossy(&cpython.stderr);
        assert!(cpython.status.success(), "{name}: CPython says {stderr}");
        let printed = String::from_utf8(cpython.stdout).unwrap();
        // Once more with a collection for each few objects.
        for threshold in [None, Some(64)] {
            let ours = data();
            let outcome = run(ours.path(), &source, threshold);
            if outcome.ending != Ending::Finished {
                let _ = writeln!(found, "{name}: {:?}", outcome.error);
            }
            if let Some(difference) = difference(&outcome.stdout_text(), &printed) {
                let _ = writeln!(found, "{name}: {difference}");
            }
            if tree(ours.path()) != tree(theirs.path()) {
                let (ours, theirs) = (tree(ours.path()), tree(theirs.path()));
                let names: Vec<_> = ours
                    .keys()
                    .chain(theirs.keys())
                    .filter(|name| ours.get(*name) != theirs.get(*name))
                    .collect();
                let _ = writeln!(found, "{name}: it leaves other files: {names:?}");
            }
        }
    }
    assert!(found.is_empty(), "\n{found}");
    assert!(tried >= 9 || !wanted.is_empty(), "{tried}");
}

/// A session that may change a folder, and import from it; with a scratch folder.
fn session(folder: &Path) -> Session {
    let files = Files::default().write(folder, "/data").scratch(1 << 20).import_from("/data");
    let sandbox = Sandbox::builder().files(files).build().unwrap();
    sandbox.session_builder().rollback(true).open().unwrap()
}

#[track_caller]
fn value(session: &mut Session, source: &str) -> String {
    let outcome = session.run(source);
    assert_eq!(outcome.error, None, "{source}");
    outcome.value.map_or_else(|| "None".to_owned(), |value| value.repr)
}

#[track_caller]
fn raised(outcome: &Outcome) -> &Raised {
    let Some(Error::Raised(raised)) = &outcome.error else { panic!("{outcome:?}") };
    raised
}

#[test]
fn modules_come_from_where_the_search_path_says() {
    let folder = data();
    let mut session = session(folder.path());
    assert_eq!(value(&mut session, "import sys; sys.path"), "['/data', '.frozen']");
    let program = "import pkg.helper; pkg.helper.double(21), pkg.table(), pkg.__file__";
    assert_eq!(value(&mut session, program), "(42, ['a', 'b', 'c'], '/data/pkg/__init__.py')");
    // What a program does to it stays, but for a reset.
    assert_eq!(value(&mut session, "sys.path.append('/tmp'); len(sys.path)"), "3");
    assert_eq!(value(&mut session, "len(sys.path)"), "3");
    session.reset().unwrap();
    assert_eq!(value(&mut session, "import sys; sys.path"), "['/data', '.frozen']");
    // Without it, no file is a module.
    let files = Files::default().read(folder.path(), "/");
    let outcome = Sandbox::builder().files(files).build().unwrap().run("import pkg");
    assert_eq!(raised(&outcome).message, "No module named 'pkg'");
    // Nor is one in the way of the interpreter's own.
    fs::write(folder.path().join("sys.py"), "raise SystemExit(9)").unwrap();
    assert_eq!(value(&mut session, "import sys, os; os.getcwd()"), "'/'");
}

#[test]
fn a_traceback_shows_the_lines_of_modules() {
    let folder = data();
    let module = "# a comment\n\ndef fail(x):\n    return 1 / x  # here\n";
    fs::write(folder.path().join("failing.py"), module).unwrap();
    fs::write(folder.path().join("wrong.py"), "x = 1\ny = (2\n").unwrap();
    let mut session = session(folder.path());
    let outcome = session.run("import failing\nfailing.fail(0)");
    assert_eq!(
        raised(&outcome).traceback,
        "Traceback (most recent call last):\n  \
           File \"<string>\", line 2, in <module>\n    \
             failing.fail(0)\n  \
           File \"/data/failing.py\", line 4, in fail\n    \
             return 1 / x  # here\n\
         ZeroDivisionError: division by zero\n"
    );
    // Nothing of it counts as read by the program, nor what it made up.
    assert_eq!(outcome.usage.file_bytes_read, module.len() as u64);
    let outcome = session.run("import wrong");
    let frames = &raised(&outcome).frames;
    assert_eq!(frames.last().unwrap().file, "/data/wrong.py");
    let outcome = session.run("exec(compile('1/0', '/etc/passwd', 'exec'))");
    assert_eq!(raised(&outcome).frames.last().unwrap().source, None);
}

#[test]
fn what_is_written_is_there_when_the_run_is_over_however_it_ends() {
    let folder = data();
    let mut session = session(folder.path());
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    for (number, end) in
        ["", "1/0", "import sys; sys.exit(3)", "raise KeyboardInterrupt"].iter().enumerate()
    {
        let program = format!("f = open('/data/{number}', 'w'); f.write('text')\n{end}");
        let outcome = session.run(&program);
        assert_eq!(read(&number.to_string()), "text", "{end}");
        let changed: Vec<_> = outcome.files.iter().map(|file| file.path.clone()).collect();
        assert_eq!(changed, [format!("/data/{number}")], "{end}");
    }
    // Also by a limit, and what a file that stays open gets later.
    assert_eq!(value(&mut session, "f.write('more')"), "4");
    assert_eq!(read("3"), "textmore");
    let outcome = session.call("f.write", ["!"]);
    assert_eq!((outcome.error, read("3").as_str()), (None, "textmore!"));
    let limits = Limits { wall_time: Some(Duration::from_millis(100)), ..Limits::default() };
    let files = Files::default().write(folder.path(), "/");
    let sandbox = Sandbox::builder().limits(limits).files(files).build().unwrap();
    let outcome = sandbox.run("f = open('/stopped', 'w'); f.write('text')\nwhile True: pass");
    assert_eq!((outcome.ending, read("stopped").as_str()), (Ending::Stopped, "text"));
}

#[test]
fn what_cannot_be_written_at_the_end_is_told() {
    let folder = data();
    let quota = FileQuota { bytes_written: 10, ..FileQuota::DEFAULT };
    let files = Files { quota, ..Files::default().write(folder.path(), "/") };
    let sandbox = Sandbox::builder().files(files).build().unwrap();
    let mut session = sandbox.session().unwrap();
    let outcome = session.run("f = open('/x', 'w'); f.write('x' * 11)");
    assert_eq!(raised(&outcome).message, "[Errno 28] No space left on device: '/x'");
    assert_eq!(fs::read(folder.path().join("x")).unwrap(), b"");
    // It was dropped; the next run has its own quota, and the file is open.
    assert_eq!(value(&mut session, "f.write('y' * 10)"), "10");
    assert_eq!(fs::read(folder.path().join("x")).unwrap(), b"yyyyyyyyyy");
    // Another error comes first.
    let outcome = session.run("f.write('x' * 11); 1/0");
    assert_eq!(raised(&outcome).type_name, "ZeroDivisionError");
}

/// What was not written out is seen all the same by whoever looks in the sandbox.
#[test]
fn files_that_are_left_open_are_read_and_measured_as_written() {
    let folder = data();
    let mut session = session(folder.path());
    let program = "import os, json\n\
                   open('/data/x', 'w').write('some text')\n\
                   json.dump([1], open('/data/y', 'w'))\n\
                   open('/data/x').read(), os.path.getsize('/data/x'), json.load(open('/data/y'))";
    assert_eq!(value(&mut session, program), "('some text', 9, [1])");
    let program = "for i in range(1000): open('/data/%d' % (i % 10), 'w').write(str(i))\n\
                   [open('/data/%d' % i).read() for i in range(10)][9]";
    assert_eq!(value(&mut session, program), "'999'");
}

#[test]
fn a_session_keeps_its_files_until_it_is_reset_or_rolled_back() {
    let folder = data();
    let mut session = session(folder.path());
    let before = "f = open('/data/lines.txt'); g = open('/data/new', 'w'); g.write('kept')\n\
                  open('/tmp/s', 'w').write('scratch'); f.readline()";
    assert_eq!(value(&mut session, before), "'one\\n'");
    assert_eq!(value(&mut session, "f.readline()"), "'two\\n'");
    // A run that is cut off is undone, but what it did to files is not.
    let limits = "h = open('/data/undone', 'w'); h.write('x'); h.flush(); n = 10 ** 8; 7 ** n";
    let quick = InterruptHandle::new();
    session.set_interrupt_handle(&quick);
    let outcome = std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(300));
            quick.interrupt();
        });
        session.run(limits)
    });
    assert!(outcome.rolled_back, "{outcome:?}");
    let undone: Vec<_> = outcome.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(undone, ["/data/undone"]);
    assert_eq!(fs::read(folder.path().join("undone")).unwrap(), b"x");
    // All that was open is closed, and no other file gets its number.
    for use_it in ["f.readlines()", "f.seek(0); f.read()", "g.write('x'); g.flush()"] {
        let outcome = session.run(use_it);
        assert_eq!(raised(&outcome).message, "[Errno 9] Bad file descriptor", "{use_it}");
    }
    assert_eq!(value(&mut session, "open('/data/lines.txt').readline()"), "'one\\n'");
    assert_eq!(value(&mut session, "open('/tmp/s').read()"), "'scratch'");
    assert_eq!(fs::read(folder.path().join("new")).unwrap(), b"kept");
    // A reset empties the scratch folder, too.
    session.reset().unwrap();
    assert_eq!(value(&mut session, "import os; os.listdir('/tmp')"), "[]");
    assert_eq!(value(&mut session, "open('/data/new').read()"), "'kept'");
}

#[test]
fn sessions_have_scratch_folders_of_their_own() {
    let files = Files::default().scratch(1 << 20);
    let sandbox = Sandbox::builder().files(files).build().unwrap();
    let (mut one, mut other) = (sandbox.session().unwrap(), sandbox.session().unwrap());
    assert_eq!(value(&mut one, "open('/tmp/x', 'w').write('x')"), "1");
    assert_eq!(value(&mut one, "import os; os.listdir('/tmp')"), "['x']");
    assert_eq!(value(&mut other, "import os; os.listdir('/tmp')"), "[]");
    assert_eq!(sandbox.run("open('/tmp/x')").ending, Ending::Raised);
}

/// What a program sees of the time of files in memory is the time that it is given.
#[test]
fn the_scratch_folder_keeps_the_programs_own_time() {
    let sandbox = Sandbox::builder()
        .files(Files::default().scratch(1 << 20))
        .clock(Clock::Fixed { since_epoch: Duration::from_secs(1000) })
        .build()
        .unwrap();
    let program = "import os; open('/tmp/x', 'w').close(); os.mkdir('/tmp/d')\n\
                   os.stat('/tmp/x').st_mtime, os.stat('/tmp/d').st_mtime_ns";
    assert_eq!(sandbox.run(program).value.unwrap().repr, "(1000.0, 1000000000000)");
}

#[test]
fn grants_that_cannot_be_are_refused_with_a_word_on_what_to_do() {
    let folder = data();
    let missing = folder.path().join("no");
    let shown = missing.display();
    for (files, text) in [
        (Files::default().read(&missing, "/no"), format!("cannot grant {shown}: there is no")),
        (
            Files::default().read(folder.path(), "../up"),
            "it has . or .. in it; write it out, as in PATH=/GUEST".to_owned(),
        ),
        (Files::default().import_from("/lib"), "it is not in anything that is granted".to_owned()),
    ] {
        let error = Sandbox::builder().files(files).build().unwrap_err();
        let Error::Config(message) = &error else { panic!("{error:?}") };
        assert!(message.contains(&text), "{message}");
    }
}
