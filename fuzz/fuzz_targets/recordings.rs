#![no_main]

#[path = "../../tests/fuzz/bodies.rs"]
mod bodies;
#[path = "../../tests/common/puppet.rs"]
mod puppet;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = bodies::recordings_replayed(&mut arbitrary::Unstructured::new(bytes));
});
