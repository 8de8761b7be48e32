//! Hands on what only build scripts are told: the triple of this machine.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=HOST={}", std::env::var("HOST").expect("cargo sets HOST"));
}
