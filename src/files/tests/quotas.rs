//! How much may be done, and what is told of it.

use super::*;
use crate::grants::FileQuota;
use crate::outcome::ChangeKind;

#[test]
fn quotas_count_holes_and_growth() {
    let machine = machine();
    let quota = FileQuota { bytes_written: 1000, files_created: 2, ..FileQuota::DEFAULT };
    let files = Files { quota, ..Files::default().write(machine.path().join("out"), "/out") };
    let system = system(&files);
    let file = system.open("/out/a", WRITE).unwrap();
    assert_eq!(file.write_at(b"x", 1000), Err(Fault::NoSpace));
    assert_eq!(file.write_at(b"x", 1 << 50), Err(Fault::NoSpace));
    assert_eq!(file.write_at(b"x", u64::MAX), Err(Fault::TooLarge));
    assert_eq!(file.set_size(1001), Err(Fault::NoSpace));
    assert_eq!(file.set_size(u64::MAX), Err(Fault::TooLarge));
    assert_eq!(file.stat().unwrap().size, 0);
    assert_eq!(file.write_at(b"x", 99), Ok(1));
    assert_eq!(system.used().bytes_written, 100);
    assert_eq!(file.set_size(600), Ok(()));
    assert_eq!(system.used().bytes_written, 600);
    assert_eq!(file.set_size(0), Ok(()));
    assert_eq!(file.set_size(401), Err(Fault::NoSpace));
    assert_eq!(file.set_size(400), Ok(()));
    assert_eq!(file.write_at(b"x", 0), Err(Fault::NoSpace));
    assert_eq!(write(&system, "/out/no/b", "x"), Err(Fault::NotFound));
    assert_eq!(system.make_folder("/out/no/d"), Err(Fault::NotFound));
    assert_eq!(system.used().files_created, 1);
    system.make_folder("/out/d").unwrap();
    assert_eq!(system.make_folder("/out/e"), Err(Fault::NoSpace));
    assert_eq!(system.open("/out/b", WRITE).err(), Some(Fault::NoSpace));
    assert!(!machine.path().join("out/b").exists());
    assert_eq!(system.used().files_created, 2);
    system.begin_run();
    assert_eq!(write(&system, "/out/b", "x"), Ok(1));
}

#[test]
fn reading_and_open_handles_have_their_quotas() {
    let machine = machine();
    let quota = FileQuota { bytes_read: 3, open_handles: 2, ..FileQuota::DEFAULT };
    let files = Files { quota, ..Files::default().read(machine.path().join("in"), "/in") };
    let system = system(&files);
    let (a, b) =
        (system.open("/in/a.txt", READ).unwrap(), system.open("/in/sub/b.txt", READ).unwrap());
    assert_eq!(system.open("/in/a.txt", READ).err(), Some(Fault::TooManyOpen));
    assert_eq!(system.open_folder("/in").err(), Some(Fault::TooManyOpen));
    assert_eq!(b.read_at(&mut [0; 10], 0), Ok(2));
    assert_eq!(b.read_at(&mut [0; 10], 0), Ok(1));
    assert_eq!(a.read_at(&mut [0; 10], 1), Ok(0));
    assert_eq!(a.read_at(&mut [0; 10], 0), Err(Fault::ReadQuota));
    drop(b);
    assert!(system.open_folder("/in").is_ok());
    system.begin_run();
    assert_eq!(a.read_at(&mut [0; 10], 0), Ok(1));
}

#[test]
fn what_was_changed_is_told() {
    let machine = machine();
    let path = |name: &str| machine.path().join(name);
    for name in ["kept", "changed", "gone", "moved", "old/x", "old/y/z"] {
        fs::create_dir_all(path("out").join(name).parent().unwrap()).unwrap();
        fs::write(path("out").join(name), name).unwrap();
    }
    let system = usual(&machine);
    system.begin_run();
    read(&system, "/out/kept").unwrap();
    write(&system, "/out/changed", "new").unwrap();
    write(&system, "/out/new", "").unwrap();
    write(&system, "/out/short-lived", "x").unwrap();
    system.remove_file("/out/short-lived").unwrap();
    system.remove_file("/out/gone").unwrap();
    system.rename("/out/moved", "/out/here").unwrap();
    system.rename("/out/old", "/out/newer").unwrap();
    assert_eq!(system.rename("/out/kept", "/out/newer"), Err(Fault::IsFolder));
    write(&system, "/tmp/x", "scratch").unwrap();
    let (changes, more) = system.changes();
    assert!(!more);
    let told: Vec<_> =
        changes.iter().map(|change| (change.path.as_str(), change.kind, change.size)).collect();
    let (created, changed, removed) =
        (ChangeKind::Created, ChangeKind::Changed, ChangeKind::Removed);
    assert_eq!(
        told,
        [
            ("/out/changed", changed, 3),
            ("/out/gone", removed, 0),
            ("/out/here", created, 5),
            ("/out/moved", removed, 0),
            ("/out/new", created, 0),
            ("/out/newer/x", created, 5),
            ("/out/newer/y/z", created, 7),
            ("/out/old/x", removed, 0),
            ("/out/old/y/z", removed, 0),
        ]
    );
    // That of the three bytes `new`, and that of nothing.
    let digest = |number: usize| changes[number].sha256.as_deref();
    let new = "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437";
    assert_eq!(digest(0), Some(new));
    let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!((digest(4), digest(1)), (Some(nothing), None));
    system.begin_run();
    assert_eq!(system.changes(), (Vec::new(), false));
}

#[test]
fn a_listing_can_be_read_from_anywhere() {
    let machine = machine();
    for number in 0..50 {
        fs::write(machine.path().join(format!("in/{number}")), "").unwrap();
    }
    let system = usual(&machine);
    let folder = system.open_folder("/in").unwrap();
    let all: Vec<_> = (0..).map_while(|number| folder.entry(number).unwrap()).collect();
    assert_eq!(all.len(), 52);
    for number in [51, 50, 50, 0, 7, 3, 51, 49] {
        assert_eq!(folder.entry(number as u64).unwrap().as_ref(), Some(&all[number]));
    }
    for number in [52, u64::MAX, 52] {
        assert_eq!(folder.entry(number), Ok(None));
    }
    assert_eq!(folder.entry(3).unwrap().as_ref(), Some(&all[3]));
}
