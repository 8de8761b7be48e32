#![no_main]

#[path = "../../tests/fuzz/bodies.rs"]
mod bodies;
#[path = "../../tests/common/puppet.rs"]
mod puppet;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = bodies::fetches(&mut arbitrary::Unstructured::new(bytes));
});
