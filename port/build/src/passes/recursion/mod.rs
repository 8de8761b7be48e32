//! Recursion: who may call whom, and functions that all cycles lead through.

pub mod cover;
pub mod graph;
