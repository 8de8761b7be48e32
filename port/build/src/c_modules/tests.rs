use super::*;

/// A folder with these files: name and content.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn read_in(folder: &Path, name: &str) -> Result<Vec<CModule>> {
    read(&[folder.join(name)], &folder.join("micropython"))
}

/// What is said of a module with this makefile.
fn fault(makefile: &str) -> String {
    let folder = folder(&[
        ("micropython/lib/x.c", ""),
        ("tally/micropython.mk", makefile),
        ("tally/tally.c", ""),
        ("tally/tally.cpp", ""),
        ("outside.c", ""),
    ]);
    format!("{:#}", read_in(folder.path(), "tally").unwrap_err())
}

#[test]
fn a_makefile_says_what_a_module_is() {
    let folder = folder(&[
        ("micropython/lib/x.c", ""),
        (
            "all/tally/micropython.mk",
            "# A comment\nTALLY_DIR := $(USERMOD_DIR)\n\n\
             SRC_USERMOD += $(TALLY_DIR)/tally.c \\\n    $(wildcard ${TALLY_DIR}/src/*.c)\n\
             SRC_USERMOD_LIB_C += $(TOP)/lib/x.c # not scanned\n\
             CFLAGS_USERMOD += -I$(TALLY_DIR) -DTALLY=1 -Wno-unused-function\n\
             QSTR_DEFS ?= $(TALLY_DIR)/qstrdefs.h\nCXXFLAGS_USERMOD += -std=c++11\n",
        ),
        ("all/tally/tally.c", ""),
        ("all/tally/src/b.c", ""),
        ("all/tally/src/a.c", ""),
        ("all/tally/src/a.h", ""),
        ("all/tally/qstrdefs.h", ""),
        ("all/plain/plain.c", ""),
        ("all/no_module/readme.txt", ""),
    ]);
    let root = folder.path().canonicalize().unwrap();
    let modules = read_in(folder.path(), "all").unwrap();
    let [plain, tally] = &modules[..] else { panic!("{modules:?}") };
    let tally_folder = root.join("all/tally");
    let scanned = ["tally.c", "src/a.c", "src/b.c"].map(|file| tally_folder.join(file));
    assert_eq!((tally.name.as_str(), &tally.scanned[..]), ("tally", &scanned[..]));
    assert_eq!(tally.c_files, [&scanned[..], &[root.join("micropython/lib/x.c")]].concat());
    let include = format!("-I{}", tally_folder.display());
    assert_eq!(tally.flags, [include.as_str(), "-DTALLY=1", "-Wno-unused-function"]);
    assert_eq!(tally.qstr_definitions, [tally_folder.join("qstrdefs.h")]);
    assert_eq!(plain.c_files, [root.join("all/plain/plain.c")]);
    assert_eq!(read_in(folder.path(), "all/tally").unwrap(), modules[1..]);
}

#[test]
fn the_digest_of_a_module_is_over_what_a_compiler_may_read() {
    let folder = folder(&[("tally/tally.c", ""), ("tally/src/table.inl", "")]);
    let [tally] = &read_in(folder.path(), "tally").unwrap()[..] else { panic!() };
    let digest = tally.digest().unwrap();
    for (name, counts) in [
        ("src/table.inl", true),
        ("new.h", true),
        ("new.h~", false),
        ("tally.o", false),
        (".git/HEAD", false),
        ("build/made.h", false),
    ] {
        let path = tally.folder.join(name);
        let before = fs::read(&path).ok();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "changed").unwrap();
        assert_eq!(tally.digest().unwrap() != digest, counts, "{name}");
        match before {
            Some(content) => fs::write(&path, content).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        assert_eq!(tally.digest().unwrap(), digest, "{name}");
    }
}

#[test]
fn what_a_makefile_says_and_this_build_does_not_do_is_an_error() {
    for (makefile, parts) in [
        ("SRC_USERMOD_CXX += $(USERMOD_DIR)/tally.cpp", &["mk:1: ", "C++ is not compiled"][..]),
        ("LDFLAGS_USERMOD += -lm", &["mk:1: ", "nothing but the C library"]),
        ("ifeq ($(X),1)\nendif", &["mk:1: ", "this is not understood: \"ifeq"]),
        ("SRC_USERMOD += $(addprefix a,b)", &["mk:1: ", "$(addprefix a,b) is not understood"]),
        ("SRC_USERMOD += $(USERMOD_DIRR)/tally.c", &["$(USERMOD_DIRR) is not set"]),
        ("\nSRC_USERMOD += $(USERMOD_DIR)/gone.c", &["mk:2: ", "gone.c", "No such file"]),
        (
            "SRC_USERMOD += $(USERMOD_DIR)/../outside.c",
            &["mk:1: ", "outside of the module's folder"],
        ),
        ("SRC_USERMOD += $(USERMOD_DIR)/tally.cpp", &["tally.cpp is no C file"]),
        ("CFLAGS_USERMOD += -fno-lto", &["mk:1: ", "-fno-lto is not passed on"]),
        ("CFLAGS_USERMOD += -Wp,-include,/etc/passwd", &["mk:1: ", "passwd is not passed on"]),
        ("CFLAGS_USERMOD += -DNAME=\\\"x\\\"", &["mk:1: ", "quotes", "define it in a header"]),
        ("CFLAGS_USERMOD += -I/", &["outside of the module's folder"]),
        ("SRC_USERMOD += $(USERMOD_DIR", &["a $( has no end"]),
        ("SRC_USERMOD += $(wildcard $(USERMOD_DIR)/*/*.c)", &["a pattern can have one *"]),
        ("# nothing", &["names no C file: add a line"]),
    ] {
        let fault = fault(makefile);
        for part in parts {
            assert!(fault.contains(part), "{makefile}: {fault}");
        }
    }
}

#[test]
fn a_folder_that_is_no_module_is_an_error() {
    let folder = folder(&[
        ("empty/readme.txt", ""),
        ("cmake/micropython.cmake", ""),
        ("cmake/tally.c", ""),
        ("one/tally/tally.c", ""),
        ("two/tally/tally.c", ""),
        ("file.c", ""),
    ]);
    for (name, part) in [
        ("gone", "cannot be read"),
        ("empty", "there is no C module in"),
        ("cmake", "has a micropython.cmake, which is not read, and no micropython.mk"),
        ("file.c", "is no folder"),
    ] {
        let fault = format!("{:#}", read_in(folder.path(), name).unwrap_err());
        assert!(fault.contains(part), "{fault}");
    }
    let both = [folder.path().join("one"), folder.path().join("two")];
    let fault = read(&both, folder.path()).unwrap_err().to_string();
    assert!(fault.contains("two C modules are called tally"), "{fault}");
    assert_eq!(read(&[both[0].clone(), both[0].clone()], folder.path()).unwrap().len(), 1);
}
