//! Patches change what they say they change, and nothing that only looks like it.

#![cfg(feature = "pipeline")]

use micropython_sandbox_build::patch::parse;
use micropython_sandbox_build::patches::Patched;
use std::fs;
use std::path::Path;

const TEXT: &str = "one\ntwo\nthree\nfour\nfive\nsix\ntwo\nthree\n";

fn applied(diff: &str) -> Result<String, String> {
    let (_, files) = parse(diff).map_err(|error| format!("{error:#}"))?;
    files[0].apply(TEXT).map_err(|error| format!("{error:#}"))
}

fn diff(hunks: &str) -> String {
    format!("Why.\n\n--- a/py/a.c\n+++ b/py/a.c\n{hunks}")
}

#[test]
fn hunks_are_applied_where_they_say() {
    let two =
        diff("@@ -1,3 +1,4 @@\n one\n-two\n+2\n+2.5\n three\n@@ -5,2 +6,1 @@ f()\n-five\n six\n");
    assert_eq!(applied(&two).unwrap(), "one\n2\n2.5\nthree\nfour\nsix\ntwo\nthree\n");
    let second = diff("@@ -7,2 +7,2 @@\n-two\n+2\n three\n");
    assert_eq!(applied(&second).unwrap(), "one\ntwo\nthree\nfour\nfive\nsix\n2\nthree\n");
}

#[test]
fn hunks_are_found_where_they_have_moved_to() {
    let moved = diff("@@ -90,2 +90,2 @@\n-four\n+4\n five\n@@ -92,2 +92,2 @@\n six\n-two\n+2\n");
    assert_eq!(applied(&moved).unwrap(), "one\ntwo\nthree\n4\nfive\nsix\n2\nthree\n");
}

#[test]
fn what_does_not_fit_is_an_error() {
    for (hunks, words) in [
        ("@@ -3,2 +3,2 @@\n-two\n+2\n three\n", "several places"),
        (
            "@@ -1,1 +1,1 @@\n-eins\n+1\n",
            "hunk 1, at line 1: the lines that it changes are not there",
        ),
        ("@@ -8,2 +8,2 @@\n-three\n+3\n four beyond\n", "not there"),
        ("@@ -5,1 +5,1 @@\n-five\n+5\n@@ -1,1 +1,1 @@\n-one\n+1\n", "hunk 2"),
        ("@@ -1,1 +1,1 @@\n one\n", "a hunk is empty"),
        ("@@ one @@\n-one\n+1\n", "expected `@@ -LINE"),
        ("", "not there"),
    ] {
        let found = applied(&diff(hunks));
        if hunks.is_empty() {
            assert_eq!(found.unwrap(), TEXT);
            continue;
        }
        let error = found.unwrap_err();
        assert!(error.contains(words), "{hunks}: {error}");
    }
}

#[test]
fn what_is_no_patch_of_a_file_of_the_tree_is_refused() {
    for (text, words) in [
        ("--- a/py/a.c\n+++ b/py/a.c\n@@ -1 +1 @@\n-one\n+1\n", "what it is for"),
        ("Why.\n", "changes no file"),
        ("Why.\n--- /dev/null\n+++ b/py/a.c\n@@ -0,0 +1 @@\n+1\n", "expected `--- a/PATH`"),
        ("Why.\n--- a/py/a.c\n+++ b/py/b.c\n@@ -1 +1 @@\n-one\n+1\n", "expected `--- a/PATH`"),
        ("Why.\n--- a/../a.c\n+++ b/../a.c\n@@ -1 +1 @@\n-one\n+1\n", "no path within"),
        ("Why.\n--- a//a.c\n+++ b//a.c\n@@ -1 +1 @@\n-one\n+1\n", "no path within"),
        (&diff("@@ -1 +1 @@\n-one\n+1\n\\ No newline at end of file\n"), "end of the file"),
    ] {
        let error = format!("{:#}", parse(text).unwrap_err());
        assert!(error.contains(words), "{text}: {error}");
    }
}

#[test]
fn copies_are_changed_and_the_tree_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let [tree, patches, copies] =
        ["tree", "patches", "copies"].map(|name| folder.path().join(name));
    for folder in [&tree.join("py"), &patches, &copies] {
        fs::create_dir_all(folder).unwrap();
    }
    fs::write(tree.join("py/a.c"), TEXT).unwrap();
    fs::write(tree.join("py/b.c"), TEXT).unwrap();
    fs::write(copies.join("stale.c"), TEXT).unwrap();
    fs::write(patches.join("1.patch"), diff("@@ -1 +1 @@\n-one\n+1\n")).unwrap();
    fs::write(patches.join("2.patch"), diff("@@ -1 +1 @@\n-1\n+first\n")).unwrap();
    let patched = Patched::make(&tree, &patches, &copies).unwrap();
    let names: Vec<_> = patched.applied.iter().map(|patch| patch.name.as_str()).collect();
    assert_eq!(names, ["1.patch", "2.patch"]);
    assert_eq!(patched.source(tree.join("py/b.c")), tree.join("py/b.c"));
    let copy = patched.source(tree.join("py/a.c"));
    assert_eq!(copy, patched.include().join("py/a.c"));
    assert_eq!(fs::read_to_string(copy).unwrap(), TEXT.replace("one", "first"));
    assert_eq!(fs::read_to_string(tree.join("py/a.c")).unwrap(), TEXT);
    assert!(!copies.join("stale.c").exists());

    fs::write(patches.join("3.patch"), diff("@@ -1 +1 @@\n-one\n+1\n")).unwrap();
    let error = format!("{:#}", Patched::make(&tree, &patches, &copies).unwrap_err());
    assert!(error.contains("port/patches/3.patch") && error.contains("py/a.c"), "{error}");
}

/// Each patch of the port says in its first words what it changes, and why.
#[test]
fn the_patches_of_the_port_are_explained() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../patches");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let (explanation, _) = parse(&fs::read_to_string(&path).unwrap()).unwrap();
        assert!(explanation.trim().len() > 60, "{}: {explanation}", path.display());
    }
}
