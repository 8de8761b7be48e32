//! The pass `spill_roots`, on small modules with the expected output beside
//! them, see `common`.

#![cfg(feature = "passes")]

mod common;

use std::time::Instant;

use micropython_sandbox_build::passes::spill_roots::{Options, Report, run};
use walrus::Module;

const PASS: &str = "spill_roots";

fn options() -> Options {
    Options { marker_module: "build".into(), marker_name: "marker".into() }
}

fn spill(wasm: &[u8], options: &Options) -> Result<(Vec<u8>, Report), String> {
    common::run(wasm, |module| run(module, options))
}

#[test]
fn output_is_as_expected() {
    common::assert_output_is_as_expected(PASS, |wasm| spill(wasm, &options()));
}

#[test]
fn output_is_the_same_each_time() {
    for input in common::inputs(PASS) {
        let wasm = common::parse(&input);
        assert_eq!(spill(&wasm, &options()), spill(&wasm, &options()), "{}", input.display());
    }
}

/// The module named by `MPH_WASM`, with the marker that the port imports.
#[test]
#[ignore = "needs a linked module: MPH_WASM=path"]
fn real_module() {
    let path = std::env::var("MPH_WASM").expect("MPH_WASM names the linked module");
    let wasm = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let marker = std::env::var("MPH_MARKER").unwrap_or("micropython_build.gc_marker".into());
    let (marker_module, marker_name) = marker.split_once('.').expect("MPH_MARKER is MODULE.NAME");
    let options = Options { marker_module: marker_module.into(), marker_name: marker_name.into() };

    let copy = Module::from_buffer(&wasm).expect("a valid module").emit_wasm();
    let mut module = Module::from_buffer(&wasm).expect("a valid module");
    let start = Instant::now();
    let report = run(&mut module, &options).unwrap_or_else(|error| panic!("{error:#}"));
    let time = start.elapsed();
    let (spilled, again) = spill(&wasm, &options).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(report, again);
    assert_eq!(spilled, module.emit_wasm(), "the output differs from run to run");
    println!("{report:#?}");
    println!(
        "{time:?}; {} bytes, {:+} by the pass",
        spilled.len(),
        spilled.len().cast_signed() - copy.len().cast_signed()
    );
    if let Ok(out) = std::env::var("MPH_OUT") {
        std::fs::write(&out, &spilled).unwrap_or_else(|error| panic!("{out}: {error}"));
    }
}
