//! The end of the build, on a small module.

#![cfg(feature = "passes")]

use micropython_sandbox_build::contract::Contract;
use micropython_sandbox_build::manifest::{
    FORMAT, Frozen, Landmark, Landmarks, MANIFEST_SECTION, Manifest, Origin, Source, Toolchain,
};
use micropython_sandbox_build::notices::{LICENSES_SECTION, licenses};
use micropython_sandbox_build::passes::seal::{Landmarked, Sealed};
use micropython_sandbox_build::passes::{Module, check_polls};
use micropython_sandbox_build::sbom::{SBOM_SECTION, Sbom, sbom};
use micropython_sandbox_build::sealing::{self, SEAL_SECTION};
use micropython_sandbox_build::sections::split;
use std::collections::BTreeSet;

const TEXT: &str = r#"(module (@custom "secret" "x") (@producers (language "C" "11"))
    (import "host" "poll" (func $poll))
    (import "host" "signal" (memory $signal 1 1 shared))
    (func $named_function (export "run"))
    (func $helper.unguarded
        (if (i32.atomic.load $signal (i32.const 0)) (then (call $poll))))
    (global $named_global i32 (i32.const 1)))"#;

fn manifest() -> Manifest {
    let frozen = |path: &str, origin| Frozen {
        path: path.into(),
        sha256: "a".into(),
        origin,
        doc: String::new(),
    };
    Manifest {
        format: FORMAT,
        builder: "1.2.3".into(),
        contract: Contract::default(),
        micropython: Source { version: "9.9".into(), ..Source::default() },
        patches: Vec::new(),
        port_sha256: "f".into(),
        toolchain: Toolchain {
            compiler: "clang 22.1.8 (1~deb12u1)".into(),
            linker: "Debian LLD 22.1.8".into(),
            walrus: "0.28.0".into(),
            wasi_libc_sha256: "c".into(),
            builtins_sha256: "d".into(),
        },
        gc_torture: None,
        passes: Vec::new(),
        frozen: vec![
            frozen("asyncio.py", Origin::MicroPython),
            frozen("own.py", Origin::Port),
            frozen("given.py", Origin::Other),
        ],
        c_modules: [("tally".to_owned(), "e".to_owned())].into(),
        left_out: Vec::new(),
        modules: Vec::new(),
        switches: Vec::new(),
        landmarks: Landmarks::default(),
        sbom_sha256: String::new(),
        licenses_sha256: String::new(),
    }
}

fn texts() -> String {
    licenses(|path| Ok::<_, ()>(format!("text of {path}"))).unwrap()
}

fn sealed() -> Sealed {
    let polls = check_polls::Options {
        host_module: "host".into(),
        poll_import: "poll".into(),
        signal_import: "signal".into(),
        dispatchers: Vec::new(),
        steps_export: None,
        bounded: Vec::new(),
    };
    let landmarked = Landmarked {
        collect: vec!["named_function".into()],
        bounded: vec!["helper".into()],
        ..Landmarked::default()
    };
    let wasm = wat::parse_str(TEXT).unwrap();
    assert!(wasm.windows(14).any(|window| window == b"named_function"));
    Module::new(wasm)
        .unwrap()
        .seal(manifest(), &polls, &BTreeSet::new(), &landmarked, &texts())
        .unwrap()
}

#[test]
fn a_sealed_module_tells_what_it_is_and_keeps_no_names() {
    let Sealed { wasm, manifest, symbols } = sealed();
    let sections = split(&wasm).unwrap();
    let customs: Vec<&str> =
        sections.iter().filter(|it| it.is_custom()).map(|it| it.name.as_str()).collect();
    let hints = "metadata.code.branch_hint";
    assert_eq!(customs, [hints, MANIFEST_SECTION, SBOM_SECTION, LICENSES_SECTION, SEAL_SECTION]);
    let content = |name| sections.iter().find(|section| section.name == name).unwrap().content;
    let found: Manifest = serde_json::from_slice(content(MANIFEST_SECTION)).unwrap();
    assert_eq!(found, manifest);
    assert_eq!(content(LICENSES_SECTION), texts().as_bytes());
    assert_eq!(manifest.sbom_sha256, sealing::sha256(content(SBOM_SECTION)));
    assert_eq!(manifest.licenses_sha256, sealing::sha256(content(LICENSES_SECTION)));
    assert_eq!(sealing::check(&wasm, &sections), Ok(()));
    assert!(symbols.are_of(&wasm));
    let landmark = |name: &str| {
        let (function, name) = symbols.names.iter().find(|(_, it)| *it == name).unwrap();
        vec![Landmark { function: *function, name: name.clone() }]
    };
    assert_eq!(
        manifest.landmarks,
        Landmarks {
            collect: landmark("named_function"),
            bounded: landmark("helper.unguarded"),
            ..Landmarks::default()
        }
    );
}

/// Twice the same: in one process, a hash map would be enough to differ.
#[test]
fn sealing_is_the_same_each_time() {
    assert_eq!(sealed(), sealed());
}

#[test]
fn the_list_of_contents_names_each_with_its_licence() {
    let Sealed { wasm, manifest, .. } = sealed();
    let sections = split(&wasm).unwrap();
    let section = sections.iter().find(|section| section.name == SBOM_SECTION).unwrap();
    let list: Sbom = serde_json::from_slice(section.content).unwrap();
    assert_eq!(list, sbom(&manifest));
    let object: serde_json::Value = serde_json::from_slice(section.content).unwrap();
    assert_eq!(object["bomFormat"], "CycloneDX");
    assert_eq!(object["specVersion"], "1.6");
    assert!(object["metadata"].get("timestamp").is_none() && object.get("serialNumber").is_none());
    let tool = |place: usize| &object["metadata"]["tools"]["components"][place];
    assert_eq!(
        (&tool(0)["name"], &tool(0)["version"]),
        (&"clang".into(), &"22.1.8 (1~deb12u1)".into())
    );
    assert_eq!((&tool(1)["name"], &tool(1)["version"]), (&"Debian LLD".into(), &"22.1.8".into()));
    let components = object["components"].as_array().unwrap();
    let of = |name: &str| components.iter().find(|it| it["name"] == name).unwrap();
    assert_eq!(of("MicroPython")["version"], "9.9");
    assert_eq!(of("MicroPython")["licenses"][0]["expression"], "MIT");
    assert_eq!(of("compiler-rt's builtins")["version"], "22.1.8");
    assert_eq!(of("SHA-256 by Brad Conte")["licenses"][0]["license"]["name"], "public domain");
    assert_eq!(of("asyncio.py")["licenses"][0]["expression"], "MIT");
    // The port's own are part of what the document is about.
    assert!(components.iter().all(|it| it["name"] != "own.py"));
    assert_eq!(object["metadata"]["component"]["licenses"][0]["expression"], "Apache-2.0 OR MIT");
    // Nobody has said under which licence that is.
    assert!(of("given.py").get("licenses").is_none());
    assert_eq!(of("given.py")["hashes"][0]["alg"], "SHA-256");
    // Each refers to something that is there.
    let references: Vec<_> = components.iter().map(|it| &it["bom-ref"]).collect();
    let depends = object["dependencies"][0]["dependsOn"].as_array().unwrap();
    assert!(depends.iter().eq(references.iter().copied()));
}
