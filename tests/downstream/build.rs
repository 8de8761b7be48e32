//! Finds the interpreter, which the build script of micropython-sandbox has built.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for name in ["WASM", "MANIFEST"] {
        let path = env::var(format!("DEP_MICROPYTHON_SANDBOX_{name}"))
            .expect("this crate depends on micropython-sandbox directly");
        println!("cargo::rustc-env=INTERPRETER_{name}={path}");
    }
}
