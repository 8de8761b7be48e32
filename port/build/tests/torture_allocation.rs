//! The pass `torture_allocation`, on small modules with the expected output
//! beside them, see `common`.

#![cfg(feature = "passes")]

mod common;

use micropython_sandbox_build::passes::torture_allocation::{Options, run};

#[test]
fn output_is_as_expected() {
    let options =
        Options { allocate: "allocate".into(), before: "before".into(), after: "after".into() };
    common::assert_output_is_as_expected("torture_allocation", |wasm| {
        common::run(wasm, |module| run(module, &options))
    });
}
