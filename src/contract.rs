//! The border between host and interpreter, as `port/host.h` describes it.
//!
//! The build generates the constants and structures from that header, so that
//! the two sides cannot disagree.

#![allow(
    dead_code,
    missing_docs,
    non_camel_case_types,
    non_snake_case,
    non_upper_case_globals,
    clippy::all,
    reason = "generated from C"
)]

include!(concat!(env!("OUT_DIR"), "/contract.rs"));
