mod quotas;

use super::*;
use crate::grants::Files;
use std::fs;
use std::path::Path as HostPath;
use std::time::SystemTime;
use tempfile::TempDir;

const READ: Wish = Wish {
    read: true,
    write: false,
    append: false,
    create: false,
    exclusive: false,
    truncate: false,
};
const WRITE: Wish = Wish { write: true, create: true, ..READ };

/// A folder on the machine with `in/a.txt`, `in/sub/b.txt` and an empty `out`.
fn machine() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("in/sub")).unwrap();
    fs::create_dir(folder.path().join("out")).unwrap();
    fs::write(folder.path().join("in/a.txt"), "a").unwrap();
    fs::write(folder.path().join("in/sub/b.txt"), "bb").unwrap();
    fs::write(folder.path().join("secret"), "secret").unwrap();
    folder
}

fn system(files: &Files) -> FileSystem {
    let granted = Arc::new(Granted::open(files).unwrap());
    FileSystem::new(granted, Arc::new(|| SystemTime::UNIX_EPOCH))
}

/// `in` for reading and `out` for writing.
fn usual(machine: &TempDir) -> FileSystem {
    let path = |name: &str| machine.path().join(name);
    system(&Files::default().read(path("in"), "/in").write(path("out"), "/out").scratch(1 << 20))
}

fn read(system: &FileSystem, path: &str) -> Result<String, Fault> {
    let mut bytes = [0; 100];
    let length = system.open(path, READ)?.read_at(&mut bytes, 0)?;
    Ok(String::from_utf8_lossy(&bytes[..length]).into_owned())
}

fn write(system: &FileSystem, path: &str, text: &str) -> Result<usize, Fault> {
    let wish = Wish { truncate: true, read: false, ..WRITE };
    system.open(path, wish)?.write_at(text.as_bytes(), 0)
}

fn names(system: &FileSystem, path: &str) -> Vec<String> {
    let folder = system.open_folder(path).unwrap();
    let mut names: Vec<String> =
        (0..).map_while(|number| folder.entry(number).unwrap()).map(|entry| entry.name).collect();
    names.sort();
    names
}

#[test]
fn what_is_granted_is_there_and_nothing_else() {
    let machine = machine();
    let system = usual(&machine);
    assert_eq!(read(&system, "/in/a.txt").as_deref(), Ok("a"));
    assert_eq!(read(&system, "in/sub/b.txt").as_deref(), Ok("bb"));
    assert_eq!(read(&system, "/in/sub/../a.txt").as_deref(), Ok("a"));
    assert_eq!(write(&system, "/out/x", "x"), Ok(1));
    assert_eq!(write(&system, "/tmp/x", "x"), Ok(1));
    assert_eq!(names(&system, "/"), ["in", "out", "tmp"]);
    assert_eq!(names(&system, "/in"), ["a.txt", "sub"]);
    assert_eq!(names(&system, "/tmp"), ["x"]);
    for (path, fault) in [
        ("/secret", Fault::NotGranted),
        ("/in/../secret", Fault::NotGranted),
        ("/in/../../../../../../etc/passwd", Fault::NotGranted),
        ("/in/sub/../../../secret", Fault::NotGranted),
        ("/etc/passwd", Fault::NotGranted),
        ("/proc/self/environ", Fault::NotGranted),
        ("/dev/zero", Fault::NotGranted),
        ("/inside", Fault::NotGranted),
        ("/IN/a.txt", Fault::NotGranted),
        ("/in/no.txt", Fault::NotFound),
        ("/in/no/../a.txt", Fault::NotFound),
        ("/in/a.txt/../a.txt", Fault::NotFolder),
        ("/in/a.txt/x", Fault::NotFolder),
        ("/in/a.txt/", Fault::NotFolder),
        ("/in", Fault::IsFolder),
        ("/", Fault::IsFolder),
        ("/in/a\0b", Fault::Invalid),
        ("", Fault::NotFound),
    ] {
        assert_eq!(read(&system, path), Err(fault), "{path}");
    }
}

#[test]
fn what_is_granted_for_reading_is_not_changed() {
    let machine = machine();
    let system = usual(&machine);
    let ro = Fault::ReadOnly;
    assert_eq!(write(&system, "/in/a.txt", "x"), Err(ro));
    assert_eq!(write(&system, "/in/sub", "x"), Err(Fault::IsFolder));
    assert_eq!(system.make_folder("/in/new"), Err(ro));
    assert_eq!(system.remove_file("/in/a.txt"), Err(ro));
    assert_eq!(system.remove_folder("/in/sub"), Err(ro));
    assert_eq!(system.rename("/in/a.txt", "/in/b.txt"), Err(ro));
    assert_eq!(system.rename("/in/a.txt", "/out/a.txt"), Err(ro));
    write(&system, "/out/x", "x").unwrap();
    assert_eq!(system.rename("/out/x", "/in/x"), Err(ro));
    assert_eq!(fs::read(machine.path().join("in/a.txt")).unwrap(), b"a");
    for path in ["/out", "/in", "/tmp"] {
        assert_eq!(system.make_folder(path), Err(Fault::Exists), "{path}");
    }
    assert_eq!(system.make_folder("/new"), Err(Fault::NotGranted));
    assert_eq!(system.remove_folder("/out"), Err(Fault::Busy));
    assert_eq!(system.rename("/out", "/out/x"), Err(Fault::Busy));
}

#[test]
fn a_file_is_granted_without_those_beside_it() {
    let machine = machine();
    let path = |name: &str| machine.path().join(name);
    let files = Files::default()
        .read(path("in/a.txt"), "/data/a")
        .write(path("out/result"), "/result")
        .write(path("in/sub/b.txt"), "/data/b");
    let system = system(&files);
    assert_eq!(names(&system, "/"), ["data"]);
    assert_eq!(names(&system, "/data"), ["a", "b"]);
    assert_eq!(read(&system, "/data/a").as_deref(), Ok("a"));
    assert_eq!(read(&system, "/result"), Err(Fault::NotFound));
    assert_eq!(write(&system, "/result", "r"), Ok(1));
    assert_eq!(names(&system, "/"), ["data", "result"]);
    assert_eq!(fs::read(path("out/result")).unwrap(), b"r");
    assert_eq!(write(&system, "/data/b", "new"), Ok(3));
    assert_eq!(read(&system, "/data/b").as_deref(), Ok("new"));
    for (path, fault) in [
        ("/data/c", Fault::NotGranted),
        ("/data/b.txt", Fault::NotGranted),
        ("/data/a/x", Fault::NotFolder),
        ("/result2", Fault::NotGranted),
        ("/data", Fault::IsFolder),
    ] {
        assert_eq!(write(&system, path, "x"), Err(fault), "{path}");
    }
    assert_eq!(write(&system, "/data/a", "x"), Err(Fault::ReadOnly));
    assert_eq!(system.remove_file("/result"), Err(Fault::Busy));
    assert_eq!(system.rename("/result", "/data/b"), Err(Fault::Busy));
    assert_eq!(system.make_folder("/data/x"), Err(Fault::NotGranted));
}

#[test]
fn the_innermost_grant_decides() {
    let machine = machine();
    let path = |name: &str| machine.path().join(name);
    let files = Files::default()
        .read(machine.path(), "/")
        .write(path("out"), "/in/out")
        .read(path("in"), "/in");
    let system = system(&files);
    assert_eq!(names(&system, "/"), ["in", "out", "secret"]);
    assert_eq!(names(&system, "/in"), ["a.txt", "out", "sub"]);
    assert_eq!(write(&system, "/in/out/x", "x"), Ok(1));
    assert_eq!(write(&system, "/out/x", "y"), Err(Fault::ReadOnly));
    assert_eq!(read(&system, "/out/x").as_deref(), Ok("x"));
    assert_eq!(system.rename("/in/out", "/in/o"), Err(Fault::Busy));
}

#[cfg(unix)]
#[test]
fn links_stay_inside() {
    use std::os::unix::fs::symlink;
    let machine = machine();
    let path = |name: &str| machine.path().join(name);
    symlink("sub/b.txt", path("in/good")).unwrap();
    symlink("sub", path("in/folder")).unwrap();
    symlink("../secret", path("in/bad")).unwrap();
    symlink(path("secret"), path("in/absolute")).unwrap();
    symlink(path("in/a.txt"), path("in/absolute_inside")).unwrap();
    symlink("..", path("in/up")).unwrap();
    symlink("/proc/self/environ", path("in/proc")).unwrap();
    symlink("loop", path("in/loop")).unwrap();
    symlink("../secret2", path("out/make")).unwrap();
    symlink("made", path("out/dangling")).unwrap();
    let system = usual(&machine);
    assert_eq!(read(&system, "/in/good").as_deref(), Ok("bb"));
    assert_eq!(read(&system, "/in/folder/b.txt").as_deref(), Ok("bb"));
    for path in ["bad", "absolute", "absolute_inside", "up/secret", "proc"] {
        let path = format!("/in/{path}");
        assert_eq!(read(&system, &path), Err(Fault::NotGranted), "{path}");
        assert_eq!(system.stat(&path, true).err(), Some(Fault::NotGranted), "{path}");
    }
    assert_eq!(system.open_folder("/in/up").err(), Some(Fault::NotGranted));
    assert_eq!(read(&system, "/in/loop"), Err(Fault::TooManyLinks));
    assert_eq!(write(&system, "/out/make", "x"), Err(Fault::NotGranted));
    assert!(!path("secret2").exists());
    assert_eq!(write(&system, "/out/dangling", "x"), Ok(1));
    assert_eq!(fs::read(path("out/made")).unwrap(), b"x");
    // The link itself is there to be seen and removed, and is not moved.
    assert_eq!(system.stat("/in/bad", false).unwrap().kind, Kind::Link);
    assert_eq!(system.rename("/out/make", "/out/x"), Err(Fault::Denied));
    assert_eq!(system.rename("/out/made", "/out/make"), Err(Fault::Denied));
    assert_eq!(system.remove_file("/out/make"), Ok(()));
    assert_eq!(fs::read(path("secret")).unwrap(), b"secret");
}

#[cfg(unix)]
#[test]
fn a_granted_file_is_not_a_link_that_took_its_place() {
    let machine = machine();
    let path = |name: &str| machine.path().join(name);
    let files = Files::default().write(path("in/a.txt"), "/a").write(path("out/new"), "/new");
    let system = system(&files);
    assert_eq!(read(&system, "/a").as_deref(), Ok("a"));
    fs::remove_file(path("in/a.txt")).unwrap();
    std::os::unix::fs::symlink("sub/b.txt", path("in/a.txt")).unwrap();
    std::os::unix::fs::symlink("other", path("out/new")).unwrap();
    for file in ["/a", "/new"] {
        assert_eq!(read(&system, file), Err(Fault::NotGranted));
        assert_eq!(write(&system, file, "x"), Err(Fault::NotGranted));
        assert_eq!(system.stat(file, true).err(), Some(Fault::NotGranted));
    }
    assert_eq!(fs::read(path("in/sub/b.txt")).unwrap(), b"bb");
    assert!(!path("out/other").exists());
    // Another file in its place is that file.
    fs::remove_file(path("in/a.txt")).unwrap();
    fs::write(path("in/a.txt"), "new").unwrap();
    assert_eq!(read(&system, "/a").as_deref(), Ok("new"));
}

#[cfg(target_os = "linux")]
#[test]
fn devices_fifos_and_sockets_are_refused_at_once() {
    let machine = machine();
    let path = |name: &str| machine.path().join(name);
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, path("out/fifo"), rustix::fs::FileType::Fifo, mode, 0)
        .unwrap();
    let _listener = std::os::unix::net::UnixListener::bind(path("out/socket")).unwrap();
    let system = usual(&machine);
    for path in ["/out/fifo", "/out/socket"] {
        assert_eq!(read(&system, path), Err(Fault::Denied), "{path}");
        assert_eq!(write(&system, path, "x"), Err(Fault::Denied), "{path}");
    }
    let device = system_of(HostPath::new("/dev"));
    assert_eq!(read(&device, "/x/null"), Err(Fault::Denied));
    assert_eq!(read(&device, "/x/zero"), Err(Fault::Denied));
}

#[cfg(target_os = "linux")]
fn system_of(folder: &HostPath) -> FileSystem {
    system(&Files::default().read(folder, "/x"))
}

/// Nor is what shows this very process, should its folder lie in a grant.
#[cfg(target_os = "linux")]
#[test]
fn the_systems_own_files_are_never_granted() {
    let error = Granted::open(&Files::default().read("/proc", "/p")).unwrap_err().to_string();
    assert!(error.contains("shows itself"), "{error}");
    let root = system_of(HostPath::new("/"));
    for path in ["self/environ", "self/mem", "1/status", "self/maps"] {
        assert_eq!(read(&root, &format!("/x/proc/{path}")), Err(Fault::Denied), "{path}");
        let stat = root.stat(&format!("/x/proc/{path}"), true);
        assert_eq!(stat.err(), Some(Fault::Denied), "{path}");
    }
    assert_eq!(root.open_folder("/x/proc/self").err(), Some(Fault::Denied));
    assert_eq!(root.open_folder("/x/proc").err(), Some(Fault::Denied));
}

#[test]
fn grants_that_cannot_be_are_told() {
    let machine = machine();
    let path = |name: &str| machine.path().join(name);
    let files = Files::default;
    for (files, text) in [
        (files().read(path("no"), "/no"), "there is no such file or folder"),
        (files().write(path("no/result"), "/r"), "nor the folder it is in"),
        (files().write(path("no/"), "/r"), "there is no such file or folder"),
        (files().read(path("in"), "../x"), "it has . or .. in it"),
        (files().read(path("in"), ""), "it has an empty name in it"),
        (files().read(path("in/a.txt"), "/"), "a file cannot be the folder /"),
        (
            files().read(path("in"), "/x").read(path("out"), "x/"),
            "two grants have the guest path /x",
        ),
        (files().read(path("in"), "/tmp").scratch(1), "two grants have the guest path /tmp"),
        (
            files().read(path("in/a.txt"), "/x").read(path("out"), "/x/y"),
            "nothing can be granted as /x/y: /x is a file",
        ),
        (files().read(path("in"), "/x").import_from("/y"), "it is not in anything that is granted"),
        (files().import_from("/tmp"), "it is not in anything that is granted"),
    ] {
        let error = Granted::open(&files).unwrap_err().to_string();
        assert!(error.contains(text), "{error}");
    }
}
