use super::super::memory_file::BLOCK_BYTES;
use super::*;

const WRITE: Wish = Wish {
    read: true,
    write: true,
    append: false,
    create: true,
    exclusive: false,
    truncate: false,
};

fn scratch(bytes: u64) -> Scratch {
    Scratch::new(bytes, Arc::new(|| SystemTime::UNIX_EPOCH))
}

fn names(scratch: &Scratch, path: &str) -> Vec<String> {
    scratch.entries(path).unwrap().into_iter().map(|entry| entry.name).collect()
}

#[test]
fn what_is_written_is_read_again_over_the_ends_of_blocks() {
    let scratch = scratch(1 << 20);
    let file = scratch.open("a", WRITE).unwrap();
    let bytes: Vec<u8> = (0..10_000_u32).map(|number| (number % 251) as u8).collect();
    for (offset, length) in [(0, 1), (4095, 2), (4096, 4096), (1, 9_999), (9_990, 20)] {
        file.write_at(&bytes[..length], Some(offset)).unwrap();
        let mut read = vec![0; length];
        assert_eq!(file.read_at(&mut read, offset), length);
        assert_eq!(read, bytes[..length]);
    }
    assert_eq!(file.size(), 10_010);
    assert_eq!(file.read_at(&mut [0; 8], 10_010), 0);
    assert_eq!(file.read_at(&mut [0; 8], u64::MAX), 0);
    assert_eq!(file.write_at(b"end", None), Ok(3));
    assert_eq!(file.size(), 10_013);
}

#[test]
fn what_was_cut_off_is_zero_when_it_comes_back() {
    let scratch = scratch(1 << 20);
    let file = scratch.open("a", WRITE).unwrap();
    file.write_at(&[1; 6000], Some(0)).unwrap();
    file.set_size(100).unwrap();
    file.set_size(5000).unwrap();
    let mut read = [9; 5000];
    assert_eq!(file.read_at(&mut read, 0), 5000);
    assert!(read[..100] == [1; 100] && read[100..] == [0; 4900]);
}

#[test]
fn nothing_gets_larger_than_it_may_be() {
    let block = BLOCK_BYTES as u64;
    let scratch = scratch(3 * block);
    let file = scratch.open("a", WRITE).unwrap();
    assert_eq!(file.set_size(u64::MAX), Err(Fault::NoSpace));
    assert_eq!(file.set_size(1 << 40), Err(Fault::NoSpace));
    assert_eq!(file.write_at(b"x", Some(1 << 40)), Err(Fault::NoSpace));
    assert_eq!(file.write_at(b"x", Some(u64::MAX)), Err(Fault::TooLarge));
    assert_eq!(file.size(), 0);
    assert_eq!(file.set_size(2 * block), Ok(()));
    assert_eq!(file.write_at(b"x", Some(2 * block)), Err(Fault::NoSpace));
    file.set_size(0).unwrap();
    assert_eq!(file.write_at(b"x", Some(2 * block - 1)), Ok(1));
}

#[test]
fn names_and_folders_count_too() {
    let scratch = scratch(10 * (NODE_BYTES + 1));
    for number in 0..10 {
        match number % 2 {
            0 => scratch.make_folder(&number.to_string()).unwrap(),
            _ => drop(scratch.open(&number.to_string(), WRITE).unwrap()),
        }
    }
    assert_eq!(scratch.make_folder("x"), Err(Fault::NoSpace));
    assert_eq!(scratch.open("x", WRITE).err(), Some(Fault::NoSpace));
    assert_eq!(scratch.rename("1", "longer"), Err(Fault::NoSpace));
    scratch.remove_folder("0").unwrap();
    scratch.rename("1", "x").unwrap();
    scratch.rename("3", "x").unwrap();
    assert_eq!(names(&scratch, ""), ["2", "4", "5", "6", "7", "8", "9", "x"]);
    scratch.clear();
    assert_eq!(scratch.budget.left(), 10 * (NODE_BYTES + 1));
}

#[test]
fn a_removed_file_takes_its_space_until_it_is_closed() {
    let scratch = scratch(1 << 16);
    let file = scratch.open("a", WRITE).unwrap();
    file.write_at(&[1; BLOCK_BYTES], Some(0)).unwrap();
    scratch.remove_file("a").unwrap();
    assert_eq!(file.read_at(&mut [0; 1], 0), 1);
    assert_eq!(scratch.budget.left(), (1 << 16) - BLOCK_BYTES as u64);
    drop(file);
    assert_eq!(scratch.budget.left(), 1 << 16);
}

#[test]
fn mistakes_have_their_faults() {
    let scratch = scratch(1 << 20);
    scratch.make_folder("d").unwrap();
    scratch.make_folder("d/e").unwrap();
    scratch.open("f", WRITE).unwrap();
    let exclusive = Wish { exclusive: true, ..WRITE };
    assert_eq!(scratch.open("f", exclusive).err(), Some(Fault::Exists));
    assert_eq!(scratch.open("d", WRITE).err(), Some(Fault::IsFolder));
    assert_eq!(scratch.open("f/x", WRITE).err(), Some(Fault::NotFolder));
    assert_eq!(scratch.open("no/x", WRITE).err(), Some(Fault::NotFound));
    assert_eq!(scratch.open("x", Wish { create: false, ..WRITE }).err(), Some(Fault::NotFound));
    assert_eq!(scratch.open("", WRITE).err(), Some(Fault::IsFolder));
    assert_eq!(scratch.make_folder("d"), Err(Fault::Exists));
    assert_eq!(scratch.make_folder("f"), Err(Fault::Exists));
    assert_eq!(scratch.make_folder("no/x"), Err(Fault::NotFound));
    assert_eq!(scratch.remove_file("d"), Err(Fault::IsFolder));
    assert_eq!(scratch.remove_folder("d"), Err(Fault::NotEmpty));
    assert_eq!(scratch.remove_folder("f"), Err(Fault::NotFolder));
    assert_eq!(scratch.remove_file("no"), Err(Fault::NotFound));
    assert_eq!(scratch.entries("f").err(), Some(Fault::NotFolder));
    assert_eq!(scratch.rename("d", "d/e/f"), Err(Fault::Invalid));
    assert_eq!(scratch.rename("d", "f"), Err(Fault::NotFolder));
    assert_eq!(scratch.rename("f", "d"), Err(Fault::IsFolder));
    assert_eq!(scratch.rename("no", "x"), Err(Fault::NotFound));
    assert_eq!(scratch.rename("f", "f"), Ok(()));
    assert_eq!(scratch.rename("d/e", "e"), Ok(()));
    assert_eq!(scratch.rename("e", "d"), Ok(()));
    assert_eq!(names(&scratch, ""), ["d", "f"]);
    assert_eq!(scratch.stat("f").unwrap().kind, Kind::File);
    assert_eq!(scratch.stat("").unwrap().kind, Kind::Folder);
}

#[test]
fn folders_nest_only_so_deep() {
    let scratch = scratch(1 << 20);
    let mut path = "d".to_owned();
    while scratch.make_folder(&path).is_ok() {
        path.push_str("/d");
    }
    assert_eq!(path.split('/').count(), MAX_DEPTH + 1);
    scratch.make_folder("e").unwrap();
    assert_eq!(scratch.rename("d", "e/d"), Err(Fault::NameTooLong));
    scratch.clear();
    assert_eq!(names(&scratch, ""), [""; 0]);
}
