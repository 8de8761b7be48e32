//! Interpreters that were tampered with, one way at a time: the check that is
//! there for it fails, and says what is wrong.

#[path = "common/forge.rs"]
mod forge;

use forge::Forged;
use micropython_sandbox::WASM;
use micropython_sandbox::examine::{self, ABI_VERSION, DigestLock, Entry, Verdict, Verification};
use micropython_sandbox_build::manifest::Manifest;
use micropython_sandbox_build::sections::split;
use serde_json::{Value, json};

const COUNTING_WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/micropython.counting.wasm"));

/// A lock that knows the interpreter of this build.
fn lock() -> DigestLock {
    let manifest: Manifest = serde_json::from_value(Forged::of(WASM).manifest).unwrap();
    let mut lock = DigestLock::default();
    let entry = Entry {
        toolchain: manifest.toolchain.clone(),
        plain_sha256: examine::sha256(WASM),
        counting_sha256: examine::sha256(COUNTING_WASM),
    };
    lock.put(manifest.sources_sha256(), entry);
    lock
}

fn verify(wasm: &[u8]) -> Verification {
    examine::verify(wasm, &lock())
}

/// The checks that did not pass, with what they said.
fn faults(verification: &Verification) -> Vec<(&'static str, &str)> {
    let faults = verification.checks.iter().filter(|check| check.verdict != Verdict::Passed);
    faults.map(|check| (check.name, check.detail.as_str())).collect()
}

#[test]
fn the_interpreter_of_this_build_is_verified() {
    for wasm in [WASM, COUNTING_WASM] {
        let verification = verify(wasm);
        assert_eq!(faults(&verification), []);
        assert_eq!(verification.verdict, Verdict::Passed);
        assert_eq!(verification.checks.len(), 13);
    }
    // Taken apart and put together it is the same: what fails below, fails for
    // what was changed.
    assert!(Forged::of(WASM).sealed() == WASM);
}

/// Each way to tamper with it, sealed again: the checks that notice, and what the
/// first of them says.
#[test]
fn each_check_notices_what_it_is_for() {
    type Change = fn(&mut Forged);
    let cases: &[(Change, &[&str], &str)] = &[
        (|it| it.manifest["contract"]["abi_version"] = 1.into(), &["abi"], "keeps to version 1"),
        (
            |it| it.manifest["contract"]["import_module"] = "env".into(),
            &["imports", "kept roots", "polls"],
            "the manifest has env for the module of the host's functions",
        ),
        (
            |it| take(&mut it.manifest["contract"]["imports"], 0),
            &["imports"],
            "it imports micropython_host.print, which is not declared",
        ),
        (
            |it| it.manifest["contract"]["imports"][0]["params"] = json!(["i64"]),
            &["imports"],
            "micropython_host.print has another type than declared",
        ),
        (
            |it| it.manifest["contract"]["wasi_imports"] = json!(["clock_time_get"]),
            &["imports"],
            "it imports wasi_snapshot_preview1.fd_read, which is not declared",
        ),
        (
            |it| take(&mut it.manifest["contract"]["exports"], 0),
            &["exports"],
            "it exports control, which is not declared",
        ),
        (
            |it| frozen(it, "asyncio/__init__.py")["path"] = "asyncio/absent.py".into(),
            &["frozen modules"],
            "asyncio/absent.py is listed as frozen, but not in it",
        ),
        (
            |it| frozen(it, "asyncio/__init__.py")["origin"] = "other".into(),
            &["sbom"],
            "does not agree with the manifest about asyncio/__init__.py",
        ),
        (
            |it| it.manifest["micropython"]["version"] = "1.99.0".into(),
            &["frozen modules", "sbom"],
            "it says that it is MicroPython 1.99.0, which is not in it",
        ),
        (
            |it| it.sbom = text(&it.sbom).replace("MicroPython", "CPython").into_bytes(),
            &["sbom"],
            "it is another list than the manifest has the digest of",
        ),
        (|it| it.sbom = b"{}".to_vec(), &["sbom"], "cannot be read"),
        (
            |it| it.licenses.truncate(1000),
            &["licences"],
            "they are other texts than the manifest has the digest of",
        ),
        (
            |it| {
                let passes = it.manifest["passes"].as_array_mut().unwrap();
                passes.retain(|pass| pass["name"] != "guard_recursion");
            },
            &["passes"],
            "guard_recursion is not among them",
        ),
        (
            |it| it.manifest["passes"].as_array_mut().unwrap().reverse(),
            &["imports", "exports", "passes", "kept roots"],
            "the manifest lists other imports than it has",
        ),
        (
            |it| it.manifest["gc_torture"] = 1.into(),
            &["passes"],
            "it tortures its collector: it is for tests only",
        ),
        (
            |it| it.manifest["landmarks"]["collect"] = json!([]),
            &["kept roots"],
            "no function starts a collection",
        ),
        (
            |it| last(it, "validate_spills")["checked_values"] = 1.into(),
            &["kept roots"],
            "the manifest has noted something else",
        ),
        (
            |it| take(&mut it.manifest["landmarks"]["bounded"], 0),
            &["polls"],
            "has a loop without a poll",
        ),
        (
            |it| {
                let own = json!({"function": 100, "name": "my_loop"});
                it.manifest["landmarks"]["bounded"].as_array_mut().unwrap().push(own);
            },
            &["polls"],
            "it lists my_loop among those whose loops end, which was not reviewed",
        ),
        (
            |it| it.manifest["landmarks"]["dispatch"][0]["name"] = "my_loop".into(),
            &["polls"],
            "it lists my_loop among those that run bytecode",
        ),
    ];
    for (change, names, message) in cases {
        let mut forged = Forged::of(WASM);
        change(&mut forged);
        let verification = verify(&forged.sealed());
        assert_eq!(verification.verdict, Verdict::Failed, "{message}");
        let mut faults = faults(&verification);
        // Whatever was changed, it is no longer the file that is expected.
        assert_eq!(faults.pop().map(|(name, _)| name), Some("digest"), "{message}");
        let found: Vec<&str> = faults.iter().map(|(name, _)| *name).collect();
        assert_eq!(found, *names, "{faults:?}");
        assert!(faults[0].1.contains(message), "{message}: {faults:?}");
    }
}

/// What the manifest says of a frozen module.
fn frozen<'a>(forged: &'a mut Forged, path: &str) -> &'a mut Value {
    let modules = forged.manifest["frozen"].as_array_mut().unwrap();
    modules.iter_mut().find(|module| module["path"] == path).unwrap()
}

fn take(list: &mut Value, place: usize) {
    list.as_array_mut().unwrap().remove(place);
}

/// The report of the last pass of that name.
fn last<'a>(forged: &'a mut Forged, name: &str) -> &'a mut Value {
    let passes = forged.manifest["passes"].as_array_mut().unwrap();
    &mut passes.iter_mut().rfind(|pass| pass["name"] == name).unwrap()["report"]
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Where all digests agree, what is missing is still noticed.
#[test]
fn a_notice_that_is_missing_is_named() {
    let mut forged = Forged::of(WASM);
    let all = text(&forged.licenses);
    let (before, after) = all.split_once("==== uzlib").unwrap();
    let (_, after) = after.split_once("==== ").unwrap();
    forged.licenses = format!("{before}==== {after}").into_bytes();
    let verification = verify(&forged.with_digests().sealed());
    assert_eq!(faults(&verification)[0], ("licences", "there is no notice for uzlib"));
}

/// The code itself, changed: what the build has proven is proven again.
#[test]
fn code_that_was_changed_is_not_proven() {
    let changed = |change: &dyn Fn(&mut Vec<u8>) -> usize| {
        let mut forged = Forged::of(WASM);
        let count = change(&mut forged.module);
        assert!(count > 0, "nothing was changed");
        let verification = verify(&forged.sealed());
        assert_eq!(verification.verdict, Verdict::Failed);
        faults(&verification).into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    // All stores of words at one offset, of roots among them, one word further:
    // i32.store, of the second memory.
    let store = |offset| [0x36, 0x42, 0x01, offset];
    let names = changed(&|module| replace(module, &store(0x0c), &store(0x10)));
    assert!(names.contains(&"kept roots"), "{names:?}");
    assert!(!names.contains(&"module"), "{names:?}");
    // A poll that looks at a word which nobody sets: i32.atomic.load offset=4.
    let names = changed(&|module| {
        replace(
            module,
            &[0xfe, 0x10, 0x02, 0x04, 0x04, 0x40],
            &[0xfe, 0x10, 0x02, 0x08, 0x04, 0x40],
        )
    });
    assert_eq!(names, ["kept roots", "polls", "digest"]);
}

fn replace(module: &mut [u8], from: &[u8], to: &[u8]) -> usize {
    let mut count = 0;
    for at in 0..=module.len() - from.len() {
        if &module[at..at + from.len()] == from {
            module[at..at + from.len()].copy_from_slice(to);
            count += 1;
        }
    }
    count
}

#[test]
fn another_import_is_noticed() {
    let mut module = walrus::Module::from_buffer(WASM).unwrap();
    let ty = module.types.add(&[], &[]);
    module.add_import_func("env", "evil", ty);
    let wasm = Forged { module: stripped(&mut module), ..Forged::of(WASM) }.sealed();
    let inspection = examine::inspect(&wasm).unwrap();
    assert_eq!(inspection.abilities.unknown, ["env.evil"]);
    let sentence = inspection.abilities.sentence();
    assert!(sentence.contains("It also asks for env.evil, which this program does not know"));
    assert!(!sentence.contains("nothing else"));
    let verification = verify(&wasm);
    let imports = faults(&verification).into_iter().find(|(name, _)| *name == "imports").unwrap();
    assert!(imports.1.contains("it imports env.evil, which is not declared"), "{imports:?}");
    // Without the import, walrus writes what is accepted but for the digest.
    let mut module = walrus::Module::from_buffer(WASM).unwrap();
    let wasm = Forged { module: stripped(&mut module), ..Forged::of(WASM) }.sealed();
    let names: Vec<_> = faults(&verify(&wasm)).into_iter().map(|(name, _)| name).collect();
    assert!(!names.contains(&"imports"), "{names:?}");
}

/// What walrus writes, without custom sections.
fn stripped(module: &mut walrus::Module) -> Vec<u8> {
    let wasm = module.emit_wasm();
    let kept = split(&wasm).unwrap().into_iter().filter(|it| !it.is_custom());
    let kept: Vec<u8> = kept.flat_map(|it| wasm[it.range].to_vec()).collect();
    [&wasm[..8], &kept].concat()
}

/// The lock is about toolchains: of another nothing is known, of the same all.
#[test]
fn a_digest_is_compared_only_with_its_like() {
    let of = |change: fn(&mut Value), lock: &DigestLock| {
        let mut forged = Forged::of(WASM);
        change(&mut forged.manifest);
        // So that only the digest is at issue.
        let manifest: Manifest = serde_json::from_value(forged.manifest.clone()).unwrap();
        forged.sbom =
            serde_json::to_vec(&micropython_sandbox_build::sbom::sbom(&manifest)).unwrap();
        examine::verify(&forged.with_digests().sealed(), lock)
    };
    let unknown = of(|it| it["toolchain"]["compiler"] = "clang 99.0.0".into(), &lock());
    assert_eq!(unknown.verdict, Verdict::NotComparable);
    let [("digest", detail)] = faults(&unknown)[..] else { panic!("{unknown:?}") };
    assert!(detail.starts_with("unknown toolchain, digest not comparable"), "{detail}");
    assert!(detail.contains("clang 99.0.0"), "{detail}");

    let other = of(|it| it["port_sha256"] = "0".repeat(64).into(), &lock());
    assert_eq!(other.verdict, Verdict::NotComparable);
    let [("digest", detail)] = faults(&other)[..] else { panic!("{other:?}") };
    assert!(detail.starts_with("other sources, digest not comparable"), "{detail}");

    // It says that it is what it is not.
    let forged = of(|it| it["passes"][1]["report"] = json!({}), &lock());
    assert_eq!(forged.verdict, Verdict::Failed);
    let [("digest", detail)] = faults(&forged)[..] else { panic!("{forged:?}") };
    assert!(detail.contains(&format!("give {}", examine::sha256(WASM))), "{detail}");
    assert_eq!(of(|_| {}, &lock()).verdict, Verdict::Passed);
    assert_eq!(of(|_| {}, &DigestLock::default()).verdict, Verdict::NotComparable);
}

/// What an import lets a file do is said in words: a new one needs some, in
/// `inspect/abilities.rs`.
#[test]
fn every_import_of_the_contract_has_words() {
    let manifest: Manifest = serde_json::from_value(Forged::of(WASM).manifest).unwrap();
    let contract = manifest.contract;
    assert_eq!(contract.abi_version, ABI_VERSION);
    let own = contract.imports.iter().chain(&contract.added_imports).map(|it| &it.name);
    let own = own.chain([&contract.signal_memory]).map(|name| (&contract.import_module, name));
    let wasi = contract.wasi_imports.iter().map(|name| (&contract.wasi_module, name));
    let all = own.chain(wasi).map(|(module, name)| (module.clone(), name.clone()));
    let abilities =
        micropython_sandbox_build::inspect::abilities::abilities(&all.collect::<Vec<_>>());
    assert_eq!(abilities.unknown, [""; 0]);
}
