//! Builds the MicroPython port of `micropython-sandbox` from C sources to a
//! sealed WebAssembly module, and describes that module to those who use it.
//!
//! Without features it only describes: the [`contract`] between guest and host,
//! and what a finished module holds beside its code, as the [`manifest`] and the
//! [`sbom`]. `checks` adds what looks at a finished module, `engine` how it
//! becomes native code, `passes` what is done to the linked module, `pipeline`
//! everything else.

pub mod contract;
#[cfg(feature = "checks")]
pub mod diff;
pub mod digests;
#[cfg(feature = "engine")]
pub mod engine;
#[cfg(feature = "checks")]
pub mod inspect;
pub mod manifest;
pub mod notices;
#[cfg(feature = "engine")]
pub mod own_signal;
#[cfg(feature = "checks")]
pub mod passes;
#[cfg(feature = "checks")]
pub mod prebuilt;
pub mod sbom;
pub mod sealing;
pub mod sections;
pub mod symbols;
#[cfg(feature = "checks")]
pub mod unpolled;
#[cfg(feature = "checks")]
pub mod verify;

#[cfg(feature = "pipeline")]
pub mod ablation;
#[cfg(feature = "pipeline")]
mod bare_host;
#[cfg(feature = "pipeline")]
pub mod bindings;
#[cfg(feature = "pipeline")]
mod c_modules;
#[cfg(feature = "pipeline")]
mod command;
#[cfg(feature = "pipeline")]
mod compile;
#[cfg(feature = "pipeline")]
pub mod environment;
#[cfg(feature = "pipeline")]
pub mod features;
mod finish;
#[cfg(feature = "pipeline")]
mod frozen;
#[cfg(feature = "pipeline")]
mod generate;
#[cfg(feature = "pipeline")]
pub mod ingredients;
#[cfg(feature = "pipeline")]
mod layout;
#[cfg(feature = "pipeline")]
mod link;
#[cfg(feature = "pipeline")]
mod mpy_cross;
#[cfg(feature = "pipeline")]
mod objects;
#[cfg(feature = "pipeline")]
mod parts;
pub mod patch;
#[cfg(feature = "pipeline")]
pub mod patches;
#[cfg(feature = "pipeline")]
pub mod pipeline;
#[cfg(feature = "pipeline")]
pub mod profile;
#[cfg(feature = "pipeline")]
pub mod progress;
#[cfg(feature = "pipeline")]
pub mod source;
#[cfg(feature = "pipeline")]
mod sources;
#[cfg(feature = "pipeline")]
mod survey;
#[cfg(feature = "pipeline")]
pub mod toolchain;
#[cfg(feature = "pipeline")]
pub mod torture;
#[cfg(feature = "pipeline")]
pub mod training;
