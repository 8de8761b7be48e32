//! The pass `spill_roots`, on small modules with the expected output beside
//! them, see `common`.

#![cfg(feature = "passes")]

mod common;

use micropython_sandbox_build::passes::spill_roots::{Options, Report, run};

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
