//! Programs that attack what they are granted of files: each of `tests/files/attacks.toml`
//! with its control, and others whose attack takes a helper outside.

use micropython_sandbox::{Ending, Error, FileQuota, Files, Limits, Outcome, Sandbox};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const SECRET: &str = "the secret";

/// Nothing here waits, on however busy a machine.
const MOST: Duration = Duration::from_secs(5);

#[derive(serde::Deserialize)]
struct Attacks {
    attack: Vec<Attack>,
}

#[derive(serde::Deserialize)]
struct Attack {
    name: String,
    attack: String,
    raises: String,
    control: String,
    gives: String,
}

/// The machine that `attacks.toml` describes.
fn machine() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("secret.txt"), SECRET).unwrap();
    fs::write(path("secret.py"), "").unwrap();
    fs::write(path("one.txt"), "one").unwrap();
    for side in ["in", "out"] {
        fs::create_dir_all(path(side).join("sub")).unwrap();
        fs::write(path(side).join("a.txt"), "a").unwrap();
        fs::write(path(side).join("sub/b.txt"), "b").unwrap();
    }
    fs::write(path("in/long.txt"), "x".repeat(10_000)).unwrap();
    fs::write(path("in/a_module.py"), "value = 42\n").unwrap();
    fs::write(path("in/compiled.mpy"), b"M\x06\x00\x1f").unwrap();
    #[cfg(unix)]
    for (link, target) in [
        ("in/good", "sub/b.txt"),
        ("in/out", "../secret.txt"),
        ("in/up", ".."),
        ("in/absolute", path("secret.txt").to_str().unwrap()),
        ("in/inside", path("in/a.txt").to_str().unwrap()),
        ("in/environ", "/proc/self/environ"),
        ("in/loop", "loop"),
        ("out/good", "sub/b.txt"),
        ("out/out", "../secret.txt"),
        ("out/up", ".."),
        ("out/new", "../made.txt"),
    ] {
        std::os::unix::fs::symlink(target, path(link)).unwrap();
    }
    #[cfg(unix)]
    for side in ["in", "out"] {
        fifo(&path(side).join("fifo"));
        std::os::unix::net::UnixListener::bind(path(side).join("socket")).unwrap();
    }
    folder
}

#[cfg(unix)]
fn fifo(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

fn sandbox(machine: &Path) -> Sandbox {
    let quota = FileQuota {
        bytes_written: 100_000,
        files_created: 20,
        open_handles: 8,
        bytes_read: 1_000_000,
    };
    let files = Files::default()
        .read(machine.join("in"), "/in")
        .read(machine.join("one.txt"), "/one.txt")
        .write(machine.join("out"), "/out")
        .write(machine.join("result.json"), "/result.json")
        .scratch(64 << 10);
    let limits = Limits { wall_time: Some(MOST), ..Limits::default() };
    let files = Files { quota, ..files };
    Sandbox::builder().limits(limits).files(files).pool(0).build().unwrap()
}

/// What no program may change.
fn assert_unharmed(machine: &Path, name: &str) {
    assert_eq!(fs::read_to_string(machine.join("secret.txt")).unwrap(), SECRET, "{name}");
    assert_eq!(fs::read_to_string(machine.join("one.txt")).unwrap(), "one", "{name}");
    assert_eq!(fs::read_to_string(machine.join("in/a.txt")).unwrap(), "a", "{name}");
    let mut names: Vec<_> = fs::read_dir(machine)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "result.json")
        .collect();
    names.sort();
    assert_eq!(names, ["in", "one.txt", "out", "secret.py", "secret.txt"], "{name}");
    assert_eq!(fs::read_dir(machine.join("in")).unwrap().count(), 14, "{name}");
}

/// How a program ended, as Python tells it.
fn ending(outcome: &Outcome) -> String {
    match &outcome.error {
        Some(Error::Raised(raised)) if raised.message.is_empty() => raised.type_name.clone(),
        Some(Error::Raised(raised)) => format!("{}: {}", raised.type_name, raised.message),
        error => format!("{:?} {error:?}", outcome.ending),
    }
}

fn try_one(attack: &Attack) -> Result<(), String> {
    let machine = machine();
    let mut session = sandbox(machine.path()).session().unwrap();
    let started = Instant::now();
    let outcome = session.run(&attack.attack);
    if started.elapsed() > MOST {
        return Err(format!("it took {:?}", started.elapsed()));
    }
    let ended = ending(&outcome);
    // A message, or the path at its end, may be left out.
    if ended != attack.raises && !ended.starts_with(&format!("{}: ", attack.raises)) {
        return Err(format!("it ends in {ended}"));
    }
    let next = session.run("open('/in/a.txt').readable()");
    if next.value.as_ref().is_none_or(|value| value.repr != "True") && !ended.contains("24") {
        return Err(format!("the next run: {next:?}"));
    }
    drop(session);
    assert_unharmed(machine.path(), &attack.name);

    let machine = self::machine();
    let mut session = sandbox(machine.path()).session().unwrap();
    let outcome = session.run(&attack.control);
    let value = outcome.value.as_ref().map_or("None", |value| value.repr.as_str());
    if outcome.ending != Ending::Finished || value != attack.gives {
        return Err(format!("the control gives {value}, and ends in {}", ending(&outcome)));
    }
    assert_unharmed(machine.path(), &attack.name);
    Ok(())
}

#[test]
fn attacks_are_refused_and_their_controls_do_what_they_may() {
    let text = include_str!("files/attacks.toml");
    let attacks: Attacks = toml::from_str(text).unwrap();
    let mut found = String::new();
    for attack in &attacks.attack {
        if let Err(why) = try_one(attack) {
            found += &format!("{}: {why}\n", attack.name);
        }
    }
    assert!(found.is_empty(), "\n{found}");
    assert!(attacks.attack.len() >= 80, "{}", attacks.attack.len());
}

/// Without any grant there is nothing, and it says so.
#[test]
fn nothing_is_there_where_nothing_is_granted() {
    let sandbox = Sandbox::builder().pool(0).build().unwrap();
    let refused = "PermissionError: [Errno 13] No files are granted to this program: '/x'";
    let renamed = format!("{refused} -> '/y'");
    for program in [
        "open('/x')",
        "open('/x', 'w')",
        "import os; os.stat('/x')",
        "import os; os.listdir('/x')",
        "import os; os.mkdir('/x')",
        "import os; os.remove('/x')",
        "import os; os.rmdir('/x')",
        "import os; os.rename('/x', '/y')",
        "import os; os.chdir('/x')",
        "import os; os.makedirs('/x')",
    ] {
        let outcome = sandbox.run(program);
        let expected = if program.contains("rename") { &renamed } else { refused };
        assert_eq!(ending(&outcome), expected, "{program}");
    }
    let there = sandbox.run("import os; os.getcwd(), os.listdir('/'), os.path.exists('/x')");
    assert_eq!(there.value.unwrap().repr, "('/', [], False)");
}

/// While a helper does something outside, a program does something inside, as often as
/// it can in half a second; it gives what it has seen, and then what it sees when the
/// helper is done.
fn race(machine: &Path, program: &str, helper: impl Fn() + Sync) -> (Outcome, String) {
    let over = AtomicBool::new(false);
    let sandbox = sandbox(machine);
    let outcome = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                helper();
            }
        });
        let outcome = sandbox.run(&format!(
            "import time, os\n\
             seen = {{}}\n\
             until = time.time() + 0.5\n\
             while time.time() < until:\n    \
             try:\n        \
             {program}\n    \
             except OSError as e:\n        \
             what = type(e).__name__\n    \
             seen[what] = seen.get(what, 0) + 1\n\
             print(sorted(seen))\n"
        ));
        over.store(true, Ordering::Relaxed);
        outcome
    });
    let control = sandbox.run(&format!("import os\n{program}\nwhat"));
    (outcome, control.value.expect("the program does it").repr)
}

#[cfg(unix)]
mod races {
    use super::*;
    use std::os::unix::fs::symlink;

    /// Exchanges two things under a name, one after the other.
    fn exchange(path: &Path, others: [&Path; 2]) {
        for other in others {
            let aside = path.with_extension("aside");
            let _ = fs::rename(path, &aside);
            let _ = fs::rename(other, path);
            let _ = fs::rename(path, other);
            let _ = fs::rename(&aside, path);
        }
    }

    #[test]
    fn a_folder_that_becomes_a_link_leads_nowhere_else() {
        let machine = machine();
        let path = |name: &str| machine.path().join(name);
        fs::create_dir(path("outside")).unwrap();
        fs::write(path("outside/b.txt"), SECRET).unwrap();
        fs::create_dir(path("aside")).unwrap();
        symlink("../outside", path("aside/link")).unwrap();
        let (sub, link) = (path("in/sub"), path("aside/link"));
        let (outcome, control) =
            race(machine.path(), "what = open('/in/sub/b.txt').read()", || {
                exchange(&sub, [&link, &link]);
            });
        assert_eq!(outcome.error, None);
        assert_eq!(control, "'b'");
        assert!(!outcome.stdout_text().contains("secret"), "{}", outcome.stdout_text());
    }

    #[test]
    fn nothing_is_written_where_a_folder_becomes_a_link() {
        let machine = machine();
        let path = |name: &str| machine.path().join(name);
        fs::create_dir(path("outside")).unwrap();
        fs::create_dir(path("aside")).unwrap();
        symlink("../outside", path("aside/link")).unwrap();
        let (sub, link) = (path("out/sub"), path("aside/link"));
        let program = "open('/out/sub/x', 'w').close(); os.rename('/out/sub/x', '/out/sub/y'); \
                       os.remove('/out/sub/y'); what = 'written'";
        let (outcome, control) = race(machine.path(), program, || exchange(&sub, [&link, &link]));
        assert_eq!(outcome.error, None);
        assert_eq!(control, "'written'");
        assert_eq!(fs::read_dir(path("outside")).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_becomes_a_link_or_a_fifo_is_neither_followed_nor_waited_for() {
        let machine = machine();
        let path = |name: &str| machine.path().join(name);
        fs::create_dir(path("aside")).unwrap();
        symlink("secret.txt", path("aside/link")).unwrap();
        fifo(&path("aside/fifo"));
        let (one, link, pipe) = (path("one.txt"), path("aside/link"), path("aside/fifo"));
        let (outcome, control) = race(machine.path(), "what = open('/one.txt').read()", || {
            exchange(&one, [&link, &pipe]);
        });
        assert_eq!(outcome.error, None);
        assert!(outcome.usage.wall_time < MOST, "{:?}", outcome.usage.wall_time);
        assert_eq!(control, "'one'");
        assert!(!outcome.stdout_text().contains("secret"), "{}", outcome.stdout_text());
    }

    #[test]
    fn a_file_that_is_made_is_never_another_behind_a_link() {
        let machine = machine();
        let result = machine.path().join("result.json");
        let other = machine.path().join("other.json");
        let program = "open('/result.json', 'w').close(); what = 'made'";
        let (outcome, control) = race(machine.path(), program, || {
            let _ = fs::remove_file(&result);
            let _ = symlink("other.json", &result);
            let _ = fs::remove_file(&result);
        });
        assert_eq!(outcome.error, None);
        assert_eq!(control, "'made'");
        assert!(!other.exists());
    }

    /// What is granted stays granted when its name is given to something else.
    #[test]
    fn grants_are_opened_once() {
        let machine = machine();
        let path = |name: &str| machine.path().join(name);
        let sandbox = sandbox(machine.path());
        fs::rename(path("in"), path("was")).unwrap();
        symlink(".", path("in")).unwrap();
        let outcome = sandbox.run("open('/in/a.txt').read()");
        assert_eq!(outcome.value.unwrap().repr, "'a'");
        let outcome = sandbox.run("open('/in/secret.txt')");
        let missing = "FileNotFoundError: [Errno 2] No such file or directory: '/in/secret.txt'";
        assert_eq!(ending(&outcome), missing);
    }
}
